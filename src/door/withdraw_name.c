// SPDX-License-Identifier: MIT
#include "door/withdraw_name.h"

#include "language/label.h"

#include <glib.h>
#include <string.h>

static bool is_mark_of_direction(gunichar c)
{
    return c == 0x2060 || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// White space folded, marks of direction dropped, composed. g_free()
static char *name_plain(const char *name)
{
    GString *out = g_string_new(NULL);
    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c))
            g_string_append(out, out->len && out->str[out->len - 1] != ' ' ? " " : "");
        else if (!is_mark_of_direction(c))
            g_string_append_unichar(out, c);
    }
    char *composed = g_utf8_normalize(out->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_string_free(out, TRUE);
    return g_strstrip(composed);
}

// What may follow a name in an entry, before what is said of whoever bears it.
static bool parts_name(const char *rest)
{
    static const gunichar marks[] = {',', ';',    ':',    '(',    '[',    '|',
                                     '/', 0x060C, 0x061B, 0x3001, 0xFF0C, 0xFF08};
    static const gunichar dashes[] = {'-', 0x2013, 0x2014};
    bool spaced = *rest == ' ';
    gunichar c = g_utf8_get_char(rest + spaced);
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (c == marks[i])
            return true;
    }
    for (size_t i = 0; spaced && i < G_N_ELEMENTS(dashes); i++) {
        if (c == dashes[i])
            return true;
    }
    return false;
}

bool withdraw_fits(const char *entry, const char *wanted)
{
    char *plain = name_plain(entry);
    size_t n = strlen(wanted);
    bool fits = strncmp(plain, wanted, n) == 0 && (!plain[n] || parts_name(plain + n));
    g_free(plain);
    return fits;
}

char *withdraw_asked(const char *text, int64_t *ret_number)
{
    struct label label;
    bool numbered =
        label_parse(text, strlen(text), &label) && label.kind == LABEL_NUMBER && text[label.skip];
    *ret_number = numbered ? label.number : 0;
    return name_plain(numbered ? text + label.skip : text);
}

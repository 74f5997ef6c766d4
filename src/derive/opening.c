// SPDX-License-Identifier: MIT
#include "derive/opening.h"

#include <glib.h>
#include <string.h>

static size_t space_after(const char *text)
{
    size_t n = 0;
    for (const char *p = text; g_unichar_isspace(g_utf8_get_char(p)); p = g_utf8_next_char(p))
        n = (size_t)(g_utf8_next_char(p) - text);
    return n;
}

static size_t colon_after(const char *text)
{
    static const char *const colons[] = {":", "：", "\u061b"};
    size_t space = space_after(text);
    for (size_t i = 0; i < G_N_ELEMENTS(colons); i++) {
        if (g_str_has_prefix(text + space, colons[i]))
            return space + strlen(colons[i]);
    }
    return 0;
}

// The bytes of `text` that are `word`, whatever its capitals, and end with a word's end.
static size_t match(const char *text, const char *word)
{
    const char *p = text;
    for (; *word; word = g_utf8_next_char(word), p = g_utf8_next_char(p)) {
        if (!*p || g_unichar_tolower(g_utf8_get_char(p)) != g_utf8_get_char(word))
            return 0;
    }
    gunichar next = g_utf8_get_char(p);
    bool han = g_unichar_iswide(g_utf8_get_char(g_utf8_find_prev_char(text, p)));
    return !han && g_unichar_isalnum(next) ? 0 : (size_t)(p - text);
}

static size_t match_any(const char *text, const char *words)
{
    size_t longest = 0;
    char **all = g_strsplit(words, ";", -1);
    for (size_t i = 0; all[i]; i++) {
        size_t n = *all[i] ? match(text, all[i]) : 0;
        longest = MAX(longest, n);
    }
    g_strfreev(all);
    return longest;
}

// A word for "to" alone is one only where a colon says so: "To wit" and "A" open other things.
struct opening opening_find(const char *text, const char *kinds, const char *tos)
{
    struct opening opening = {.kind_end = match_any(text, kinds)};
    size_t at = opening.kind_end;
    size_t colon = at ? colon_after(text + at) : 0;
    size_t start = at + colon + space_after(text + at + colon);
    size_t to = match_any(text + start, tos);
    size_t after = to ? colon_after(text + start + to) : 0;
    if (to && (opening.kind_end || after)) {
        opening.to_start = start;
        opening.to_end = start + to + after;
    } else if (colon) {
        opening.to_start = opening.to_end = at + colon;
    }
    if (!opening.to_end)
        opening.kind_end = 0;
    return opening;
}

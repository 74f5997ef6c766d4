// SPDX-License-Identifier: MIT
#include "read/totals.h"

#include "base/ascii.h"
#include "base/error.h"
#include "base/utf8.h"
#include "read/fold.h"

#include <string.h>

enum { TOTAL_BYTES_MOST = 600 };

struct total_pattern {
    bool anonymous;
    bool brief;    // only in a short line: in prose it may speak of another letter
    char *text;    // as the table has it
    char *literal; // the longest of its words, caseless; "" where it has none
    GRegex *regex; // NULL until a text holds the literal
};

struct totals {
    GArray *patterns; // struct total_pattern, in file order
};

static void total_clear(void *data)
{
    struct total_pattern *pattern = data;
    g_free(pattern->text);
    g_free(pattern->literal);
    if (pattern->regex)
        g_regex_unref(pattern->regex);
}

struct totals *totals_new(void)
{
    struct totals *totals = g_new0(struct totals, 1);
    totals->patterns = g_array_new(FALSE, FALSE, sizeof(struct total_pattern));
    g_array_set_clear_func(totals->patterns, total_clear);
    return totals;
}

void totals_free(struct totals *totals)
{
    g_array_unref(totals->patterns);
    g_free(totals);
}

// "total: signed by {n} organi*": `{n}` is a number, `*` a few characters of the same sentence.
// Nothing else of the text is special, so the expression is always well-formed.
static GRegex *total_regex(const char *text)
{
    GString *pattern = g_string_new(NULL);
    for (const char *p = text; *p;) {
        if (g_str_has_prefix(p, "{n}")) {
            g_string_append(pattern, "(?<![\\d.,])(\\d[\\d,.\\x{066C}\\x{202F}]{0,12})(?!\\d)");
            p += 3;
        } else if (*p == '*') {
            g_string_append(pattern, "[^.!?\\d\\x{06D4}\\x{3002}]{0,60}?");
            p++;
        } else if (*p == ' ') {
            g_string_append(pattern, "\\s+");
            p++;
        } else {
            const char *next = g_utf8_next_char(p);
            char *escaped = g_regex_escape_string(p, (int)(next - p));
            g_string_append(pattern, escaped);
            g_free(escaped);
            p = next;
        }
    }
    GRegex *regex = g_regex_new(pattern->str, G_REGEX_CASELESS, 0, NULL);
    g_string_free(pattern, TRUE);
    return regex;
}

// Letters that differ in case alone become one: at least those that a caseless expression takes
// for the same.
static char *caseless(const char *text, size_t n)
{
    GString *folded = g_string_sized_new(n + 1);
    for (const char *p = text, *end = text + n; p < end;) {
        size_t plain = ascii_length(p, end);
        g_string_append_len(folded, p, (gssize)plain);
        for (size_t i = folded->len - plain; i < folded->len; i++)
            folded->str[i] = g_ascii_tolower(folded->str[i]);
        p += plain;
        if (p == end)
            break;
        g_string_append_unichar(folded, g_unichar_tolower(g_unichar_toupper(utf8_char(p))));
        p = g_utf8_next_char(p);
    }
    return g_string_free(folded, FALSE);
}

static char *total_literal(const char *text)
{
    const char *longest = text;
    size_t most = 0;
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, " *{");
        if (n > most) {
            longest = p;
            most = n;
        }
        p += n;
        p += g_str_has_prefix(p, "{n}") ? strlen("{n}") : *p != '\0';
    }
    return caseless(longest, most);
}

static bool row_fault(GError **error, const char *message)
{
    fault_set(error, FAULT_INVALID, "%s", message);
    return false;
}

bool totals_add(struct totals *totals, const char *row, GError **error)
{
    bool brief = g_str_has_prefix(row, "brief ");
    const char *kind = row + (brief ? strlen("brief ") : 0);
    bool anonymous = g_str_has_prefix(kind, "anonymous:");
    if (!anonymous && !g_str_has_prefix(kind, "total:"))
        return row_fault(error, "a line begins with \"total:\" or \"anonymous:\"");
    const char *text = strchr(row, ':') + 1;
    text += text_leading(text, strlen(text));
    if (!strstr(text, "{n}"))
        return row_fault(error, "a pattern holds {n}");
    if (strlen(text) > TOTAL_BYTES_MOST)
        return row_fault(error, "a pattern is too long");
    struct total_pattern pattern = {anonymous, brief, g_strdup(text), total_literal(text), NULL};
    g_array_append_val(totals->patterns, pattern);
    return true;
}

static int64_t total_number(const char *digits)
{
    int64_t value = 0;
    for (const char *p = digits; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isdigit(c))
            value = value * 10 + g_unichar_digit_value(c);
    }
    return value;
}

/* A text in which patterns are looked for: few blocks hold a word of any, and an expression costs
 * thousands of times what asking for its word does. */
struct total_text {
    const char *text;
    size_t n;
    char *folded;       // caseless
    uint64_t grams[64]; // a bit for each three bytes in a row that `folded` may hold
};

static unsigned gram_at(const char *p)
{
    uint32_t three = (unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8 |
                     (uint32_t)(unsigned char)p[2] << 16;
    return three * UINT32_C(0x9E3779B1) >> 20;
}

static void total_text_open(struct total_text *in, const char *text, size_t n)
{
    *in = (struct total_text){.text = text, .n = n, .folded = caseless(text, n)};
    size_t length = strlen(in->folded);
    for (size_t i = 0; i + 2 < length; i++) {
        unsigned gram = gram_at(in->folded + i);
        in->grams[gram / 64] |= UINT64_C(1) << gram % 64;
    }
}

static bool total_text_holds(const struct total_text *in, const char *literal)
{
    size_t length = strlen(literal);
    for (size_t i = 0; i + 2 < length; i++) {
        unsigned gram = gram_at(literal + i);
        if (!(in->grams[gram / 64] >> gram % 64 & 1))
            return false;
    }
    return strstr(in->folded, literal) != NULL;
}

static void total_match(struct total_pattern *pattern, const struct total_text *in, int64_t *ret)
{
    GMatchInfo *match = NULL;
    if (*ret >= 0 || !total_text_holds(in, pattern->literal))
        return;
    if (!pattern->regex)
        pattern->regex = total_regex(pattern->text);
    if (pattern->regex &&
        g_regex_match_full(pattern->regex, in->text, (gssize)in->n, 0, 0, &match, NULL)) {
        char *digits = g_match_info_fetch(match, 1);
        *ret = total_number(digits ? digits : "");
        g_free(digits);
    }
    if (match)
        g_match_info_free(match);
}

static void match_totals(struct totals *totals, const struct total_text *in, bool brief,
                         int64_t *total, int64_t *unnamed)
{
    for (guint i = 0; i < totals->patterns->len; i++) {
        struct total_pattern *pattern = &g_array_index(totals->patterns, struct total_pattern, i);
        if (pattern->anonymous && (!pattern->brief || brief))
            total_match(pattern, in, unnamed);
    }
    for (guint i = 0; i < totals->patterns->len; i++) {
        struct total_pattern *pattern = &g_array_index(totals->patterns, struct total_pattern, i);
        // What stays unnamed is no total: "3 people, anonymous".
        if (!pattern->anonymous && (!pattern->brief || (brief && *unnamed < 0)))
            total_match(pattern, in, total);
    }
}

void totals_find(struct totals *totals, const char *text, size_t n, int64_t *total,
                 int64_t *anonymous)
{
    enum { BRIEF_COLUMNS = 70 };
    if (!text_has_digit(text, n))
        return;
    int64_t unnamed = -1;
    bool brief = text_columns(text, n) <= BRIEF_COLUMNS && !text_ends_sentence(text, n);
    struct total_text in;
    total_text_open(&in, text, n);
    match_totals(totals, &in, brief, total, &unnamed);
    g_free(in.folded);
    if (*anonymous < 0)
        *anonymous = unnamed;
}

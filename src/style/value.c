// SPDX-License-Identifier: MIT
// What a style file writes behind a key.
#include "style/value.h"

#include <math.h>
#include <string.h>

static const char *const border_lines[] = {"solid", "double", NULL};
static const char *const head_parts[] = {
    "kind", "date", "title", "addressee", "reference", "sender", "letterhead", "subject", NULL};

static bool parse_word(const char *const *words, const char *value, int *ret)
{
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], value) == 0) {
            *ret = i;
            return true;
        }
    }
    return false;
}

static bool parse_count(const struct property *property, const char *value, int *ret)
{
    gint64 number;
    if (!g_ascii_string_to_signed(value, 10, property->least, property->most, &number, NULL))
        return false;
    *ret = (int)number;
    return true;
}

static bool parse_colour(const char *value, uint32_t *ret)
{
    if (strcmp(value, "accent") == 0) {
        *ret = COLOUR_ACCENT;
        return true;
    }
    size_t n = strlen(value);
    if (value[0] != '#' || (n != 4 && n != 7))
        return false;
    uint32_t colour = 0;
    for (size_t i = 1; i < n; i++) {
        int digit = g_ascii_xdigit_value(value[i]);
        if (digit < 0)
            return false;
        colour = colour << 4 | (uint32_t)digit;
        if (n == 4)
            colour = colour << 4 | (uint32_t)digit;
    }
    *ret = colour;
    return true;
}

// No length is longer than the longest page.
static bool parse_length(const char *value, len em, len *ret)
{
    return len_parse(value, em, ret) && *ret >= 0 && *ret <= PAPER_MOST_PT * LEN_PER_PT;
}

static bool parse_leading(const char *value, len em, struct leading *ret)
{
    char *end;
    double number = g_ascii_strtod(value, &end);
    bool percent = strcmp(end, "%") == 0;
    if (end != value && (*end == '\0' || percent)) {
        number = percent ? number / 100 : number;
        // Outside these a line would vanish or fill the page.
        if (!(number >= 0.5 && number <= 10))
            return false;
        *ret = (struct leading){.permille = (int)lround(number * 1000)};
        return true;
    }
    len fixed;
    if (!parse_length(value, em, &fixed) || fixed <= 0)
        return false;
    *ret = (struct leading){.fixed = fixed};
    return true;
}

static bool parse_edges(const char *value, struct edges *ret)
{
    char **words = g_strsplit_set(value, " \t", -1);
    len edges[4];
    size_t n = 0;
    bool ok = true;
    for (size_t i = 0; words[i] && ok; i++) {
        if (*words[i])
            ok = n < 4 && parse_length(words[i], 0, &edges[n++]);
    }
    g_strfreev(words);
    if (!ok || n == 0)
        return false;
    len right = n > 1 ? edges[1] : edges[0];
    *ret = (struct edges){.top = edges[0],
                          .right = right,
                          .bottom = n > 2 ? edges[2] : edges[0],
                          .left = n > 3 ? edges[3] : right};
    return true;
}

static bool parse_pair(const char *value, len em, len ret[2])
{
    char **words = g_strsplit_set(value, " \t", -1);
    size_t n = 0;
    bool ok = true;
    for (size_t i = 0; words[i] && ok; i++) {
        if (*words[i])
            ok = n < 2 && len_parse(words[i], em, &ret[n]) && ret[n++] >= 0;
    }
    g_strfreev(words);
    if (n == 1)
        ret[1] = ret[0];
    return ok && n > 0;
}

// Width, line and colour in this order, as CSS has them; what is left out is solid and black.
static bool parse_border(const char *value, len em, struct border_line *ret)
{
    char **words = g_strsplit_set(value, " \t", -1);
    struct border_line border = {0, LINE_SOLID, 0};
    bool ok = words[0] && len_parse(words[0], em, &border.width) && border.width >= 0;
    for (size_t i = 1; ok && words[i]; i++)
        ok = !*words[i] || parse_word(border_lines, words[i], &border.line) ||
             parse_colour(words[i], &border.colour);
    g_strfreev(words);
    if (ok)
        *ret = border;
    return ok;
}

// Every part at most once, and no more than two in a row.
static bool parse_head_row(char *text, unsigned *seen, struct head_rows *rows)
{
    char **words = g_strsplit_set(g_strstrip(text), " \t", -1);
    size_t n = 0;
    bool ok = rows->n < HEAD_PARTS;
    for (size_t i = 0; ok && words[i]; i++) {
        int part;
        if (!*words[i])
            continue;
        ok = n < 2 && parse_word(head_parts, words[i], &part) && !(*seen >> part & 1);
        if (!ok)
            break;
        *seen |= 1u << part;
        rows->rows[rows->n].parts[n++] = (enum head_part)part;
    }
    g_strfreev(words);
    if (ok && n)
        rows->rows[rows->n++].n = n;
    return ok && n;
}

static bool parse_head(const char *value, struct head_rows *ret)
{
    struct head_rows rows = {0};
    char **lines = g_strsplit(value, "|", -1);
    unsigned seen = 0;
    bool ok = lines[0] != NULL;
    for (size_t i = 0; ok && lines[i]; i++)
        ok = parse_head_row(lines[i], &seen, &rows);
    g_strfreev(lines);
    if (ok)
        *ret = rows;
    return ok;
}

bool value_parse(const struct property *property, const char *value, len em, len parent_em,
                 void *base, struct arena *arena)
{
    void *member = (char *)base + property->offset;
    switch (property->kind) {
    case PROPERTY_LENGTH:
        if (strcmp(property->key, "font-size") == 0)
            return parse_length(value, parent_em, member) && *(len *)member > 0;
        return parse_length(value, em, member);
    case PROPERTY_COUNT:
        return parse_count(property, value, member);
    case PROPERTY_WORD:
        return parse_word(property->words, value, member);
    case PROPERTY_COLOUR:
        return parse_colour(value, member);
    case PROPERTY_TEXT:
        *(const char **)member = arena_strdup(arena, value);
        return !property->words || g_strv_contains(property->words, value);
    case PROPERTY_LEADING:
        return parse_leading(value, em, member);
    case PROPERTY_PAPER:
        return paper_parse(value, member, (len *)member + 1);
    case PROPERTY_EDGES:
        return parse_edges(value, member);
    case PROPERTY_PAIR:
        return parse_pair(value, em, member);
    case PROPERTY_BORDER:
        return parse_border(value, em, member);
    case PROPERTY_HEAD:
        return parse_head(value, member);
    }
    return false;
}

static char *expects_words(const char *const *words)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; words[i]; i++) {
        if (i)
            g_string_append(out, words[i + 1] ? ", " : " or ");
        g_string_append(out, words[i]);
    }
    return g_string_free(out, FALSE);
}

char *value_expects(const struct property *property)
{
    switch (property->kind) {
    case PROPERTY_LENGTH:
        return g_strdup(property->scope == SCOPE_BLOCK
                            ? "a length (pt, mm, cm, in, em) of at most 200in"
                            : "a length (pt, mm, cm, in) of at most 200in");
    case PROPERTY_COUNT:
        return g_strdup_printf("a whole number from %d to %d", property->least, property->most);
    case PROPERTY_WORD:
        return expects_words(property->words);
    case PROPERTY_COLOUR:
        return g_strdup("a colour (#rrggbb, or accent)");
    case PROPERTY_TEXT:
        return property->words ? expects_words(property->words) : g_strdup("text");
    case PROPERTY_LEADING:
        return g_strdup("a number from 0.5 to 10, a percentage or a length");
    case PROPERTY_PAPER:
        return g_strdup("a paper's name or two lengths of 3pt to 200in");
    case PROPERTY_EDGES:
        return g_strdup("one to four lengths of at most 200in");
    case PROPERTY_PAIR:
        return g_strdup("one or two lengths");
    case PROPERTY_BORDER:
        return g_strdup("a length, then solid or double, then a colour");
    case PROPERTY_HEAD:
        return g_strdup("rows of at most two of the head's parts, each part once");
    }
    return NULL;
}

// SPDX-License-Identifier: MIT
#include "text/breaks.h"

#include "text/dictionary.h"

#include <pango/pango.h>
#include <string.h>

#define FOUND_HERE (CHAR_BREAK | CHAR_MUST_BREAK | CHAR_GRAPHEME | CHAR_WORD_START)

// ADDRESS: a URL or an e-mail address parts before or after its signs, as the Chicago manual of
// style has it, and nowhere else.
static bool parts_before(hb_codepoint_t c)
{
    return c < 0x80 && strchr(".,-_?#%&=~@", (int)c);
}

static void part_address(struct chars *chars, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++) {
        hb_codepoint_t last = chars->code[i - 1], c = chars->code[i];
        bool after = (last == '/' || last == ':') && c != '/' && i > first + 1;
        chars->flags[i] &= (uint8_t)~CHAR_BREAK;
        if (after || (parts_before(c) && c != 0 && i + 1 < end))
            chars->flags[i] |= CHAR_BREAK;
    }
}

static void part_addresses(struct chars *chars)
{
    for (size_t at = 0, end; text_units_next_address(chars, &at, &end); at = end)
        part_address(chars, at, end);
}

void breaks_spare_addresses(struct chars *chars, uint8_t flags)
{
    for (size_t at = 0, end; text_units_next_address(chars, &at, &end); at = end)
        for (size_t i = at; i < end; i++)
            chars->flags[i] &= (uint8_t)~flags;
}

// SLASH: a slash between letters or digits joins two names of one thing (a month's) or the parts of
// a number (15/b); only an address, with its double slash or its dots, may part there.
static void keep_slash(struct chars *chars)
{
    for (size_t i = 1; i + 1 < chars->n; i++)
        if (chars->code[i] == '/' && g_unichar_isalnum(chars->code[i - 1]) &&
            g_unichar_isalnum(chars->code[i + 1]))
            chars->flags[i + 1] &= (uint8_t)~CHAR_BREAK;
}

static uint8_t flags_of(const PangoLogAttr *attr)
{
    uint8_t flags = 0;
    if (attr->is_line_break)
        flags |= CHAR_BREAK;
    if (attr->is_mandatory_break)
        flags |= CHAR_BREAK | CHAR_MUST_BREAK;
    if (attr->is_cursor_position)
        flags |= CHAR_GRAPHEME;
    if (attr->is_word_start)
        flags |= CHAR_WORD_START;
    return flags;
}

// Pango 1.50 goes back over all of a word at each of its signs: a paragraph that is longer than any
// that is written is asked about in pieces. Text this far away decides no break.
enum { PIECE = 16384, PIECE_AROUND = 1024 };

static void find_in_piece(struct chars *chars, size_t first, size_t end, PangoLanguage *lang,
                          PangoLogAttr *attrs)
{
    size_t from = first - MIN(first, PIECE_AROUND), to = MIN(end + PIECE_AROUND, chars->n);
    pango_get_log_attrs(chars->text + chars->byte[from], (int)(chars->byte[to] - chars->byte[from]),
                        chars->rtl, lang, attrs, (int)(to - from) + 1);
    for (size_t i = first; i < end || i == chars->n; i++)
        chars->flags[i] = (uint8_t)((chars->flags[i] & ~FOUND_HERE) | flags_of(&attrs[i - from]));
}

void breaks_unicode(struct chars *chars, const char *lang, struct arena *arena)
{
    size_t longest = MIN(chars->n, PIECE + 2 * PIECE_AROUND);
    PangoLogAttr *attrs = ARENA_ARRAY(arena, PangoLogAttr, longest + 1);
    size_t first = 0;
    do {
        size_t end = MIN(first + PIECE, chars->n);
        find_in_piece(chars, first, end, pango_language_from_string(lang), attrs);
        first = end;
    } while (first < chars->n);
    chars->flags[0] &= (uint8_t) ~(CHAR_BREAK | CHAR_MUST_BREAK);
    chars->flags[chars->n] |= CHAR_BREAK | CHAR_MUST_BREAK | CHAR_GRAPHEME;
}

// Letters of Latin, Vietnamese among them, and of Cyrillic.
static bool is_plain_letter(hb_codepoint_t c)
{
    if (c < 0x80)
        return g_ascii_isalpha((char)c);
    return (c >= 0xc0 && c < 0x180 && c != 0xd7 && c != 0xf7 && c != 0x149) ||
           (c >= 0x400 && c <= 0x52f && (c < 0x482 || c > 0x489)) || (c >= 0x1e00 && c <= 0x1eff);
}

static bool is_word_end(const struct chars *chars, size_t i)
{
    return i == chars->n || chars->code[i] == ' ';
}

static bool is_word_start(const struct chars *chars, size_t i)
{
    return i == 0 || chars->code[i - 1] == ' ';
}

static bool is_apostrophe(hb_codepoint_t c)
{
    return c == '\'' || c == 0x2019;
}

// The last character before i that is no space; 0 if there is none.
static hb_codepoint_t last_before(const struct chars *chars, size_t i)
{
    while (i > 0 && chars->code[i - 1] == ' ')
        i--;
    return i > 0 ? chars->code[i - 1] : 0;
}

// A letter, a space, a sign at that end of a word where it belongs, or one between two letters:
// where the rules allow no break but after a space or a hyphen.
static bool is_plain_at(const struct chars *chars, size_t i)
{
    hb_codepoint_t c = chars->code[i];
    if (c == ' ' || is_plain_letter(c))
        return true;
    bool follows = i > 0 && is_plain_letter(chars->code[i - 1]);
    bool leads = i + 1 < chars->n && is_plain_letter(chars->code[i + 1]);
    bool starts = is_word_start(chars, i), ends = is_word_end(chars, i + 1);
    if (c == '-')
        return (follows && leads) || (i > 0 && starts && ends);
    if (is_apostrophe(c))
        return follows && (leads || ends);
    if (c == '"')
        return (starts && leads) || (follows && ends);
    // LB15: a quotation mark binds an opening bracket across spaces.
    if (c == '(')
        return leads && starts && last_before(chars, i) != '"' &&
               !is_apostrophe(last_before(chars, i));
    if (c == '&')
        return i > 0 && starts && ends;
    if (c == '.' || c == ',')
        return ends && i > 0 && (follows || chars->code[i - 1] == ')');
    return follows && ends && (c == ')' || c == ':' || c == ';' || c == '!');
}

// Languages for which Pango itself tailors Latin.
static bool has_custom(const char *lang)
{
    static const char *const tailored[] = {"ca", "es", "nl"};
    for (size_t i = 0; i < G_N_ELEMENTS(tailored); i++)
        if (g_ascii_strncasecmp(lang, tailored[i], 2) == 0)
            return true;
    return false;
}

bool breaks_plain(struct chars *chars, const char *lang)
{
    for (size_t i = 0; i < chars->n; i++)
        if (!is_plain_at(chars, i))
            return false;
    if (chars->rtl || has_custom(lang))
        return false;
    for (size_t i = 0; i < chars->n; i++) {
        hb_codepoint_t c = chars->code[i], last = i ? chars->code[i - 1] : ' ';
        bool parts = (last == ' ' || last == '-') && c != ' ';
        chars->flags[i] = (uint8_t)((chars->flags[i] & ~FOUND_HERE) | CHAR_GRAPHEME);
        if (parts && i > 0)
            chars->flags[i] |= CHAR_BREAK;
        if ((parts || last == '(' || last == '"' || is_apostrophe(last)) && is_plain_letter(c))
            chars->flags[i] |= CHAR_WORD_START;
    }
    chars->flags[chars->n] &= (uint8_t)~FOUND_HERE;
    chars->flags[chars->n] |= CHAR_BREAK | CHAR_MUST_BREAK | CHAR_GRAPHEME;
    return true;
}

// SOFT: where the writer put a soft hyphen, a hyphen shows.
static void show_soft_hyphens(struct chars *chars)
{
    for (size_t i = 1; i < chars->n; i++)
        if (chars->code[i - 1] == 0xad && (chars->flags[i] & CHAR_BREAK))
            chars->flags[i] |= CHAR_HYPHEN;
}

// UNIT: a line does not end within a number that is read as one (text/units.h).
static void keep_units(struct chars *chars, const struct text_units *units)
{
    for (size_t u = 0; u < units->n; u++)
        for (size_t i = units->units[u].from + 1; i < units->units[u].until; i++)
            chars->flags[i] &= (uint8_t)~CHAR_BREAK;
}

// SPACED: where a mark has a space on both sides, as French has it, one that opens keeps to what
// follows and one that closes to what precedes: no line begins with a lone sign.
static void keep_spaced_quotes(struct chars *chars)
{
    const uint8_t *flags = chars->flags;
    for (size_t i = 0; i < chars->n; i++) {
        hb_codepoint_t c = chars->code[i];
        bool before = i > 0 && (flags[i - 1] & CHAR_SPACE);
        bool after = i + 1 < chars->n && (flags[i + 1] & CHAR_SPACE);
        if (c == 0xbb && before &&
            (after || i + 1 == chars->n || g_unichar_ispunct(chars->code[i + 1])))
            chars->flags[i] &= (uint8_t)~CHAR_BREAK;
        if (c == 0xab && after && (before || i == 0) && i + 2 < chars->n)
            chars->flags[i + 2] &= (uint8_t)~CHAR_BREAK;
    }
}

// COUNTED: a short word that says what is counted keeps to its number, in any language: a reader
// who meets "p." at a line's end has to look for its page.
static bool is_counter(const struct chars *chars, size_t first, size_t end)
{
    static const char *const counters[] = {
        "no",  "no.", "nos", "nos.", "n°",    "nº",   "nr",  "nr.",  "n.",   "№", "num.",
        "p.",  "pp.", "s.",  "art.", "arts.", "vol.", "ch.", "cap.", "fig.", "§", "§§",
        "ст.", "с.",  "гл.", "п.",   "ص",     "ص.",   "رقم", "עמ׳",  "מס׳"};
    for (size_t i = 0; i < G_N_ELEMENTS(counters); i++) {
        const char *p = counters[i];
        size_t at = first;
        for (; *p && at < end && g_unichar_tolower(chars->code[at]) == g_utf8_get_char(p); at++)
            p = g_utf8_next_char(p);
        if (!*p && at == end)
            return true;
    }
    return false;
}

static void keep_counted(struct chars *chars)
{
    enum { LONGEST = 4 };
    for (size_t i = 2; i < chars->n; i++) {
        if (!g_unichar_isdigit(chars->code[i]) || !(chars->flags[i] & CHAR_BREAK) ||
            chars->code[i - 1] != ' ')
            continue;
        size_t first = i - 1;
        while (first > 0 && i - first <= LONGEST + 1 && !(chars->flags[first - 1] & CHAR_SPACE) &&
               chars->code[first - 1] != '(')
            first--;
        if (is_counter(chars, first, i - 1))
            chars->flags[i] &= (uint8_t)~CHAR_BREAK;
    }
}

void breaks_find(struct chars *chars, const struct text_units *units, const char *lang,
                 struct arena *arena)
{
    if (!breaks_plain(chars, lang)) {
        breaks_unicode(chars, lang, arena);
        dictionary_breaks(chars, arena);
        keep_spaced_quotes(chars);
        keep_counted(chars);
    }
    keep_slash(chars);
    part_addresses(chars);
    keep_units(chars, units);
    show_soft_hyphens(chars);
}

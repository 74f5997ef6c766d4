// SPDX-License-Identifier: MIT
#include "text/breaks.h"

#include "base/utf8.h"
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

// What plain text is made of. A token is what spaces part: what opens it, letters and digits, and
// what closes it, with no break but after a hyphen.
enum plain {
    PLAIN_OTHER, // no plain text
    PLAIN_SPACE,
    PLAIN_LETTER,
    PLAIN_DIGIT,
    PLAIN_MARK, // shown with the letter before it
    PLAIN_OPENING,
    PLAIN_CLOSING,
    PLAIN_QUOTE, // either
    PLAIN_APOSTROPHE,
    PLAIN_HYPHEN,
    PLAIN_LONE, // a token of its own
};

static enum plain plain_ascii(hb_codepoint_t c)
{
    if (g_ascii_isalpha((char)c))
        return PLAIN_LETTER;
    if (g_ascii_isdigit((char)c))
        return PLAIN_DIGIT;
    switch (c) {
    case ' ':
        return PLAIN_SPACE;
    case '(':
        return PLAIN_OPENING;
    case '"':
        return PLAIN_QUOTE;
    case '\'':
        return PLAIN_APOSTROPHE;
    case '-':
        return PLAIN_HYPHEN;
    case '&':
        return PLAIN_LONE;
    default:
        return c && strchr(").,:;!?", (int)c) ? PLAIN_CLOSING : PLAIN_OTHER;
    }
}

static enum plain plain_arabic(hb_codepoint_t c)
{
    if (c == 0x60c || c == 0x61b || c == 0x61f) // comma, semicolon, question mark
        return PLAIN_CLOSING;
    if (c >= 0x64b && c <= 0x65f)
        return PLAIN_MARK;
    if ((c >= 0x620 && c <= 0x64a) || (c >= 0x671 && c <= 0x6d3))
        return PLAIN_LETTER;
    return (c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9) ? PLAIN_DIGIT
           : c == 0x670                                             ? PLAIN_MARK
                                                                    : PLAIN_OTHER;
}

static enum plain plain_of(hb_codepoint_t c)
{
    if (c < 0x80)
        return plain_ascii(c);
    if (c >= 0x600 && c <= 0x6ff)
        return plain_arabic(c);
    // Latin, Vietnamese among it, and Cyrillic.
    if ((c >= 0xc0 && c < 0x180 && c != 0xd7 && c != 0xf7 && c != 0x149) ||
        (c >= 0x400 && c <= 0x52f && (c < 0x482 || c > 0x489)) || (c >= 0x1e00 && c <= 0x1eff))
        return PLAIN_LETTER;
    switch (c) {
    case 0x200c: // in Persian words
        return PLAIN_MARK;
    case 0xab:
    case 0x201c:
        return PLAIN_OPENING;
    case 0xbb:
    case 0x201d:
        return PLAIN_CLOSING;
    case 0x2019:
        return PLAIN_APOSTROPHE;
    case 0x2013:
    case 0x2014:
        return PLAIN_LONE;
    default:
        return PLAIN_OTHER;
    }
}

/* A paragraph while it is looked at. */
struct plain_text {
    const struct chars *chars;
    uint8_t *kinds; /* enum plain, a space before the first and after the last */
};

static bool is_of_word(uint8_t kind)
{
    return kind == PLAIN_LETTER || kind == PLAIN_DIGIT || kind == PLAIN_MARK;
}

// LB15, LB17: a quotation mark binds an opening bracket across spaces, a dash a dash.
static bool is_bound(const struct plain_text *text, size_t i)
{
    size_t before = i;
    while (before > 0 && text->kinds[before - 1] == PLAIN_SPACE)
        before--;
    hb_codepoint_t c = text->chars->code[i], last = before > 0 ? text->chars->code[before - 1] : 0;
    if (c == '(')
        return last == '"' || last == '\'' || last == 0x2019 || last == 0xab || last == 0xbb ||
               last == 0x201c || last == 0x201d;
    return c == 0x2014 && last == c;
}

// What may stand in a number.
static bool is_infix(hb_codepoint_t c)
{
    return c == '.' || c == ',' || c == ':' || c == ';' || c == 0x60c;
}

// Pango knows a number by its first digit: one that begins with a point may part there.
static bool parts_number(const struct plain_text *text, size_t i)
{
    const uint8_t *kind = &text->kinds[i];
    return *kind == PLAIN_DIGIT && kind[-1] == PLAIN_CLOSING &&
           is_infix(text->chars->code[i - 1]) && kind[-2] != PLAIN_DIGIT;
}

// What closes follows what it closes, and nothing but the like follows it in the token, or digits,
// of its number or of a note's call.
static bool closes(const struct plain_text *text, size_t i)
{
    const uint8_t *kind = &text->kinds[i];
    hb_codepoint_t c = text->chars->code[i];
    if (kind[-1] != PLAIN_CLOSING && kind[-1] != PLAIN_QUOTE && !is_of_word(kind[-1]))
        return false;
    if (kind[1] == PLAIN_DIGIT)
        return is_infix(c) ? is_of_word(kind[-1])
                           : c != '!' && c != '?' && c != 0x61b && c != 0x61f;
    return kind[1] == PLAIN_SPACE || kind[1] == PLAIN_CLOSING || kind[1] == PLAIN_QUOTE;
}

// Whether the rules allow no break about it but after a space or a hyphen.
static bool is_plain_at(const struct plain_text *text, size_t i)
{
    const uint8_t *kind = &text->kinds[i];
    bool starts = kind[-1] == PLAIN_SPACE, ends = kind[1] == PLAIN_SPACE;
    bool leads = kind[1] == PLAIN_LETTER || kind[1] == PLAIN_DIGIT;
    bool between = kind[-1] == PLAIN_LETTER && kind[1] == PLAIN_LETTER;
    switch ((enum plain) * kind) {
    case PLAIN_SPACE:
    case PLAIN_LETTER:
    case PLAIN_DIGIT:
        return true;
    case PLAIN_MARK:
        return kind[-1] == PLAIN_LETTER || kind[-1] == PLAIN_MARK;
    case PLAIN_OPENING:
        return starts && leads && !is_bound(text, i);
    case PLAIN_CLOSING:
        return closes(text, i);
    case PLAIN_QUOTE:
        return (starts && leads) || closes(text, i);
    case PLAIN_APOSTROPHE:
        return between || (kind[-1] == PLAIN_LETTER && ends);
    case PLAIN_HYPHEN:
        return between || (i > 0 && starts && ends);
    case PLAIN_LONE:
        return i > 0 && starts && ends && !is_bound(text, i);
    case PLAIN_OTHER:
        break;
    }
    return false;
}

static bool is_plain(const struct plain_text *text)
{
    size_t n = text->chars->n;
    text->kinds[-1] = text->kinds[n] = PLAIN_SPACE;
    for (size_t i = 0; i < n; i++) {
        text->kinds[i] = (uint8_t)plain_of(text->chars->code[i]);
        if (text->kinds[i] == PLAIN_OTHER)
            return false;
    }
    for (size_t i = 0; i < n; i++)
        if (text->kinds[i] != PLAIN_LETTER && !is_plain_at(text, i))
            return false;
    return true;
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

bool breaks_plain(struct chars *chars, const char *lang, struct arena *arena)
{
    struct plain_text text = {chars, ARENA_ARRAY(arena, uint8_t, chars->n + 2) + 1};
    if (has_custom(lang) || !is_plain(&text))
        return false;
    for (size_t i = 0; i < chars->n; i++) {
        uint8_t kind = text.kinds[i], last = text.kinds[(ptrdiff_t)i - 1];
        bool follows = last == PLAIN_SPACE || last == PLAIN_HYPHEN;
        bool parts = i > 0 && ((follows && kind != PLAIN_SPACE) || parts_number(&text, i));
        bool starts = (kind == PLAIN_LETTER || kind == PLAIN_DIGIT) && !is_of_word(last);
        chars->flags[i] =
            (uint8_t)((chars->flags[i] & ~FOUND_HERE) | (parts ? CHAR_BREAK : 0) |
                      (kind == PLAIN_MARK ? 0 : CHAR_GRAPHEME) | (starts ? CHAR_WORD_START : 0));
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

// CALL: a digit keeps to the point before it, as LB25 has it: it calls a note (".2").
static void keep_calls(struct chars *chars)
{
    for (size_t i = 2; i < chars->n; i++)
        if ((chars->flags[i] & CHAR_BREAK) && is_infix(chars->code[i - 1]) &&
            g_unichar_isdigit(chars->code[i]))
            chars->flags[i] &= (uint8_t)~CHAR_BREAK;
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
        for (; *p && at < end && g_unichar_tolower(chars->code[at]) == utf8_char(p); at++)
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
        if (!(chars->flags[i] & CHAR_BREAK) || chars->code[i - 1] != ' ' ||
            !g_unichar_isdigit(chars->code[i]))
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
    if (!breaks_plain(chars, lang, arena)) {
        breaks_unicode(chars, lang, arena);
        dictionary_breaks(chars, arena);
        keep_spaced_quotes(chars);
    }
    keep_counted(chars);
    keep_calls(chars);
    keep_slash(chars);
    part_addresses(chars);
    keep_units(chars, units);
    show_soft_hyphens(chars);
}

// SPDX-License-Identifier: MIT
#include "read/fold.h"

#include "base/utf8.h"

#include <string.h>

static bool is_one_of(gunichar c, const gunichar *set, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (set[i] == c)
            return true;
    }
    return false;
}

// Comma, semicolon, colon, stop, exclamation mark, asterisk, as many scripts write them.
static bool is_end_mark(gunichar c)
{
    static const gunichar marks[] = {',',    '.',    ':',    ';',    '!',    '*',
                                     0x060C, 0x061B, 0x06D4, 0x3001, 0x3002, 0xFF0C,
                                     0xFF0E, 0xFF1A, 0xFF1B, 0xFF01, 0x0964, 0x2026};
    return is_one_of(c, marks, G_N_ELEMENTS(marks));
}

static bool is_arabic_decoration(gunichar c)
{
    return c == 0x0640 || (c >= 0x064B && c <= 0x0652) || c == 0x0670;
}

static void trim_end(GString *out, gsize start)
{
    while (out->len > start) {
        const char *last = g_utf8_find_prev_char(out->str + start, out->str + out->len);
        if (!last || (*last != ' ' && !is_end_mark(utf8_char(last))))
            return;
        g_string_truncate(out, (gsize)(last - out->str));
    }
}

static void append_folded(gunichar c, gsize start, GString *out)
{
    if (is_arabic_decoration(c))
        return;
    if (!g_unichar_isspace(c))
        g_string_append_unichar(out, c == 0x2019 ? '\'' : c);
    else if (out->len > start && out->str[out->len - 1] != ' ')
        g_string_append_c(out, ' ');
}

static void fold_cased(const char *text, size_t n, gsize start, GString *out)
{
    char *folded = g_utf8_casefold(text, (gssize)n);
    for (const char *p = folded; *p; p = g_utf8_next_char(p))
        append_folded(utf8_char(p), start, out);
    g_free(folded);
}

// Hebrew to Myanmar; kana, Han and Hangul; small letters of Latin-1, Greek and Cyrillic: what the
// case folding of Unicode leaves as it is.
static bool folds_to_itself(gunichar c)
{
    return (c >= 0x590 && c < 0x10A0) || (c >= 0x2E80 && c < 0xA640) ||
           (c >= 0xAC00 && c < 0xD800) || (c >= 0x430 && c <= 0x45F) || (c >= 0xE0 && c <= 0xFF) ||
           (c >= 0x3B1 && c <= 0x3CE && c != 0x3C2);
}

// Where what is kept as it is ends.
static const char *kept_end(const char *p, const char *end)
{
    enum { IDEOGRAPHIC_SPACE = 0x3000 };
    while (p < end) {
        if ((unsigned char)*p < 0x80) {
            if (g_ascii_isspace(*p) || g_ascii_isupper(*p))
                break;
            p++;
            continue;
        }
        gunichar c = utf8_char(p);
        if (!folds_to_itself(c) || is_arabic_decoration(c) || c == IDEOGRAPHIC_SPACE)
            break;
        p = g_utf8_next_char(p);
    }
    return p;
}

// What needs no table of cases by itself: the phrases are folded at every start.
void fold_text(const char *text, size_t n, GString *out)
{
    const char *cased = NULL, *end = text + n;
    gsize start = out->len;
    for (const char *p = text; p < end;) {
        const char *kept = kept_end(p, end);
        if (kept > p) {
            if (cased)
                fold_cased(cased, (size_t)(p - cased), start, out);
            cased = NULL;
            g_string_append_len(out, p, kept - p);
            p = kept;
            continue;
        }
        bool ascii = (unsigned char)*p < 0x80;
        gunichar c = ascii ? (gunichar)*p : utf8_char(p);
        if (!ascii && !folds_to_itself(c)) {
            cased = cased ? cased : p;
            p = g_utf8_next_char(p);
            continue;
        }
        if (cased)
            fold_cased(cased, (size_t)(p - cased), start, out);
        cased = NULL;
        if (g_ascii_isupper(*p))
            g_string_append_c(out, g_ascii_tolower(*p));
        else
            append_folded(c, start, out); // a space, or a mark of Arabic, which is left out
        p = g_utf8_next_char(p);
    }
    if (cased)
        fold_cased(cased, (size_t)(end - cased), start, out);
}

void fold_line(const char *text, size_t n, GString *out)
{
    gsize start = out->len;
    fold_text(text, n, out);
    trim_end(out, start);
}

gunichar fold_letter(gunichar c)
{
    switch (c) {
    case 0x06CC: // Farsi yeh
    case 0x0649: // alef maksura
        return 0x064A;
    case 0x06A9: // keheh
        return 0x0643;
    case 0x06BE: // heh doachashmee
    case 0x06C1: // heh goal
    case 0x0629: // teh marbuta
        return 0x0647;
    default:
        return c;
    }
}

void fold_name(const char *text, size_t n, GString *out)
{
    char *decomposed = g_utf8_normalize(text, (gssize)n, G_NORMALIZE_NFKD);
    if (!decomposed)
        return;
    char *folded = g_utf8_casefold(decomposed, -1);
    for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
        gunichar c = utf8_char(p);
        if (c != 0x0640 && g_unichar_isalnum(c))
            g_string_append_unichar(out, fold_letter(c));
    }
    g_free(folded);
    g_free(decomposed);
}

// Letters of Greek and Cyrillic, of Hebrew and Arabic: one column each, parted by spaces.
static bool is_narrow_letter(gunichar c)
{
    return (c >= 0x3A3 && c <= 0x481) || (c >= 0x5D0 && c <= 0x5EA) || (c >= 0x620 && c <= 0x64A);
}

size_t text_columns(const char *text, size_t n)
{
    size_t columns = 0;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        if ((unsigned char)*p < 0x80) { // most of most letters
            columns++;
            continue;
        }
        gunichar c = utf8_char(p);
        if (is_narrow_letter(c)) {
            columns++;
            continue;
        }
        columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return columns;
}

static bool is_closer(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return c == '"' || c == '\'' || c == '*' || type == G_UNICODE_CLOSE_PUNCTUATION ||
           type == G_UNICODE_FINAL_PUNCTUATION;
}

bool text_ends_sentence(const char *text, size_t n)
{
    static const gunichar marks[] = {'.',    '!',    '?',    0x2026, 0x3002, 0xFF01,
                                     0xFF1F, 0x06D4, 0x061F, 0x0964, 0x0965, 0x0589,
                                     0x1362, 0x104B, 0x17D4, 0x0F0D};
    n = text_trimmed(text, n);
    while (n > 0) {
        const char *last = g_utf8_find_prev_char(text, text + n);
        gunichar c = last ? utf8_char(last) : 0;
        if (!is_closer(c))
            return is_one_of(c, marks, G_N_ELEMENTS(marks));
        n = text_trimmed(text, (size_t)(last - text));
    }
    return false;
}

bool text_ends_abbreviated(const char *text, size_t n)
{
    enum { LETTERS_MOST = 3 };
    size_t letters = 0, points = 0;
    for (const char *p = text + text_trimmed(text, n); (p = g_utf8_find_prev_char(text, p));) {
        gunichar c = utf8_char(p);
        if (g_unichar_isspace(c))
            break;
        points += c == '.';
        letters = c == '.' ? 0 : letters + 1;
        if ((c != '.' && !g_unichar_isalpha(c)) || letters > LETTERS_MOST)
            return false;
    }
    return points >= 2;
}

bool line_fills(size_t columns, const char *next, size_t n, size_t widest)
{
    size_t word = 0;
    while (word < n && !g_unichar_isspace(utf8_char(next + word)) &&
           !g_unichar_iswide(utf8_char(next + word)))
        word = (size_t)(g_utf8_next_char(next + word) - next);
    size_t own = word ? 1 + text_columns(next, MIN(word, n)) : 2;
    return columns + own > widest;
}

gunichar text_last_char(const char *text, size_t n)
{
    n = text_trimmed(text, n);
    return n ? utf8_char(g_utf8_find_prev_char(text, text + n)) : 0;
}

static bool is_visible_ascii(char c)
{
    return c > ' ' && c < 0x7F;
}

size_t text_trimmed(const char *text, size_t n)
{
    while (n > 0 && !is_visible_ascii(text[n - 1])) {
        const char *last = g_utf8_find_prev_char(text, text + n);
        if (!last || !g_unichar_isspace(utf8_char(last)))
            break;
        n = (size_t)(last - text);
    }
    return n;
}

size_t text_leading(const char *text, size_t n)
{
    const char *p = text;
    while (p < text + n && !is_visible_ascii(*p) && g_unichar_isspace(utf8_char(p)))
        p = g_utf8_next_char(p);
    return (size_t)(p - text);
}

// No character between ASCII and the digits of Arabic is one, nor a letter of Arabic, which names
// are often made of.
static bool may_be_digit(gunichar c)
{
    return c >= 0x0660 && (c <= 0x0669 || c >= 0x06F0);
}

bool text_has_digit(const char *text, size_t n)
{
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        if (g_ascii_isdigit(*p))
            return true;
        if ((unsigned char)*p < 0xD9)
            continue; // below U+0640
        gunichar c = utf8_char(p);
        if (may_be_digit(c) && g_unichar_isdigit(c))
            return true;
    }
    return false;
}

// Thai, Lao, Khmer, Burmese: words without spaces between them, and sentences without stops.
bool char_is_unparted(gunichar c)
{
    return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1000 && c < 0x10A0) ||
           (c >= 0x1780 && c < 0x1800);
}

size_t text_words(const char *text, size_t n)
{
    enum { WORD_LETTERS = 4 }; // of a word that no space ends
    size_t words = 0, letters = 0;
    bool inside = false;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = utf8_char(p);
        if (is_visible_ascii(*p) || (letters == 0 && is_narrow_letter(c))) {
            words += !inside;
            inside = true;
            continue;
        }
        bool wide = g_unichar_iswide(c);
        bool space = g_unichar_isspace(c);
        letters = space ? 0 : letters + (char_is_unparted(c) && g_unichar_isalpha(c));
        bool next = letters > WORD_LETTERS;
        letters = next ? 1 : letters;
        words += wide || next || (!space && !inside);
        inside = !space && !wide;
    }
    return words;
}

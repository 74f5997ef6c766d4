// SPDX-License-Identifier: MIT
// Letters of another script that look like a word's own, and characters that are not seen.
#include "check/check_letters.h"

// Scripts whose letters pass for one another's.
static bool is_alike(GUnicodeScript script)
{
    switch (script) {
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_ARMENIAN:
    case G_UNICODE_SCRIPT_CHEROKEE:
    case G_UNICODE_SCRIPT_COPTIC:
        return true;
    default:
        return false;
    }
}

// The micro sign and the ohm are signs, whatever script they are filed under.
static GUnicodeScript letter_script(gunichar c)
{
    if (!g_unichar_isalpha(c) || c == 0xB5 || c == 0x2126)
        return G_UNICODE_SCRIPT_COMMON;
    return g_unichar_get_script(c);
}

static void check_mixed_word(const struct checked *checked, size_t start, size_t end)
{
    GUnicodeScript first = G_UNICODE_SCRIPT_COMMON;
    for (size_t i = start; i < end; i++) {
        GUnicodeScript script = letter_script(checked->chars[i]);
        if (!is_alike(script))
            continue;
        if (first == G_UNICODE_SCRIPT_COMMON)
            first = script;
        if (script == first)
            continue;
        checked_note(checked, i, "mixed-script-word",
                     "U+%04X is of another script than the letters before it", checked->chars[i]);
        return;
    }
}

static bool is_word_char(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

static void check_words(const struct checked *checked)
{
    for (size_t i = 0; i < checked->count;) {
        size_t end = i;
        while (end < checked->count && is_word_char(checked->chars[end]))
            end++;
        if (end > i)
            check_mixed_word(checked, i, end);
        i = end > i ? end : i + 1;
    }
}

static bool is_bidi_control(gunichar c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

// ZWNJ and ZWJ shape Arabic, Persian and Indic words and join emoji; beside Latin they are traces.
static bool shapes_word(const struct checked *checked, size_t index)
{
    gunichar before = index > 0 ? checked->chars[index - 1] : 0;
    GUnicodeScript script = before ? g_unichar_get_script(before) : G_UNICODE_SCRIPT_COMMON;
    return before && script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_CYRILLIC &&
           script != G_UNICODE_SCRIPT_GREEK && !g_unichar_isspace(before);
}

static void check_char(const struct checked *checked, size_t index)
{
    gunichar c = checked->chars[index];
    if (is_bidi_control(c))
        checked_note(checked, index, "bidi-control", "U+%04X steers the direction of the text", c);
    else if ((c == 0x200C || c == 0x200D) && !shapes_word(checked, index))
        checked_note(checked, index, "zero-width", "U+%04X is not seen here", c);
    else if (c == 0xAD)
        checked_note(checked, index, "zero-width", "a soft hyphen within the text");
    else if (c == 0xFFFD)
        checked_note(checked, index, "replacement-character",
                     "U+FFFD stands for something that was lost");
    else if (g_unichar_type(c) == G_UNICODE_PRIVATE_USE)
        checked_note(checked, index, "private-use", "U+%04X means something only to one font", c);
}

// The blocks in which Unicode has such letters; asking it of every letter would take long.
static bool may_fold(gunichar c)
{
    return (c >= 0x340 && c <= 0x387) || (c >= 0x1F70 && c <= 0x1FFF) ||
           (c >= 0x2126 && c <= 0x232A) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x2F800 && c <= 0x2FA1F);
}

// What repair left: a letter of its own that Unicode would fold into another.
static void check_folded(const struct checked *checked, size_t index)
{
    gunichar c = checked->chars[index];
    char letter[8];
    int n = g_unichar_to_utf8(c, letter);
    char *composed = may_fold(c) ? g_utf8_normalize(letter, n, G_NORMALIZE_NFC) : NULL;
    if (composed && g_utf8_get_char(composed) != c)
        checked_note(checked, index, "not-nfc",
                     "U+%04X is kept as written; other programs may make it U+%04X", c,
                     g_utf8_get_char(composed));
    g_free(composed);
}

void check_letters(const struct checked *checked)
{
    check_words(checked);
    for (size_t i = 0; i < checked->count; i++) {
        check_char(checked, i);
        check_folded(checked, i);
    }
}

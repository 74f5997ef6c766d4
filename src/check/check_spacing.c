// SPDX-License-Identifier: MIT
// White space around words, punctuation, brackets and dashes.
#include "check/check_spacing.h"

#include "base/translate.h"

#include <string.h>

static gunichar at(const struct checked *checked, size_t index)
{
    return index < checked->count ? checked->chars[index] : 0;
}

static gunichar before(const struct checked *checked, size_t index)
{
    return index > 0 ? checked->chars[index - 1] : 0;
}

static bool is_space(gunichar c)
{
    return c == ' ' || c == '\t' || g_unichar_type(c) == G_UNICODE_SPACE_SEPARATOR;
}

static bool is_word(gunichar c)
{
    return c && (g_unichar_isalnum(c) || g_unichar_ismark(c));
}

static bool is_wide(gunichar c)
{
    return c && g_unichar_iswide(c);
}

static bool is_french(const struct checked *checked)
{
    return checked->lang && g_ascii_strncasecmp(checked->lang, "fr", 2) == 0 &&
           !g_ascii_isalpha(checked->lang[2]);
}

static bool in_set(gunichar c, const char *set)
{
    return c && g_utf8_strchr(set, -1, c) != NULL;
}

// French sets a narrow space before these and after «; typed right, it is no query.
static bool is_french_space(const struct checked *checked, size_t index)
{
    gunichar c = at(checked, index);
    bool fixed = c == 0xA0 || c == 0x202F || c == 0x2009;
    return fixed && (in_set(at(checked, index + 1), ":;!?»%") || before(checked, index) == 0xAB);
}

static void check_odd(const struct checked *checked, size_t index)
{
    gunichar c = at(checked, index);
    if (c == ' ' || !is_space(c) || is_french_space(checked, index))
        return;
    if (c == 0x3000 && (is_wide(before(checked, index)) || is_wide(at(checked, index + 1))))
        return;
    if (checked_note(checked, index, "space-odd",
                     c == '\t' ? N_("a tab within the text") : N_("U+%04X where a space would do"),
                     c))
        checked_offer(checked, 1, " ");
}

static void check_doubled(const struct checked *checked, size_t index)
{
    if (is_space(at(checked, index)) && is_space(at(checked, index + 1)) &&
        !is_space(before(checked, index)) && before(checked, index) != 0 &&
        checked_note(checked, index, "space-doubled", "more than one space"))
        checked_offer(checked, 1, "");
}

static void check_before_punctuation(const struct checked *checked, size_t index)
{
    gunichar c = at(checked, index), next = at(checked, index + 1);
    if (!is_space(before(checked, index)) || is_word(next))
        return;
    bool always = in_set(c, ",،.؛۔、。") && next != c;
    bool not_french = in_set(c, ";:!?؟") && !is_french(checked);
    if (index > 1 && (always || not_french) &&
        checked_note(checked, index - 1, "space-before-punctuation", "a space before the mark"))
        checked_offer(checked, 1, "");
}

static void check_inside_bracket(const struct checked *checked, size_t index)
{
    gunichar c = at(checked, index);
    if (in_set(c, "([") && is_space(at(checked, index + 1)) &&
        checked_note(checked, index + 1, "space-inside-bracket", "a space after the bracket opens"))
        checked_offer(checked, 1, "");
    if (in_set(c, ")]") && is_space(before(checked, index)) && index > 1 &&
        at(checked, index - 2) != '\n' &&
        checked_note(checked, index - 1, "space-inside-bracket",
                     "a space before the bracket closes"))
        checked_offer(checked, 1, "");
}

// "member(s)", "(in)formal": a bracket within a word.
static bool is_within_word(const struct checked *checked, size_t open)
{
    enum { ENDING_MOST = 4 };
    for (size_t i = open + 1; i <= open + ENDING_MOST + 1 && i < checked->count; i++) {
        gunichar c = at(checked, i);
        if (in_set(c, ")]"))
            return i > open + 1;
        if (!g_unichar_islower(c) && !g_unichar_isdigit(c) &&
            g_unichar_type(c) != G_UNICODE_OTHER_LETTER)
            return false;
    }
    return false;
}

static size_t opening_of(const struct checked *checked, size_t close)
{
    enum { LOOK_BACK = 8 }; // more than the longest ending in brackets
    size_t open = close;
    while (open > 0 && close - open < LOOK_BACK && !in_set(at(checked, open), "(["))
        open--;
    return open;
}

static void check_around_bracket(const struct checked *checked, size_t index)
{
    gunichar c = at(checked, index), previous = before(checked, index),
             next = at(checked, index + 1);
    if (in_set(c, "([") && is_word(previous) && !is_wide(previous) &&
        !is_within_word(checked, index) &&
        checked_note(checked, index, "space-missing-before-bracket", "no space before the bracket"))
        checked_offer(checked, 0, " ");
    if (in_set(c, ")]") && is_word(next) && !is_wide(next) &&
        !is_within_word(checked, opening_of(checked, index)) &&
        checked_note(checked, index + 1, "space-missing-after-bracket",
                     "no space after the bracket"))
        checked_offer(checked, 0, " ");
}

static bool is_latin_lower(gunichar c)
{
    return c < 0x80 && g_ascii_islower((char)c);
}

static void check_after_punctuation(const struct checked *checked, size_t index)
{
    gunichar c = at(checked, index), next = at(checked, index + 1);
    if (!in_set(c, ",،;؛:") || !next || !g_unichar_isalpha(next) || is_wide(next) ||
        !is_word(before(checked, index)))
        return;
    // "http:", "mailto:name", "c:d" are of one piece.
    if (c == ':' && is_latin_lower(next))
        return;
    if (checked_note(checked, index + 1, "space-missing-after-punctuation",
                     "no space after the mark"))
        checked_offer(checked, 0, " ");
}

static void check_dash(const struct checked *checked, size_t index)
{
    gunichar c = at(checked, index), previous = before(checked, index),
             next = at(checked, index + 1);
    if ((c != 0x2013 && c != 0x2014) || !previous || !next || index < 2)
        return;
    bool open_left = is_space(previous) && is_word(next);
    bool open_right = is_word(previous) && is_space(next);
    if (!open_left && !open_right)
        return;
    bool noted =
        checked_note(checked, index, "dash-spacing", "a dash with a space on one side only");
    if (noted && open_right)
        checked_offer(checked, 0, " ");
    else if (noted)
        checked_offer(checked, 1, c == 0x2013 ? "\342\200\223 " : "\342\200\224 ");
}

void check_spacing(const struct checked *checked)
{
    for (size_t i = 0; i < checked->count; i++) {
        check_odd(checked, i);
        check_doubled(checked, i);
        check_before_punctuation(checked, i);
        check_inside_bracket(checked, i);
        check_around_bracket(checked, i);
        check_after_punctuation(checked, i);
        check_dash(checked, i);
    }
}

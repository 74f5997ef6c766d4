// SPDX-License-Identifier: MIT
#include "text/repeats.h"

/* The word that ends a line: characters [first, end), without the signs after it. */
struct last_word {
    size_t first, end;
};

static bool is_of_word(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static struct last_word last_word(const struct setting *setting, const struct fit_point *point)
{
    const struct chars *chars = setting->chars;
    struct last_word word = {.end = setting_visible_end(setting, point->at, 0)};
    while (word.end > 0 && g_unichar_ispunct(chars->code[word.end - 1]))
        word.end--;
    word.first = word.end;
    while (word.first > 0 && is_of_word(chars->code[word.first - 1]))
        word.first--;
    return word;
}

static bool is_same(const struct chars *chars, const struct last_word *a, const struct last_word *b)
{
    size_t n = a->end - a->first;
    if (n == 0 || n != b->end - b->first)
        return false;
    for (size_t i = 0; i < n; i++)
        if (chars->code[a->first + i] != chars->code[b->first + i])
            return false;
    return true;
}

size_t repeats_find(const struct setting *setting, const struct fit_point *points,
                    const size_t *ends, size_t n)
{
    if (n < 4) // the last line ends where it must
        return 0;
    struct last_word before = last_word(setting, &points[ends[0]]);
    size_t run = 1;
    for (size_t i = 1; i + 1 < n; i++) {
        struct last_word word = last_word(setting, &points[ends[i]]);
        run = is_same(setting->chars, &before, &word) ? run + 1 : 1;
        if (run == 3)
            return i - 1;
        before = word;
    }
    return 0;
}

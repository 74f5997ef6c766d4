// SPDX-License-Identifier: MIT
// Unicode's own conformance tests against what this room makes of Pango, FriBidi and its own
// tailorings: the share that agrees is printed. A departure must have a name: a tailoring of
// breaks.c, or a rule in which the library of this machine differs from the data of this machine
// (both are versioned by Debian, not by us), held under a small bound.
#include "../not_run.h"
#include "text/bidi.h"
#include "text/breaks.h"

#include <fribidi.h>
#include <pango/pango.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FOLDER "/usr/share/unicode/"
#define CHARS_MOST 256

/* A count of cases, those that agree, and the first few that do not. */
struct score {
    const char *name;
    size_t cases, agree, tailored, librarys, shown;
};

static void print_score(const struct score *score)
{
    print_message("%s: %zu of %zu agree (%.3f %%), %zu depart by a named tailoring, %zu by the "
                  "library's version of Unicode\n",
                  score->name, score->agree, score->cases,
                  100.0 * (double)score->agree / (double)score->cases, score->tailored,
                  score->librarys);
}

static FILE *open_data(const char *name)
{
    char *path = g_build_filename(FOLDER, name, NULL);
    FILE *file = fopen(path, "r");
    g_free(path);
    if (!file)
        print_message("%s%s is not installed (unicode-data)\n", FOLDER, name);
    return file;
}

// The line without its comment and newline.
static void strip(char *line)
{
    line[strcspn(line, "#\n")] = '\0';
    g_strchomp(line);
}

static void append_code(GString *text, unsigned long code)
{
    g_string_append_unichar(text, (gunichar)code);
}

// "÷ 0023 × 0308 ÷" into text and, for each character and the end, whether a break stands before.
static size_t read_breaks(char *line, GString *text, bool *breaks)
{
    size_t n = 0;
    g_string_truncate(text, 0);
    for (char *word = strtok(line, " \t"); word; word = strtok(NULL, " \t")) {
        if (strcmp(word, "÷") == 0)
            breaks[n] = true;
        else if (strcmp(word, "×") == 0)
            breaks[n] = false;
        else {
            append_code(text, strtoul(word, NULL, 16));
            n++;
        }
    }
    return n;
}

static bool same_breaks(const struct chars *chars, const bool *breaks, uint8_t flag)
{
    // The start of text is a break to the test, none to a line.
    for (size_t i = 1; i <= chars->n; i++)
        if (((chars->flags[i] & flag) != 0) != breaks[i])
            return false;
    return true;
}

// COMPLEX: UAX 14 leaves South East Asian text (class SA) to the implementation, and the test has
// it as letters; Pango asks libthai.
static bool has_complex_context(const struct chars *chars)
{
    for (size_t i = 0; i < chars->n; i++)
        if (chars->code[i] >= 0xe00 && chars->code[i] <= 0xeff)
            return true;
    return false;
}

// LIBRARY: what Pango itself makes of it, untailored. It has the rules of one version of Unicode
// and the tests of unicode-data are of another: Debian 13 pairs Pango 1.56 (no break after a hyphen
// that begins a word, none within an aksara) with tests that still expect them.
static bool same_flags(const struct chars *plain, const struct chars *ours, uint8_t flag)
{
    for (size_t i = 1; i <= ours->n; i++)
        if ((plain->flags[i] & flag) != (ours->flags[i] & flag))
            return false;
    return true;
}

static void show(struct score *score, const char *line)
{
    if (score->shown++ < 5)
        print_message("  departs: %s\n", line);
}

static void check_breaks(struct score *score, const char *file_name, uint8_t flag)
{
    FILE *file = open_data(file_name);
    if (!file)
        NOT_RUN("the files of Debian's unicode-data are not here\n");
    struct arena *arena = arena_new();
    GString *text = g_string_new(NULL);
    char line[4096], kept[4096];
    while (fgets(line, sizeof line, file)) {
        bool breaks[CHARS_MOST] = {0};
        strip(line);
        g_strlcpy(kept, line, sizeof kept);
        size_t n = read_breaks(line, text, breaks);
        if (n == 0 || text->str[0] == '\0')
            continue;
        arena_reset(arena);
        struct chars *plain = chars_new(text->str, text->len, arena);
        struct chars *ours = chars_new(text->str, text->len, arena);
        breaks_unicode(plain, "en", arena);
        breaks_find(ours, &(const struct text_units){0}, "en", arena);
        bool agrees = same_breaks(ours, breaks, flag);
        score->cases++;
        score->agree += agrees;
        if (!agrees && (same_breaks(plain, breaks, flag) || has_complex_context(ours)))
            score->tailored++;
        else if (!agrees && same_flags(plain, ours, flag))
            score->librarys++;
        else if (!agrees)
            show(score, kept);
    }
    fclose(file);
    g_string_free(text, TRUE);
    arena_free(arena);
    print_score(score);
}

static void assert_explained(const struct score *score, double share)
{
    size_t unexplained = score->cases - score->agree - score->tailored - score->librarys;
    assert_true(score->cases > 0);
    assert_true((double)score->librarys <= 0.01 * (double)score->cases);
    assert_true((double)unexplained <= (1 - share) * (double)score->cases);
}

static void lines_break_as_uax14(void **state)
{
    (void)state;
    struct score score = {.name = "LineBreakTest"};
    print_message("Pango %s\n", pango_version_string());
    check_breaks(&score, "auxiliary/LineBreakTest.txt", CHAR_BREAK);
    assert_explained(&score, 0.999);
}

static void graphemes_break_as_uax29(void **state)
{
    (void)state;
    struct score score = {.name = "GraphemeBreakTest"};
    check_breaks(&score, "auxiliary/GraphemeBreakTest.txt", CHAR_GRAPHEME);
    assert_explained(&score, 0.99);
}

// The levels of a whole text as one line: bidi_resolve() and rule L1 for its end.
static void line_levels(struct chars *chars, enum text_direction direction, struct arena *arena)
{
    bidi_resolve(chars, direction, &(const struct text_units){0}, arena);
    for (size_t i = bidi_trailing(chars, 0, chars->n); i < chars->n; i++)
        chars->level[i] = chars->rtl;
}

// Compares with "0 x 1 …": x is a character that rule X9 removes. Then the order, which leaves the
// removed out.
static bool same_levels(const struct chars *chars, char *levels, char *order)
{
    uint8_t kept[CHARS_MOST];
    size_t place[CHARS_MOST], sorted[CHARS_MOST], n = 0, i = 0;
    for (char *word = strtok(levels, " "); word; word = strtok(NULL, " "), i++) {
        if (i >= chars->n)
            return false;
        if (*word == 'x')
            continue;
        if (strtoul(word, NULL, 10) != chars->level[i])
            return false;
        place[n] = i;
        sorted[n] = n;
        kept[n++] = chars->level[i];
    }
    bidi_reorder(kept, sorted, n);
    i = 0;
    for (char *word = strtok(order, " "); word; word = strtok(NULL, " "), i++)
        if (i >= n || strtoul(word, NULL, 10) != place[sorted[i]])
            return false;
    return i == n;
}

// What is not asked of FriBidi, Arabic letters and signs alone, is as FriBidi has it: each
// character of the blocks it may be taken from, at a text's start, within it, at its end, and
// beside itself.
static void arabic_alone_is_as_fribidi_has_it(void **state)
{
    (void)state;
    static const char *const texts[] = {"%sبا",       "ب %sا",  "با%s",        "ب%s%sا",
                                        "ب ،%s. (%s", "ب 1%s2", "ب 19%s. ٣%s", "1%sب"};
    struct arena *arena = arena_new();
    for (gunichar c = ' '; c < 0x700; c++) {
        char sign[7] = {0};
        sign[g_unichar_to_utf8(c, sign)] = '\0';
        for (size_t i = 0; g_unichar_isdefined(c) && i < G_N_ELEMENTS(texts); i++) {
            char **parts = g_strsplit(texts[i], "%s", -1);
            char *text = g_strjoinv(sign, parts);
            struct chars *chars = chars_new(text, strlen(text), arena);
            FriBidiCharType types[CHARS_MOST];
            FriBidiBracketType brackets[CHARS_MOST];
            FriBidiLevel levels[CHARS_MOST];
            FriBidiParType base = FRIBIDI_PAR_RTL;
            fribidi_get_bidi_types(chars->code, (FriBidiStrIndex)chars->n, types);
            fribidi_get_bracket_types(chars->code, (FriBidiStrIndex)chars->n, types, brackets);
            assert_true(fribidi_get_par_embedding_levels_ex(
                            types, brackets, (FriBidiStrIndex)chars->n, &base, levels) > 0);
            bidi_resolve(chars, TEXT_RTL, &(const struct text_units){0}, arena);
            for (size_t k = 0; k < chars->n; k++)
                assert_int_equal(chars->level[k], levels[k]);
            g_strfreev(parts);
            g_free(text);
            arena_reset(arena);
        }
    }
    arena_free(arena);
}

static void mixed_text_orders_as_uax9(void **state)
{
    (void)state;
    static const enum text_direction directions[] = {TEXT_LTR, TEXT_RTL, TEXT_AUTO};
    struct score score = {.name = "BidiCharacterTest"};
    FILE *file = open_data("BidiCharacterTest.txt");
    if (!file)
        NOT_RUN("the files of Debian's unicode-data are not here\n");
    struct arena *arena = arena_new();
    GString *text = g_string_new(NULL);
    char line[4096];
    while (fgets(line, sizeof line, file)) {
        strip(line);
        char **field = g_strsplit(line, ";", -1);
        if (g_strv_length(field) == 5) {
            g_string_truncate(text, 0);
            for (char *word = strtok(field[0], " "); word; word = strtok(NULL, " "))
                append_code(text, strtoul(word, NULL, 16));
            arena_reset(arena);
            struct chars *chars = chars_new(text->str, text->len, arena);
            line_levels(chars, directions[atoi(field[1])], arena);
            bool agrees =
                chars->rtl == (atoi(field[2]) == 1) && same_levels(chars, field[3], field[4]);
            score.cases++;
            score.agree += agrees;
            if (!agrees)
                show(&score, line);
        }
        g_strfreev(field);
    }
    fclose(file);
    g_string_free(text, TRUE);
    arena_free(arena);
    print_message("FriBidi %s\n", FRIBIDI_VERSION);
    print_score(&score);
    assert_explained(&score, 0.999);
}

// A character of each bidi class.
static gunichar class_character(const char *name)
{
    static const struct {
        const char *name;
        gunichar character;
    } classes[] = {{"L", 'a'},      {"R", 0x5d0},    {"AL", 0x627},   {"EN", '1'},
                   {"ES", '+'},     {"ET", '$'},     {"AN", 0x661},   {"CS", ','},
                   {"NSM", 0x300},  {"BN", 0xad},    {"B", 0x2029},   {"S", '\t'},
                   {"WS", ' '},     {"ON", '!'},     {"LRE", 0x202a}, {"LRO", 0x202d},
                   {"RLE", 0x202b}, {"RLO", 0x202e}, {"PDF", 0x202c}, {"LRI", 0x2066},
                   {"RLI", 0x2067}, {"FSI", 0x2068}, {"PDI", 0x2069}};
    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
        if (strcmp(classes[i].name, name) == 0)
            return classes[i].character;
    fail_msg("no character of class %s", name);
    return 0;
}

static void check_classes(struct score *score, const GString *text, unsigned directions,
                          const char *levels, const char *order, struct arena *arena)
{
    static const enum text_direction by_bit[] = {TEXT_AUTO, TEXT_LTR, TEXT_RTL};
    for (unsigned bit = 0; bit < 3; bit++) {
        if (!(directions & (1u << bit)))
            continue;
        char levels_copy[512], order_copy[512];
        g_strlcpy(levels_copy, levels, sizeof levels_copy);
        g_strlcpy(order_copy, order, sizeof order_copy);
        arena_reset(arena);
        struct chars *chars = chars_new(text->str, text->len, arena);
        line_levels(chars, by_bit[bit], arena);
        bool agrees = same_levels(chars, levels_copy, order_copy);
        score->cases++;
        score->agree += agrees;
        if (!agrees && score->shown++ < 5)
            print_message("  departs: direction %u levels %s text %s\n", bit, levels,
                          g_strescape(text->str, NULL));
    }
}

static void classes_order_as_uax9(void **state)
{
    (void)state;
    struct score score = {.name = "BidiTest"};
    FILE *file = open_data("BidiTest.txt");
    if (!file)
        NOT_RUN("the files of Debian's unicode-data are not here\n");
    struct arena *arena = arena_new();
    GString *text = g_string_new(NULL);
    char line[4096], levels[512] = "", order[512] = "";
    while (fgets(line, sizeof line, file)) {
        strip(line);
        if (g_str_has_prefix(line, "@Levels:"))
            g_strlcpy(levels, line + 8, sizeof levels);
        else if (g_str_has_prefix(line, "@Reorder:"))
            g_strlcpy(order, line + 9, sizeof order);
        char *semicolon = strchr(line, ';');
        if (!semicolon || line[0] == '@')
            continue;
        *semicolon = '\0';
        g_string_truncate(text, 0);
        for (char *word = strtok(line, " "); word; word = strtok(NULL, " "))
            g_string_append_unichar(text, class_character(word));
        check_classes(&score, text, (unsigned)strtoul(semicolon + 1, NULL, 16), g_strstrip(levels),
                      g_strstrip(order), arena);
    }
    fclose(file);
    g_string_free(text, TRUE);
    arena_free(arena);
    print_score(&score);
    assert_explained(&score, 0.999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_as_uax14),
        cmocka_unit_test(graphemes_break_as_uax29),
        cmocka_unit_test(arabic_alone_is_as_fribidi_has_it),
        cmocka_unit_test(mixed_text_orders_as_uax9),
        cmocka_unit_test(classes_order_as_uax9),
    };
    return not_run_status(cmocka_run_group_tests(tests, NULL, NULL));
}

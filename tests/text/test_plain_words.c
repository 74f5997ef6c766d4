// SPDX-License-Identifier: MIT
// What is found word by word of plain text is what the stages find character by character.
#include "text/bidi.h"
#include "text/breaks.h"
#include "text/script_resolve.h"
#include "text/fast/plain_lines.h"

#include "setting_kit.h"

static const char *const langs[] = {"en", "ar", "fa", "fr", "hi", "he", "ru", "am", "es"};

static void expect_same_breaks(const struct plain_words *words, struct chars *chars,
                               const struct text_units *units, const char *text,
                               struct arena *arena)
{
    breaks_find(chars, units, "en", arena);
    size_t at = 1;
    for (size_t i = 1; i < chars->n; i++) {
        bool begins = at < words->n && words->first[at] == i;
        if (begins != !!(chars->flags[i] & CHAR_BREAK))
            fail_msg("\"%s\": %s before character %zu", text, begins ? "no break" : "a break", i);
        at += begins;
    }
    assert_int_equal(at, words->n);
}

static void expect_resolved(struct arena *arena, const char *text, enum text_direction direction)
{
    arena_reset(arena);
    struct chars *plain = chars_new(text, strlen(text), arena);
    struct plain_words words = plain_words_find(plain, direction, arena);
    if (words.n == 0)
        return;
    struct chars *chars = chars_new(text, strlen(text), arena);
    struct text_attr attr = kit_attr(text);
    struct styled_text styled = {text, strlen(text), &attr, 1};
    struct text_units units = text_units_find(chars, &styled, "en", arena);
    assert_int_equal(units.n, 0);
    bidi_resolve(chars, direction, &units, arena);
    script_resolve(chars, "en", arena);
    for (size_t i = 0; i < chars->n; i++)
        if (plain->level[i] != chars->level[i] || plain->script[i] != chars->script[i] ||
            plain->rtl != chars->rtl)
            fail_msg("\"%s\": level or script of character %zu", text, i);
    expect_same_breaks(&words, chars, &units, text, arena);
}

static struct lines set(struct kit *kit, const char *text, const char *lang, len measure, bool slow)
{
    struct text_attr attr = kit_attr(text);
    attr.name = true;
    // A name is not hyphenated whatever is asked for, but text that might be goes the long way.
    struct paragraph_style style = {
        .direction = TEXT_AUTO, .align = TEXT_START, .lang = lang, .hyphenate = slow};
    return paragraph_set(kit->fonts, &(struct styled_text){text, strlen(text), &attr, 1}, &style,
                         measure, kit->arena, kit->diag);
}

static void expect_same_run(const struct line_run *a, const struct line_run *b, const char *text)
{
    const struct glyph_run *x = &a->run, *y = &b->run;
    if (a->x != b->x || x->face != y->face || x->size != y->size || x->rise != y->rise ||
        x->level != y->level || x->lang != y->lang || x->n_text != y->n_text ||
        memcmp(x->text, y->text, x->n_text) != 0 || x->n_glyphs != y->n_glyphs)
        fail_msg("\"%s\": another run", text);
    for (size_t i = 0; i < x->n_glyphs; i++)
        if (memcmp(&x->glyphs[i], &y->glyphs[i], sizeof x->glyphs[i]) != 0)
            fail_msg("\"%s\": another glyph at %zu", text, i);
}

static void expect_same_lines(const struct lines *a, const struct lines *b, const char *text)
{
    if (a->n != b->n || a->rtl != b->rtl || a->widest != b->widest)
        fail_msg("\"%s\": %zu lines for %zu", text, a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        const struct line *x = &a->lines[i], *y = &b->lines[i];
        if (x->x != y->x || x->width != y->width || x->ascent != y->ascent ||
            x->descent != y->descent || x->start != y->start || x->end != y->end ||
            x->last != y->last || x->n_runs != y->n_runs)
            fail_msg("\"%s\": line %zu is another", text, i);
        for (size_t k = 0; k < x->n_runs; k++)
            expect_same_run(&x->runs[k], &y->runs[k], text);
    }
}

static void expect_set(struct kit *kit, const char *text, const char *lang)
{
    static const int measures[] = {12, 20, 33, 47, 70, 120}; // millimetres
    for (size_t i = 0; i < G_N_ELEMENTS(measures); i++) {
        arena_reset(kit->arena);
        len measure = len_from_mm(measures[i]);
        struct lines plain = set(kit, text, lang, measure, false);
        struct lines staged = set(kit, text, lang, measure, true);
        expect_same_lines(&plain, &staged, text);
    }
}

// Some of a text's words in a row, as a name has.
static char *some_words(char **words, guint n, GRand *random)
{
    GString *text = g_string_new(NULL);
    guint first = (guint)g_rand_int_range(random, 0, (gint)n);
    guint many = (guint)g_rand_int_range(random, 1, 9);
    for (guint i = first; i < n && i < first + many; i++) {
        g_string_append(text, i > first ? " " : "");
        g_string_append(text, words[i]);
        if (g_rand_int_range(random, 0, 6) == 0)
            g_string_append(text, i % 2 ? "," : "،");
    }
    return g_string_free(text, FALSE);
}

// A sentence in each of many languages, and its words in other rows.
static void test_languages(void **state)
{
    struct kit *kit = *state;
    GRand *random = g_rand_new_with_seed(20200626);
    char **lines = kit_lines(TEST_SOURCE_DIR "/tests/text/languages.tsv");
    for (char **line = lines; *line; line++) {
        const char *text = strchr(*line, '\t'); // comments have none
        char **words = g_strsplit(text ? text + 1 : "", " ", -1);
        for (int round = 0; *words && round < 12; round++) {
            char *some = some_words(words, g_strv_length(words), random);
            for (int direction = TEXT_LTR; direction <= TEXT_AUTO; direction++)
                expect_resolved(kit->arena, some, (enum text_direction)direction);
            expect_set(kit, some, langs[round % G_N_ELEMENTS(langs)]);
            g_free(some);
        }
        g_strfreev(words);
    }
    g_strfreev(lines);
    g_rand_free(random);
}

// Names in all scripts.
static void test_letter(void **state)
{
    struct kit *kit = *state;
    char **lines = kit_lines(TEST_SOURCE_DIR "/examples/open-letter.ar.txt");
    for (char **line = lines; *line; line++) {
        expect_resolved(kit->arena, *line, TEXT_AUTO);
        if (strlen(*line) < 120)
            expect_set(kit, *line, "ar");
    }
    g_strfreev(lines);
}

// Letters, marks and signs at every place.
static void test_random(void **state)
{
    struct kit *kit = *state;
    static const char *const pieces[] = {"a",
                                         "Z",
                                         "é",
                                         "ß",
                                         "ع",
                                         "لا",
                                         "م",
                                         "پ",
                                         "َ",
                                         "ّ",
                                         " ",
                                         " ",
                                         " ",
                                         " ",
                                         ",",
                                         ".",
                                         "،",
                                         "؟",
                                         ":",
                                         "-",
                                         "'",
                                         "1",
                                         "٣",
                                         "د",
                                         "ر",
                                         "Д",
                                         "ж",
                                         "א",
                                         "ש",
                                         "ִ",
                                         "क",
                                         "ि",
                                         "्",
                                         "अ",
                                         "Ω",
                                         "ά",
                                         "中",
                                         "ก",
                                         "한",
                                         "ሰ",
                                         "፡",
                                         "(",
                                         ")",
                                         "@",
                                         "/",
                                         "ـ",
                                         "\xe2\x80\x8c",
                                         "\xc2\xa0",
                                         "\xcc\x81"};
    GRand *random = g_rand_new_with_seed(20200626);
    for (int round = 0; round < 60000; round++) {
        GString *text = g_string_new(NULL);
        int n = g_rand_int_range(random, 1, 10), from = g_rand_int_range(random, 0, 40);
        for (int i = 0; i < n; i++) {
            int piece = round & 1 ? g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))
                                  : from + g_rand_int_range(random, 0, 9);
            g_string_append(text, pieces[piece]);
        }
        expect_resolved(kit->arena, text->str, (enum text_direction)(round % 3));
        if (round % 20 == 0)
            expect_set(kit, text->str, langs[round / 20 % G_N_ELEMENTS(langs)]);
        g_string_free(text, TRUE);
    }
    g_rand_free(random);
}

// That the short way is gone at all: with words, lines and an end that it has to find.
static void test_taken(void **state)
{
    struct kit *kit = *state;
    static const struct {
        const char *text;
        size_t words;
    } texts[] = {{"Ana Ruiz, University of Lima", 5},
                 {"محمد عبد الله، جامعة بغداد", 5},
                 {"नेहा शर्मा", 2},
                 {"Ольга Иванова", 2},
                 {"רות כהן", 2},
                 {"12 Ana", 0},
                 {"Ana  Ruiz", 0},
                 {"Ana ", 0},
                 {"Ana محمد", 0},
                 {"王小明", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        arena_reset(kit->arena);
        struct chars *chars = chars_new(texts[i].text, strlen(texts[i].text), kit->arena);
        struct plain_words words = plain_words_find(chars, TEXT_AUTO, kit->arena);
        if (words.n != texts[i].words)
            fail_msg("\"%s\": %zu words", texts[i].text, words.n);
    }
    struct text_attr attr = kit_attr(texts[0].text);
    struct styled_text text = {texts[0].text, strlen(texts[0].text), &attr, 1};
    struct paragraph_style style = {.direction = TEXT_AUTO, .align = TEXT_LEFT, .lang = "en"};
    struct setting setting =
        setting_new(kit->fonts, &text, &style, len_from_mm(40), kit->arena, kit->diag);
    struct lines lines;
    assert_true(plain_lines_set(&setting, &lines));
    assert_int_equal(lines.n, 2);
    style.align = TEXT_JUSTIFY;
    assert_false(plain_lines_set(&setting, &lines));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_taken, kit_open, kit_close),
        cmocka_unit_test_setup_teardown(test_languages, kit_open, kit_close),
        cmocka_unit_test_setup_teardown(test_letter, kit_open, kit_close),
        cmocka_unit_test_setup_teardown(test_random, kit_open, kit_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

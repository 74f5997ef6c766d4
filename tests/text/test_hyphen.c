// SPDX-License-Identifier: MIT
// Hyphenation: a book asked word by word says what the dictionary loaded whole says; languages by
// their own patterns; addresses and guessed languages left alone.
#include "../not_run.h"
#include "setting_kit.h"
#include "text/dump.h"
#include "text/hyphen_book.h"

#include <stdlib.h>

#define FACES TEST_SOURCE_DIR "/fonts/faces/"

static void ask(HyphenDict *dictionary, const char *word, char *ret_marks)
{
    char **changed = NULL;
    int *at = NULL, *cut = NULL, n = (int)strlen(word);
    memset(ret_marks, 0, 128);
    hnj_hyphen_hyphenate3(dictionary, word, n, ret_marks, NULL, &changed, &at, &cut, 2, 3, 2, 2);
    for (int i = 0; changed && i < n; i++)
        free(changed[i]);
    free(changed);
    free(at);
    free(cut);
}

static void compare(const char *file, char **words)
{
    HyphenDict *whole = hnj_hyphen_load(file);
    struct hyphen_book *book = hyphen_book_open(file);
    if (!whole || !book)
        NOT_RUN("%s is not here\n", file);
    size_t compared = 0;
    for (char **word = words; *word; word++) {
        size_t n = strlen(*word);
        if (n < 5 || n > 100)
            continue;
        char all[128], some[128];
        HyphenDict *selected = hyphen_book_select(book, *word, n);
        ask(whole, *word, all);
        ask(selected, *word, some);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(all[i] & 1, some[i] & 1);
        hnj_hyphen_free(selected);
        compared++;
    }
    assert_true(compared > 200);
    hnj_hyphen_free(whole);
    hyphen_book_free(book);
}

static void a_book_says_what_the_whole_says(void **state)
{
    (void)state;
    char *text;
    assert_true(
        g_file_get_contents(TEST_SOURCE_DIR "/examples/open-letter.ar.txt", &text, NULL, NULL));
    for (char *p = text; *p; p++)
        *p = g_ascii_tolower(*p);
    char **words = g_strsplit_set(text, " \n.,()/-'\"&[]:", -1);
    compare(FACES "hyph_en_US.dic", words);
    compare(FACES "hyph_fr.dic", words);
    g_strfreev(words);
    g_free(text);
}

static char *breaks(struct kit *kit, const char *text, const char *document, const char *lang)
{
    GString *out = g_string_new(NULL);
    struct text_attr attr = kit_attr(text);
    struct paragraph_style style = kit_style(document);
    attr.lang = lang;
    style.hyphenate = true;
    style.justify = TEXT_JUSTIFY_INTER_WORD;
    dump_breaks(kit->fonts, &(struct styled_text){text, strlen(text), &attr, 1}, &style, out);
    return g_string_free(out, FALSE);
}

static void each_language_has_its_patterns(void **state)
{
    struct kit *kit = *state;
    static const struct {
        const char *text, *document, *lang, *expected;
    } cases[] = {
        {"organisations soussignées", "fr", NULL, "or¬ga¬ni¬sa¬tions |sous¬si¬gnées‖\n"},
        {"human rights violations", "en", NULL, "hu¬man |rights |vi¬o¬la¬tions‖\n"},
        {"Menschenrechte", "de", NULL, "Men¬schen¬rechte‖\n"},
        {"derechos humanos", "es", NULL, "de¬re¬chos |hu¬ma¬nos‖\n"},
        {"права человека", "ru", NULL, "пра¬ва |че¬лове¬ка‖\n"},
        // Guessed to be English, which is not enough to part it.
        {"organisations", "ar", NULL, "organisations‖\n"},
        {"organisations", "ar", "fr", "or¬ga¬ni¬sa¬tions‖\n"},
        {"حقوق الإنسان", "ar", NULL, "حقوق |الإنسان‖\n"},
        {"https://organisations.org", "fr", NULL, "https://|organisations|.org‖\n"},
        {"re\u00adsist", "xx", NULL, "re\u00ad¬sist‖\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *got = breaks(kit, cases[i].text, cases[i].document, cases[i].lang);
        if (strcmp(got, cases[i].expected) != 0)
            fail_msg("%s: %s, not %s", cases[i].text, got, cases[i].expected);
        g_free(got);
    }
}

static void a_hyphen_is_drawn_and_has_no_text(void **state)
{
    struct kit *kit = *state;
    const char *text = "the unbelievable representatives of international organizations";
    struct text_attr attr = kit_attr(text);
    struct paragraph_style style = kit_style("en");
    style.hyphenate = true;
    struct lines set =
        paragraph_set(kit->fonts, &(struct styled_text){text, strlen(text), &attr, 1}, &style,
                      len_from_mm(40), kit->arena, kit->diag);
    unsigned hyphenated = 0;
    for (size_t i = 0; i < set.n; i++) {
        const struct line *line = &set.lines[i];
        const struct glyph_run *run = &line->runs[line->n_runs - 1].run;
        bool drawn = run->glyphs[run->n_glyphs - 1].flags & GLYPH_HYPHEN;
        assert_int_equal(drawn, line->hyphenated);
        hyphenated += line->hyphenated;
    }
    assert_true(hyphenated > 0);
    char *back = kit_text_back(&set);
    assert_string_equal(back, text);
    g_free(back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_book_says_what_the_whole_says),
        cmocka_unit_test(each_language_has_its_patterns),
        cmocka_unit_test(a_hyphen_is_drawn_and_has_no_text),
    };
    return not_run_status(cmocka_run_group_tests(tests, kit_open, kit_close));
}

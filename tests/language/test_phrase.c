// SPDX-License-Identifier: MIT
// What a language says of dates and numbers does not depend on the machine's own language.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib.h>
#include <string.h>

#include "language/phrase.h"

enum { DAYS = 18514 }; // 2020-09-09

static void dates_are_the_letters_own(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *date;
    } cases[] = {
        {"en", "9 September 2020"},
        {"de", "9. September 2020"},
        {"hi", "9 सितंबर 2020"},
        {"bn", "9 সেপ্টেম্বর, 2020"},
        {"nv", "9 September 2020"}, // CLDR has no Navajo: as the
                                    // program's words, in English
        {"und", "2020-09-09"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *date = phrase_date(cases[i].lang, DAYS, PHRASE_MONTHS_GREGORIAN);
        if (strcmp(date, cases[i].date) != 0)
            fail_msg("%s: %s, not %s", cases[i].lang, date, cases[i].date);
        g_free(date);
    }
}

static void numbers_are_spelt_where_the_language_has_words(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *rules, *words;
    } cases[] = {
        {"en", "spellout-numbering", "two"}, {"hi", "spellout-numbering", "दो"},
        {"my", "spellout-ordinal", "ဒုတိယ"},   {"zh-TW", "spellout-numbering", "二"},
        {"bn", "spellout-numbering", NULL},  {"ur", "spellout-numbering", NULL},
        {"nv", "spellout-numbering", "two"}, {"en", "spellout-numbering-of-nobody", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *words = phrase_spelt(cases[i].lang, 2, cases[i].rules);
        if (g_strcmp0(words, cases[i].words) != 0)
            fail_msg("%s: %s, not %s", cases[i].lang, words, cases[i].words);
        g_free(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_the_letters_own),
        cmocka_unit_test(numbers_are_spelt_where_the_language_has_words),
    };
    g_setenv("LC_ALL", "fr_FR.UTF-8", TRUE); // ICU takes it for its own
    return cmocka_run_group_tests(tests, NULL, NULL);
}

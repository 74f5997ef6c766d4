// SPDX-License-Identifier: MIT
// What a language says of dates and numbers does not depend on the machine's own language.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib.h>
#include <string.h>

#include "language/lazy_icu.h"
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

static char *list_by_icu(const char *lang, const char *const *items, size_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    const UChar *texts[8];
    UChar list[128];
    for (size_t i = 0; i < n; i++)
        texts[i] = (const UChar *)g_utf8_to_utf16(items[i], -1, NULL, NULL, NULL);
    UListFormatter *format =
        ulistfmt_open(g_str_equal(lang, "nv") || g_str_equal(lang, "en") ? "en_GB"
                      : g_str_equal(lang, "und")                         ? "root"
                      : g_str_equal(lang, "en-US")                       ? "en_US"
                                                                         : lang,
                      &status);
    int32_t length =
        ulistfmt_format(format, texts, NULL, (int32_t)n, list, G_N_ELEMENTS(list), &status);
    ulistfmt_close(format);
    for (size_t i = 0; i < n; i++)
        g_free((void *)texts[i]);
    assert_true(U_SUCCESS(status));
    return g_utf16_to_utf8((const gunichar2 *)list, length, NULL, NULL, NULL);
}

// The table of the build against ICU itself, and past the numbers it has.
static void plural_forms_are_cldrs(void **state)
{
    (void)state;
    static const char *const langs[] = {"ar", "br", "cy", "en", "fr", "he",    "lt", "mt",
                                        "pl", "pt", "ru", "sl", "zh", "pt-PT", "nv", "und"};
    assert_null(lazy_icu_open());
    for (size_t i = 0; i < G_N_ELEMENTS(langs); i++) {
        UErrorCode status = U_ZERO_ERROR;
        const char *locale = g_str_equal(langs[i], "nv")      ? "en"
                             : g_str_equal(langs[i], "und")   ? "root"
                             : g_str_equal(langs[i], "pt-PT") ? "pt_PT"
                                                              : langs[i];
        UPluralRules *rules = uplrules_open(locale, &status);
        for (int number = 0; number < 10200; number += number < 250 ? 1 : 7) {
            UChar text[16];
            int32_t n = uplrules_select(rules, number, text, G_N_ELEMENTS(text), &status);
            char *form = phrase_plural(langs[i], number);
            char *asked = g_utf16_to_utf8((const gunichar2 *)text, n, NULL, NULL, NULL);
            if (strcmp(form, asked) != 0)
                fail_msg("%s %d: %s, not %s", langs[i], number, form, asked);
            g_free(form);
            g_free(asked);
        }
        uplrules_close(rules);
    }
}

static void numbers_are_joined_as_icu_joins(void **state)
{
    (void)state;
    static const char *const langs[] = {"ar", "de", "en", "en-US", "es", "fr", "he",
                                        "ja", "ru", "th", "zh",    "nv", "und"};
    // A word among them is joined by ICU.
    static const char *const numbers[] = {"10", "84", "96", "118", "8"}, *words[] = {"10", "Ida"};
    for (size_t i = 0; i < G_N_ELEMENTS(langs); i++) {
        for (size_t n = 1; n <= G_N_ELEMENTS(numbers); n++) {
            char *list = phrase_list(langs[i], numbers, n);
            char *asked = list_by_icu(langs[i], numbers, n);
            if (strcmp(list, asked) != 0)
                fail_msg("%s: %s, not %s", langs[i], list, asked);
            g_free(list);
            g_free(asked);
        }
    }
    char *list = phrase_list("es", words, 2);
    assert_string_equal(list, "10 e Ida");
    g_free(list);
}

static void languages_have_names_of_their_own(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *name;
    } cases[] = {
        {"ar", "العربية"},      {"ar-LB", "العربية"}, {"en", "English"},
        {"pt-BR", "português"}, {"zh", "中文"},       {"zh-Hant", "中文（繁體）"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *name = phrase_language(cases[i].lang);
        if (g_strcmp0(name, cases[i].name) != 0)
            fail_msg("%s: %s, not %s", cases[i].lang, name, cases[i].name);
        g_free(name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_the_letters_own),
        cmocka_unit_test(numbers_are_spelt_where_the_language_has_words),
        cmocka_unit_test(plural_forms_are_cldrs),
        cmocka_unit_test(numbers_are_joined_as_icu_joins),
        cmocka_unit_test(languages_have_names_of_their_own),
    };
    g_setenv("LC_ALL", "fr_FR.UTF-8", TRUE); // ICU takes it for its own
    return cmocka_run_group_tests(tests, NULL, NULL);
}

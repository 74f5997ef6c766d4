// SPDX-License-Identifier: MIT
// Which way a language and a text run: known in one place, by the script, and asked there by all.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "language/direction.h"
#include "language/script.h"

#include <glib.h>
#include <string.h>

static void languages_run_as_their_script_does(void **state)
{
    (void)state;
    static const char *const rtl[] = {
        "ar",      "fa",       "he",      "ur",      "ps",       "ckb",      "ug",
        "yi",      "dv",       "ks",      "skr",     "bal",      "lrc",      "mzn",
        "glk",     "aii",      "rhg",     "sam",     "mid",      "syr",      "nqo",
        "sd",      "pnb",      "azb",     "prs",     "arc",      "AR",       "ff-Adlm",
        "ff-adlm", "man-Nkoo", "ku-Arab", "uz-Arab", "rhg-Rohg", "und-Hebr", "ar-Arab-EG",
        "uz-AF",   "pa-PK",    "az-IR",   "kk-CN",   "ms-CC",    "ha-SD",    "tg-pk",
        "pa_PK",
    };
    static const char *const ltr[] = {
        "en",        "fr",
        "ru",        "zh",
        "ja",        "ko",
        "hi",        "pa",
        "uz",        "az",
        "ms",        "ff",
        "ha",        "tr",
        "ks-Deva",   "ar-Latn",
        "he-Latn",   "sd-IN",
        "ug-KZ",     "sr-Latn",
        "en-x-arab", "de-DE-u-nu-arab",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rtl); i++)
        if (direction_of_language(rtl[i]) != DIRECTION_RTL)
            fail_msg("%s does not run right to left", rtl[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(ltr); i++)
        if (direction_of_language(ltr[i]) != DIRECTION_LTR)
            fail_msg("%s does not run left to right", ltr[i]);
    assert_int_equal(direction_of_language("und"), DIRECTION_INHERIT);
    assert_int_equal(direction_of_language(""), DIRECTION_INHERIT);
}

static void texts_run_as_most_of_their_letters_do(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool rtl;
    } cases[] = {
        {"𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪", true}, // Adlam
        {"𐴌𐴗𐴥𐴝𐴙𐴚𐴒𐴙𐴝", true},      // Hanifi Rohingya
        {"ߒߞߏ ߞߊ߲", true},                                    // N'Ko
        {"ދިވެހި", true},                                       // Thaana
        {"ܣܘܪܝܝܐ", true},                                    // Syriac
        {"ࠔࠌࠓࠉࠌ", true},                                     // Samaritan
        {"ࡌࡀࡍࡃࡀ", true},                                     // Mandaic
        {"עברית", true},
        {"مرحبا by Amnesty", false}, // most letters are Latin
        {"مرحبا بكم ABC", true},
        {"१२३ हिन्दी", false},
        {"123, 456", false},
        {"", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool rtl = direction_of_text(cases[i].text, strlen(cases[i].text)) == DIRECTION_RTL;
        if (rtl != cases[i].rtl)
            fail_msg("%s: %s", cases[i].text, rtl ? "right to left" : "left to right");
        bool first;
        if (cases[i].rtl && !(direction_first_strong(cases[i].text, &first) && first))
            fail_msg("%s: its first letter does not run right to left", cases[i].text);
    }
}

static void chinese_characters_are_told_by_the_tag(void **state)
{
    (void)state;
    static const char *const traditional[] = {"zh-Hant",    "zh-TW", "zh-HK", "zh-MO",
                                              "zh-hant-sg", "yue",   "yue-HK"};
    static const char *const others[] = {"zh",     "zh-CN", "zh-SG", "zh-Hans-HK",
                                         "yue-CN", "ja",    "en"};
    for (size_t i = 0; i < G_N_ELEMENTS(traditional); i++)
        if (!script_is_traditional(traditional[i]))
            fail_msg("%s is not traditional", traditional[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (script_is_traditional(others[i]))
            fail_msg("%s is traditional", others[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_run_as_their_script_does),
        cmocka_unit_test(texts_run_as_most_of_their_letters_do),
        cmocka_unit_test(chinese_characters_are_told_by_the_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

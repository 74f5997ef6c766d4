// SPDX-License-Identifier: MIT
// The program's own words in the letter's language: the nearest the file has, else English or what
// needs no language.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "derive/words.h"

static void the_nearest_language_is_taken(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *words;
    } cases[] = {
        {"en", "Page {page} of {pages}"},
        {"fr-CA", "Page {page} sur {pages}"},
        {"zh", "第 {page} 页，共 {pages} 页"},
        {"zh-SG", "第 {page} 页，共 {pages} 页"},
        {"zh-Hant", "第 {page} 頁，共 {pages} 頁"},
        {"zh-TW", "第 {page} 頁，共 {pages} 頁"},
        {"zh-hk", "第 {page} 頁，共 {pages} 頁"},
        {"zh-Hans-HK", "第 {page} 页，共 {pages} 页"},
        {"sw", "{page} / {pages}"},
        {"und", "{page} / {pages}"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        GError *error = NULL;
        struct words *words = words_open(TEST_SOURCE_DIR "/data/page.words", cases[i].lang, &error);
        assert_non_null(words);
        char *word = words_get(words, "words", "page-of-pages");
        if (strcmp(word, cases[i].words) != 0)
            fail_msg("%s: %s, not %s", cases[i].lang, word, cases[i].words);
        g_free(word);
        words_close(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_nearest_language_is_taken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

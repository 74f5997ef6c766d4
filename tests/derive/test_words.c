// SPDX-License-Identifier: MIT
// The program's own words in the letter's language: the nearest the file has, else English or what
// needs no language.
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "derive/words.h"
#include "language/phrase.h"

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
        {"nv", "{page} / {pages}"},
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

static void words_count_as_their_language_does(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *form, *words;
    } cases[] = {
        {"en", "one", "{n} name"},  {"en", "other", "{n} names"}, {"nv", "one", "{n} name"},
        {"ru", "few", "{n} имени"}, {"pl", "few", "{n} nazwy"},   {"ka", "one", "{n} სახელი"},
        {"vi", "other", "{n} tên"}, {"he", "two", "שני שמות"},    {"cy", "few", "{n} names"},
        {"hi", "one", "{n} नाम"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct words *words = words_open(TEST_SOURCE_DIR "/data/page.words", cases[i].lang, NULL);
        char *word = words_counted(words, "words", "names", cases[i].form);
        if (strcmp(word, cases[i].words) != 0)
            fail_msg("%s, %s: %s, not %s", cases[i].lang, cases[i].form, word, cases[i].words);
        g_free(word);
        words_close(words);
    }
}

// ---- The files ----------------------------------------------------------------------------

static GKeyFile *file_of(const char *name)
{
    char *path = g_strdup_printf("%s/data/%s.words", TEST_SOURCE_DIR, name);
    GKeyFile *file = g_key_file_new();
    assert_true(g_key_file_load_from_file(file, path, G_KEY_FILE_KEEP_TRANSLATIONS, NULL));
    g_free(path);
    return file;
}

// "names[fr]" is the key "names" in French; NULL of a key without a language.
static char *language_of(const char *key)
{
    const char *bracket = strchr(key, '[');
    return bracket ? g_strndup(bracket + 1, strcspn(bracket + 1, "]")) : NULL;
}

static GHashTable *languages_of(GKeyFile *file)
{
    GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char **keys = g_key_file_get_keys(file, "words", NULL, NULL);
    for (size_t i = 0; keys[i]; i++) {
        char *lang = language_of(keys[i]);
        if (lang && strcmp(lang, "en") != 0)
            g_hash_table_add(found, lang);
        else
            g_free(lang);
    }
    g_strfreev(keys);
    return found;
}

// What English says where a language has nothing is seen on no page of that language. The names of
// rules and the forms for one are the language's own matter.
static bool may_be_absent(const char *key)
{
    static const char *const some[] = {"counts", "part-separator", "to-words", "volume-in-table",
                                       "two"};
    for (size_t i = 0; i < G_N_ELEMENTS(some); i++) {
        if (strcmp(key, some[i]) == 0)
            return true;
    }
    return strchr(key, '[') || (strchr(key, '.') && !g_str_has_suffix(key, ".other"));
}

static size_t fields_in(const char *text)
{
    size_t n = 0;
    for (; (text = strchr(text, '{')) != NULL; text++)
        n++;
    return n;
}

static void check_word(GKeyFile *file, const char *name, const char *key, const char *lang)
{
    char *said = g_key_file_get_locale_string(file, "words", key, lang, NULL);
    char *from = g_key_file_get_locale_for_key(file, "words", key, lang);
    char *english = g_key_file_get_string(file, "words", key, NULL);
    if (!from || strcmp(from, lang) != 0)
        fail_msg("%s.words: no %s[%s]", name, key, lang);
    if (fields_in(said) != fields_in(english))
        fail_msg("%s.words: %s[%s] has other fields: %s", name, key, lang, said);
    g_free(said);
    g_free(from);
    g_free(english);
}

static void each_language_has_each_word(void **state)
{
    (void)state;
    static const char *const names[] = {"page", "volumes", "summary", "edition"};
    GKeyFile *page = file_of("page");
    GHashTable *languages = languages_of(page);
    assert_int_equal(g_hash_table_size(languages), 34);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        GKeyFile *file = file_of(names[i]);
        char **keys = g_key_file_get_keys(file, "words", NULL, NULL);
        GHashTableIter each;
        g_hash_table_iter_init(&each, languages);
        for (gpointer lang; g_hash_table_iter_next(&each, &lang, NULL);) {
            for (size_t k = 0; keys[k]; k++) {
                if (!may_be_absent(keys[k]))
                    check_word(file, names[i], keys[k], lang);
            }
        }
        g_strfreev(keys);
        g_key_file_unref(file);
    }
    g_hash_table_unref(languages);
    g_key_file_unref(page);
}

// Numbers of volumes are said in words by rules of CLDR; a name that it does not have would leave a
// figure among the words.
static void the_rules_of_numbers_are_known(void **state)
{
    (void)state;
    GKeyFile *file = file_of("volumes");
    char **keys = g_key_file_get_keys(file, "words", NULL, NULL);
    for (size_t i = 0; keys[i]; i++) {
        char *lang = language_of(keys[i]), *said = g_key_file_get_string(file, "words", keys[i], 0);
        if (lang)
            g_strdelimit(lang, "_", '-');
        for (const char *at = said; (at = strchr(at, '{')) != NULL; at++) {
            char *rules = g_strndup(at + 3, strcspn(at + 3, "}"));
            char *two = at[2] == ':' ? phrase_spelt(lang ? lang : "en", 2, rules) : g_strdup("");
            if (!two)
                fail_msg("volumes.words: %s: CLDR has no %s", keys[i], rules);
            g_free(two);
            g_free(rules);
        }
        g_free(lang);
        g_free(said);
    }
    g_strfreev(keys);
    g_key_file_unref(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_language_is_taken),
        cmocka_unit_test(words_count_as_their_language_does),
        cmocka_unit_test(each_language_has_each_word),
        cmocka_unit_test(the_rules_of_numbers_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// The short way to the breaks of plain text tells what the annexes' tables tell, or says nothing.
#include "base/arena.h"
#include "base/file.h"
#include "text/breaks.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const char *const langs[] = {"en", "ar", "fa", "ur", "fr", "de", "es", "ca",
                                    "nl", "tr", "fi", "sv", "pl", "vi", "ja", "zh-Hans"};

static struct arena *arena;
static size_t taken;

static void expect_same(const char *text, const char *lang)
{
    arena_reset(arena);
    struct chars *plain = chars_new(text, strlen(text), arena);
    struct chars *pango = chars_new(text, strlen(text), arena);
    pango->rtl = plain->rtl = strcmp(lang, "ar") == 0;
    if (!breaks_plain(plain, lang, arena)) {
        assert_memory_equal(plain->flags, pango->flags, plain->n + 1);
        return;
    }
    taken++;
    breaks_unicode(pango, lang, arena);
    for (size_t i = 0; i <= plain->n; i++)
        if (plain->flags[i] != pango->flags[i])
            fail_msg("\"%s\" (%s) at %zu: %02x, not %02x", text, lang, i, plain->flags[i],
                     pango->flags[i]);
}

// Every line of the example: prose, names in all scripts.
static void test_letter(void **state)
{
    (void)state;
    GBytes *bytes = file_read(TEST_SOURCE_DIR "/examples/open-letter.ar.txt", 1 << 20, NULL);
    char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    char **lines = g_strsplit_set(text, "\r\n", -1);
    taken = 0;
    for (char **line = lines; *line; line++) {
        const char *name = strstr(*line, ". ");
        for (size_t i = 0; i < G_N_ELEMENTS(langs); i++) {
            expect_same(*line, langs[i]);
            if (name)
                expect_same(name + 2, langs[i]);
        }
    }
    assert_true(taken > 1000);
    g_strfreev(lines);
    g_free(text);
    g_bytes_unref(bytes);
}

static void test_letters(void **state)
{
    (void)state;
    for (gunichar c = ' '; c < 0x2000; c += c == 0x52f ? 0x1e00 - 0x52f : 1) {
        char one[8] = "", text[32];
        one[g_unichar_to_utf8(c, one)] = '\0';
        static const char *const around[] = {"%s",    "a%s",   "%sa",   "a%sb",
                                             "a %sb", "a%s b", "a%s%sb"};
        for (size_t i = 0; i < G_N_ELEMENTS(around); i++) {
            char **parts = g_strsplit(around[i], "%s", -1);
            char *whole = g_strjoinv(one, parts);
            g_strlcpy(text, whole, sizeof text);
            expect_same(text, "en");
            g_free(whole);
            g_strfreev(parts);
        }
    }
}

static void test_random(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a",  "b",  "Z",  "i",   "J",   " ",  " ",  "  ", "-",   ".",   ",",  "é",   "ß",
        "İ",  "ij", "ŉ",  "ſ",   "ŀ",   "l·", "'",  "1",  "(",   "ž",   "&",  ")",   " &",
        " (", ") ", "-",  ".",   "æ",   "д",  "Ж",  "ữ",  "fi",  "&",   ")",  " & ", " (",
        ") ", "’",  "\"", "\" ", " \"", ":",  ";",  "!",  "' ",  " - ", ").", "?",   "“",
        "” ", " «", "» ", " – ", " — ", "2",  ".3", ",4", "1999"};
    GRand *random = g_rand_new_with_seed(20200626);
    taken = 0;
    for (int round = 0; round < 60000; round++) {
        GString *text = g_string_new(NULL);
        int n = g_rand_int_range(random, 1, 14), most = round & 1 ? 10 : G_N_ELEMENTS(pieces);
        for (int i = 0; i < n; i++)
            g_string_append(text, pieces[g_rand_int_range(random, 0, most)]);
        expect_same(text->str, langs[round % G_N_ELEMENTS(langs)]);
        g_string_free(text, TRUE);
    }
    assert_true(taken > 5000);
    g_rand_free(random);
}

// Words of Arabic and of the Persian, Urdu and Kurdish that is written with its letters, numbers of
// either digits, signs at every place.
static void test_arabic(void **state)
{
    (void)state;
    static const char *const pieces[] = {"ع",
                                         "لا",
                                         "م",
                                         "ه",
                                         " ",
                                         " ",
                                         " ",
                                         "  ",
                                         "ـ",
                                         "َ",
                                         "ّ",
                                         "ٰ",
                                         "\xe2\x80\x8c",
                                         "پ",
                                         "گ",
                                         "ێ",
                                         "ہ",
                                         "،",
                                         "؛ ",
                                         "؟ ",
                                         ". ",
                                         "1",
                                         "٣",
                                         "۴",
                                         ".5",
                                         ":30",
                                         "(",
                                         " (",
                                         ") ",
                                         ")",
                                         "«",
                                         " «",
                                         "» ",
                                         "»",
                                         " -",
                                         "-",
                                         " - ",
                                         "a",
                                         "Z",
                                         "\"",
                                         " \"",
                                         "\" ",
                                         "' ",
                                         "، ",
                                         " – ",
                                         " — ",
                                         "& ",
                                         " و",
                                         "!",
                                         ": ",
                                         "“",
                                         "” ",
                                         "٪",
                                         "٫",
                                         "۔",
                                         "ٖ",
                                         "١٩٩٩",
                                         "عام",
                                         "الذي ",
                                         "في (",
                                         ").",
                                         "».",
                                         "ۀ",
                                         "ۏ",
                                         "ٱ"};
    GRand *random = g_rand_new_with_seed(20201128);
    taken = 0;
    for (int round = 0; round < 120000; round++) {
        GString *text = g_string_new(NULL);
        int n = g_rand_int_range(random, 1, 14), most = round & 1 ? 23 : G_N_ELEMENTS(pieces);
        for (int i = 0; i < n; i++)
            g_string_append(text, pieces[g_rand_int_range(random, 0, most)]);
        expect_same(text->str, langs[round % G_N_ELEMENTS(langs)]);
        g_string_free(text, TRUE);
    }
    assert_true(taken > 15000);
    g_rand_free(random);
}

// A note's call keeps to the sentence it follows, in plain text and in other.
static void test_call(void **state)
{
    (void)state;
    static const char *const texts[] = {"An end.12 Next", "\xe2\x89\xa5 An end.12 Next",
                                        "نهاية،12 ثم", "one:3"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        arena_reset(arena);
        struct chars *chars = chars_new(texts[i], strlen(texts[i]), arena);
        breaks_find(chars, &(struct text_units){.n = 0}, "en", arena);
        for (size_t at = 1; at < chars->n; at++)
            assert_true(!g_unichar_isdigit(chars->code[at]) || !(chars->flags[at] & CHAR_BREAK));
    }
}

// A paragraph asked about in pieces has the breaks of one asked about whole: put a word before it,
// and the pieces part elsewhere.
static void test_pieces(void **state)
{
    (void)state;
    GBytes *bytes = file_read(TEST_SOURCE_DIR "/examples/open-letter.ar.txt", 1 << 20, NULL);
    GString *text = g_string_new("Some words before it. ");
    size_t shift = text->len;
    for (int i = 0; i < 6; i++)
        g_string_append_len(text, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes));
    arena_reset(arena);
    struct chars *late = chars_new(text->str, text->len, arena);
    struct chars *early = chars_new(text->str + shift, text->len - shift, arena);
    breaks_unicode(late, "ar", arena);
    breaks_unicode(early, "ar", arena);
    assert_true(early->n > 60000);
    assert_memory_equal(late->flags + shift + 1, early->flags + 1, early->n);
    g_string_free(text, TRUE);
    g_bytes_unref(bytes);
}

int main(void)
{
    arena = arena_new();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letter), cmocka_unit_test(test_letters),
        cmocka_unit_test(test_random), cmocka_unit_test(test_arabic),
        cmocka_unit_test(test_call),   cmocka_unit_test(test_pieces),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}

// SPDX-License-Identifier: MIT
#include "paint/compare.h"

#include "base/error.h"
#include "paint/match.h"
#include "paint/words.h"
#include "synthetic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "folder.h"
#include "pixels.h"

// Letters are the things; upper case in the result is what was not matched.
static void assert_match(const char *a, const char *b, const char *expected)
{
    uint32_t ids[2][64];
    bool matched[2][64] = {0};
    const char *texts[2] = {a, b};
    char shown[130], *out = shown;
    struct sequence sides[2];
    for (int s = 0; s < 2; s++) {
        for (size_t i = 0; texts[s][i]; i++)
            ids[s][i] = (uint32_t)(texts[s][i] - 'a');
        sides[s] = (struct sequence){ids[s], strlen(texts[s]), matched[s]};
    }
    sequences_match(&sides[0], &sides[1], 26);
    for (int s = 0; s < 2; s++) {
        for (size_t i = 0; texts[s][i]; i++)
            *out++ = (char)(matched[s][i] ? texts[s][i] : texts[s][i] - 'a' + 'A');
        *out++ = s ? '\0' : '/';
    }
    assert_string_equal(shown, expected);
}

static void test_match(void **state)
{
    (void)state;
    assert_match("", "", "/");
    assert_match("abc", "", "ABC/");
    assert_match("abc", "abc", "abc/abc");
    assert_match("abcd", "abxcd", "abcd/abXcd");
    assert_match("abcd", "acbd", "aBcd/acBd");
    assert_match("aabbaa", "aabaa", "aabBaa/aabaa");
    assert_match("xaya", "zbwb", "XAYA/ZBWB");
    assert_match("abcabc", "bcabca", "Abcabc/bcabcA");
}

// On sequences at random: what is matched is the same things in the same order.
static void test_match_is_common(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 500; round++) {
        uint32_t ids[2][60];
        bool matched[2][60] = {0};
        struct sequence sides[2];
        for (int s = 0; s < 2; s++) {
            sides[s] = (struct sequence){ids[s], (size_t)(20 + round % 40), matched[s]};
            for (size_t i = 0; i < sides[s].n; i++) {
                seed = seed * 1664525 + 1013904223;
                ids[s][i] = (seed >> 16) % (uint32_t)(3 + round % 50);
            }
        }
        sequences_match(&sides[0], &sides[1], 60);
        size_t j = 0;
        for (size_t i = 0; i < sides[0].n; i++) {
            if (!matched[0][i])
                continue;
            while (!matched[1][j])
                assert_true(++j < sides[1].n);
            assert_int_equal(ids[0][i], ids[1][j++]);
        }
        for (; j < sides[1].n; j++)
            assert_false(matched[1][j]);
    }
}

static struct face amiri, serif;

static int read_faces(void **state)
{
    amiri = face_read(AMIRI, "Amiri", 0);
    serif = face_read(NOTO_SERIF, "Noto Serif", 0);
    return make_folder(state);
}

static int drop_faces(void **state)
{
    face_drop(&amiri);
    face_drop(&serif);
    return remove_folder(state);
}

static struct page *page_of(const char *arabic, const char *latin)
{
    struct page *page = synthetic_page("120pt 60pt", 0, true);
    if (arabic)
        page_put_text(page, &amiri, 10, true, "ar", 110, 20, arabic);
    page_put_text(page, &serif, 10, false, "en", 10, 45, latin);
    for (size_t i = 0; i < page->n_items; i++) {
        page->items[i].line.line.ascent = len_from_pt(10);
        page->items[i].line.line.descent = len_from_pt(4);
    }
    return page;
}

// Reading order, whatever the direction, each word where it stands.
static void test_words(void **state)
{
    (void)state;
    struct page *page = page_of("رسالة مفتوحة", "open  letter ");
    GArray *words = words_of((const struct page *const *)&page, 1);
    static const char *const expected[] = {"رسالة", "مفتوحة", "open", "letter"};
    assert_int_equal(words->len, 4);
    const struct word *word = (const void *)words->data;
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(word[i].n, strlen(expected[i]));
        assert_memory_equal(word[i].text, expected[i], word[i].n);
    }
    assert_true(word[0].box.x > word[1].box.x + word[1].box.width);
    assert_true(word[2].box.x + word[2].box.width < word[3].box.x);
    g_array_unref(words);
    page_free(page);
}

static bool has_colour(const char *path, uint32_t colour)
{
    cairo_surface_t *pixels = cairo_image_surface_create_from_png(path);
    bool found = false;
    for (int y = 0; y < cairo_image_surface_get_height(pixels); y++)
        for (int x = 0; x < cairo_image_surface_get_width(pixels); x++)
            found |= (pixel_at(pixels, x, y) & 0xffffff) == colour;
    cairo_surface_destroy(pixels);
    return found;
}

// A word put in is marked on the later page; what it pushed onto the next page is not.
static bool pictures(struct page *const *before, size_t n_before, struct page *const *after,
                     size_t n_after, const char *pattern, size_t *ret_written, GError **error)
{
    struct compared earlier = {(const struct page *const *)before, n_before};
    struct compared later = {(const struct page *const *)after, n_after};
    return compare_pictures(&earlier, &later, pattern, 72, ret_written, error);
}

static void test_pictures(void **state)
{
    (void)state;
    struct page *before[] = {page_of("رسالة", "one two"), page_of("مفتوحة", "three")};
    struct page *after[] = {page_of("رسالة", "one and"), page_of("مفتوحة", "three")};
    char *pattern = in_folder("c%d.png"), *first = in_folder("c1.png"),
         *second = in_folder("c2.png");
    size_t written;
    assert_true(pictures(before, 2, after, 2, pattern, &written, NULL));
    assert_int_equal(written, 1);
    assert_true(has_colour(first, 0xffd39b) && has_colour(first, 0xb5dcff));
    assert_false(g_file_test(second, G_FILE_TEST_EXISTS));
    assert_true(pictures(before, 2, before, 2, pattern, &written, NULL));
    assert_int_equal(written, 0);
    assert_true(pictures(before, 2, after, 1, pattern, &written, NULL));
    assert_int_equal(written, 2);
    GError *error = NULL;
    assert_false(pictures(before, 2, after, 1, second, NULL, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
    g_error_free(error);
    for (int i = 0; i < 2; i++) {
        page_free(before[i]);
        page_free(after[i]);
    }
    g_free(pattern);
    g_free(first);
    g_free(second);
}

// Words that only went on to the next page are not marked.
static void test_moved(void **state)
{
    (void)state;
    struct page *before[] = {page_of("رسالة", "one two three")};
    struct page *after[] = {page_of("رسالة", "one"), page_of(NULL, "two three")};
    char *pattern = in_folder("m%d.png");
    size_t written = 1;
    assert_true(pictures(before, 1, after, 2, pattern, &written, NULL));
    assert_int_equal(written, 0);
    page_free(before[0]);
    page_free(after[0]);
    page_free(after[1]);
    g_free(pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_match), cmocka_unit_test(test_match_is_common),
        cmocka_unit_test(test_words), cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_moved),
    };
    return cmocka_run_group_tests(tests, read_faces, drop_faces);
}

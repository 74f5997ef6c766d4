// SPDX-License-Identifier: MIT
#include "record/handout.h"

#include "base/error.h"
#include "../paint/synthetic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "../paint/folder.h"
#include "record/n_up.h"
#include "record/record.h"

enum { PAGES = 7 };

static struct face amiri, serif;
static const struct page *pages[PAGES];

// All pages are of one element, which the first brings.
static void declare(struct page *page, unsigned index)
{
    static const struct element document = {.id = 1, .role = ROLE_DOCUMENT, .lang = "ar"};
    static const uint32_t open[] = {1};
    if (index == 0) {
        page->elements = arena_memdup(page->arena, &document, sizeof document);
        page->n_elements = 1;
    }
    page->open = arena_memdup(page->arena, open, sizeof open);
    page->n_open = index + 1 < PAGES;
}

static int make_pages(void **state)
{
    amiri = face_read(AMIRI, "Amiri", 0);
    serif = face_read(NOTO_SERIF, "Noto Serif", 0);
    for (unsigned i = 0; i < PAGES; i++) {
        struct page *page = synthetic_page("A5", i, true);
        char *number = arena_printf(page->arena, "page number %u", i + 1);
        page_put_text(page, &amiri, 16, true, "ar", 380, 60, "رسالة مفتوحة إلى الأمم المتحدة");
        page_put_text(page, &amiri, 12, true, "ar", 380, 90, "نحن (منظمات مدنية) – هنا");
        page_put_text(page, &serif, 12, false, "en", 40, 120, number);
        declare(page, i);
        pages[i] = page;
    }
    return make_folder(state);
}

static int drop_pages(void **state)
{
    for (size_t i = 0; i < PAGES; i++)
        page_free((struct page *)pages[i]);
    face_drop(&amiri);
    face_drop(&serif);
    return remove_folder(state);
}

static struct handout_options options_for(enum handout_kind kind)
{
    return (struct handout_options){.kind = kind, .marks = true};
}

static bool write_file(const struct handout_options *options, size_t n, const char *path,
                       struct handout_result *ret, GError **error)
{
    const struct record_options what = {.title = "رسالة", .lang = "ar", .date = 1592438400};
    struct file_out *out = file_out_open(path, error);
    struct record *record = record_open(out, &what, error);
    if (handout_write(record, options, pages, n, ret, error))
        return record_finish(record, error) && file_out_commit(out, error);
    record_abandon(record);
    file_out_abandon(out);
    return false;
}

static char *write_one(const struct handout_options *options, const char *name,
                       struct handout_result *ret)
{
    char *path = in_folder(name);
    GError *error = NULL;
    assert_true(write_file(options, PAGES, path, ret, &error));
    assert_null(error);
    return path;
}

static char *text_of(const char *path)
{
    const char *const command[] = {"pdftotext", path, "-", NULL};
    char *text = printed_by(command);
    assert_non_null(text);
    return text;
}

// Every kind: each page's text is found, right to left included; faces embedded; metadata the
// job's; the same bytes again.
static void check_kind(enum handout_kind kind)
{
    struct handout_options options = options_for(kind);
    char *path = write_one(&options, "one.pdf", NULL),
         *again = write_one(&options, "two.pdf", NULL);
    assert_true(same_file(path, again));
    char *text = text_of(path);
    for (unsigned i = 1; i <= PAGES; i++) {
        char *number = g_strdup_printf("page number %u", i);
        assert_non_null(strstr(text, number));
        g_free(number);
    }
    assert_non_null(strstr(text, "رسالة مفتوحة إلى الأمم المتحدة"));
    const char *const info[] = {"env", "TZ=UTC", "LC_ALL=C.UTF-8", "pdfinfo", path, NULL};
    const char *const fonts[] = {"pdffonts", path, NULL};
    char *said = printed_by(info), *list = printed_by(fonts);
    assert_non_null(strstr(said, "Title:           رسالة\n"));
    assert_non_null(strstr(said, "CreationDate:    Thu Jun 18 00:00:00 2020 UTC"));
    assert_null(strstr(list, " no  ")); // the columns emb, sub
    g_free(said);
    g_free(list);
    g_free(text);
    g_free(path);
    g_free(again);
}

static void test_kinds(void **state)
{
    (void)state;
    check_kind(HANDOUT_BOOKLET);
    check_kind(HANDOUT_2UP);
    check_kind(HANDOUT_4UP);
}

static void test_result(void **state)
{
    (void)state;
    struct handout_options options = options_for(HANDOUT_BOOKLET);
    struct handout_result result;
    options.signature = 1;
    g_free(write_one(&options, "r.pdf", &result));
    assert_int_equal(result.blanks, 1);
    assert_int_equal(result.sheets, 2);
    assert_int_equal(result.sides, 4);
    assert_int_equal(result.signatures, 2);
    options = options_for(HANDOUT_4UP);
    g_free(write_one(&options, "r.pdf", &result));
    assert_int_equal(result.sides, 2);
    assert_int_equal(result.blanks, 1);
}

static void test_bad_asks(void **state)
{
    (void)state;
    struct handout_options bad[4];
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        bad[i] = options_for(HANDOUT_BOOKLET);
    bad[0].paper = "A99";
    bad[1].signature = 3;
    bad[2].signature = G_MAXUINT;
    bad[3].creep = -1;
    char *path = in_folder("bad.pdf");
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        GError *error = NULL;
        assert_false(write_file(&bad[i], PAGES, path, NULL, &error));
        assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
        g_error_free(error);
    }
    GError *error = NULL;
    assert_false(write_file(&bad[0], 0, path, NULL, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
    g_error_free(error);
    assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    g_free(path);
}

// What layout is asked for: half of the sheet for a booklet, turned for landscape pages.
static void test_page_size(void **state)
{
    (void)state;
    static const struct {
        enum handout_kind kind;
        const char *paper;
        bool landscape;
        double width_mm, height_mm;
    } cases[] = {
        {HANDOUT_BOOKLET, "A4", false, 148.5, 210},
        {HANDOUT_BOOKLET, "A5", false, 105, 148},
        {HANDOUT_BOOKLET, "letter", false, 139.7, 215.9},
        {HANDOUT_2UP, NULL, false, 148.5, 210},
        {HANDOUT_2UP, "A4", true, 210, 148.5},
        {HANDOUT_4UP, "A4", false, 105, 148.5},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct handout_options options = options_for(cases[i].kind);
        options.paper = cases[i].paper;
        len width, height;
        assert_true(handout_page_size(&options, cases[i].landscape, &width, &height, NULL));
        assert_true(ABS(width - len_from_mm(cases[i].width_mm)) <= 1);
        assert_true(ABS(height - len_from_mm(cases[i].height_mm)) <= 1);
    }
}

static void test_n_up_order(void **state)
{
    (void)state;
    static const int left_to_right[] = {0, 0, 50, 0, 0, 80, 50, 80};
    struct n_up four = n_up_for(4, false, false), four_rtl = n_up_for(4, false, true);
    for (unsigned i = 0; i < 4; i++) {
        struct rect cell = n_up_cell(&four, i, 100, 160), other = n_up_cell(&four_rtl, i, 100, 160);
        assert_int_equal(cell.x, left_to_right[2 * i]);
        assert_int_equal(cell.y, left_to_right[2 * i + 1]);
        assert_int_equal(other.x, 50 - cell.x);
        assert_int_equal(other.y, cell.y);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),      cmocka_unit_test(test_result),
        cmocka_unit_test(test_bad_asks),   cmocka_unit_test(test_page_size),
        cmocka_unit_test(test_n_up_order),
    };
    return cmocka_run_group_tests(tests, make_pages, drop_pages);
}

// SPDX-License-Identifier: MIT
#include "paint/handout.h"

#include "base/error.h"
#include "synthetic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "folder.h"
#include "paint/n_up.h"

enum { PAGES = 7 };

static struct face amiri, serif;
static const struct page *pages[PAGES];

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
    return (struct handout_options){
        .kind = kind, .title = "رسالة", .lang = "ar", .date = 1592438400, .marks = true};
}

static char *write_one(const struct handout_options *options, const char *name,
                       struct handout_result *ret)
{
    char *path = in_folder(name);
    GError *error = NULL;
    assert_true(handout_write(options, pages, PAGES, path, ret, &error));
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

// Among right-to-left letters spaces, brackets and dashes keep to the letters' font, or viewers
// put the words in the wrong order: Amiri is embedded once, and the text has its own names back.
static void test_one_font_a_line(void **state)
{
    (void)state;
    struct handout_options options = options_for(HANDOUT_2UP);
    char *path = write_one(&options, "fonts.pdf", NULL), *text = text_of(path);
    const char *const fonts[] = {"pdffonts", path, NULL};
    char *list = printed_by(fonts), **parts = g_strsplit(list, "+Amiri", -1);
    assert_int_equal(g_strv_length(parts), 2);
    g_strfreev(parts);
    assert_non_null(strstr(text, "نحن (منظمات مدنية) – هنا"));
    g_free(list);
    g_free(text);
    g_free(path);
}

// The catalog names the language, and every offset of the table still leads to its object.
static void test_catalog(void **state)
{
    (void)state;
    struct handout_options options = options_for(HANDOUT_BOOKLET);
    options.lang = "ar-EG)/X";
    char *path = write_one(&options, "lang.pdf", NULL);
    gsize n;
    char *pdf = contents(path, &n);
    assert_non_null(memmem(pdf, n, "/Lang (ar-EGX)", 14));
    assert_non_null(memmem(pdf, n, "/DuplexFlipShortEdge", 20));
    const char *start = memmem(pdf + n - 64, 64, "startxref\n", 10);
    gsize at = (gsize)g_ascii_strtoull(start + 10, NULL, 10);
    assert_memory_equal(pdf + at, "xref\n0 ", 7);
    char *row;
    gsize count = (gsize)g_ascii_strtoull(pdf + at + 7, &row, 10);
    row += 1;
    for (gsize i = 1; i < count; i++) {
        char head[16];
        g_snprintf(head, sizeof head, "%zu 0 obj", i);
        gsize offset = (gsize)g_ascii_strtoull(row + 20 * i, NULL, 10);
        assert_memory_equal(pdf + offset, head, strlen(head));
    }
    g_free(pdf);
    g_free(path);
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
        assert_false(handout_write(&bad[i], pages, PAGES, path, NULL, &error));
        assert_true(g_error_matches(error, FAULT, FAULT_USAGE));
        g_error_free(error);
    }
    GError *error = NULL;
    assert_false(handout_write(&bad[0], pages, 0, path, NULL, &error));
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
        cmocka_unit_test(test_kinds),      cmocka_unit_test(test_one_font_a_line),
        cmocka_unit_test(test_catalog),    cmocka_unit_test(test_result),
        cmocka_unit_test(test_bad_asks),   cmocka_unit_test(test_page_size),
        cmocka_unit_test(test_n_up_order),
    };
    return cmocka_run_group_tests(tests, make_pages, drop_pages);
}

// SPDX-License-Identifier: MIT
// Page labels: plain numbers that count on share one range, whatever is not one has its own.
#include "pdf/page_tree.h"
#include "unpacked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FILE_NAME TEST_BINARY_DIR "/labels.pdf"

// The label ranges of pages with these labels, as they stand in the file; NULL ends them.
static char *ranges_of(const char *const *labels)
{
    struct file_out *out = file_out_open(FILE_NAME, NULL);
    struct pdf_writer *writer = pdf_writer_new(out, "1.7", 1, NULL);
    struct pdf_page_tree *tree = pdf_page_tree_new(writer);
    for (; *labels; labels++) {
        uint32_t parent, page = pdf_page_tree_add(tree, &parent);
        pdf_writer_object(writer, PDF_SHELF_PAGES, page, "<<>>", 4);
        pdf_page_tree_label(tree, *labels);
    }
    pdf_page_tree_finish(tree);
    static const unsigned char id[16];
    pdf_writer_object(writer, PDF_SHELF_PAGES, pdf_writer_root(writer), "<<>>", 4);
    assert_true(pdf_writer_finish(writer, 0, id, NULL));
    pdf_page_tree_free(tree);
    pdf_writer_free(writer);
    assert_true(file_out_commit(out, NULL));
    char *all = unpacked(FILE_NAME), *nums = strstr(all, "/Nums[");
    assert_non_null(nums);
    char *ranges = g_strndup(nums + 6, strcspn(nums + 6, "]"));
    g_free(all);
    return g_strdelimit(ranges, "\n", ' ');
}

static void expect(const char *const *labels, const char *expected)
{
    char *ranges = ranges_of(labels);
    assert_string_equal(g_strstrip(ranges), expected);
    g_free(ranges);
}

static void numbers_that_count_on_share_a_range(void **state)
{
    (void)state;
    expect((const char *[]){"1", "2", "3", NULL}, "0 <</S/D/St 1>>");
    expect((const char *[]){"", "2", "3", "7", NULL}, "0 <</S/D/St 1>> 3 <</S/D/St 7>>");
}

static void other_labels_stand_for_themselves(void **state)
{
    (void)state;
    // A first page after a cover is no cover.
    expect((const char *[]){"A", "1", "2", NULL}, "0 <</P(A)>> 1 <</S/D/St 1>>");
    expect((const char *[]){"٢", "٣", "", NULL},
           "0 <</P<FEFF0662>>> 1 <</P<FEFF0663>>> 2 <</S/D/St 3>>");
    expect((const char *[]){"01", "1x", NULL}, "0 <</P(01)>> 1 <</P(1x)>>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_that_count_on_share_a_range),
        cmocka_unit_test(other_labels_stand_for_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// A file of more objects than one section of the cross-reference has, with an element of more
// children than are held: each object is found again, for any number of threads in the same bytes.
#include "base/file.h"
#include "pdf/page_tree.h"
#include "pdf/reader.h"
#include "pdf/struct_tree.h"
#include "count.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FILE_NAME TEST_BINARY_DIR "/sections.pdf"

enum { ITEMS = 600000, ITEMS_A_PAGE = 1000, DOCUMENT = 1, LIST = 2, UNPACKED_MOST = 1 << 28 };

static void add_page(struct pdf_writer *writer, struct pdf_page_tree *pages, struct pdf_tree *tree,
                     uint32_t first)
{
    uint32_t parent, page = pdf_page_tree_add(pages, &parent);
    static const uint32_t open[] = {DOCUMENT, LIST};
    pdf_tree_page(tree, page);
    if (first == 0) {
        pdf_tree_add(tree, &(struct pdf_element){.id = DOCUMENT, .type = "Document"});
        pdf_tree_add(tree, &(struct pdf_element){.id = LIST, .parent = DOCUMENT, .type = "L"});
        // So that the list's children are of several kinds.
        pdf_tree_mark(tree, LIST, 0);
    }
    for (uint32_t i = 0; i < ITEMS_A_PAGE; i++) {
        uint32_t id = LIST + 1 + first + i;
        pdf_tree_add(tree, &(struct pdf_element){.id = id, .parent = LIST, .type = "LI"});
        pdf_tree_mark(tree, id, i + (first == 0));
    }
    pdf_writer_stream(writer, pdf_writer_reserve(writer), g_string_new(NULL), g_string_new("BT ET"),
                      PDF_DEFLATE);
    pdf_writer_object(writer, PDF_SHELF_PAGES, page, "<</Type/Page>>", 14);
    bool last = first + ITEMS_A_PAGE == ITEMS;
    if (last)
        pdf_tree_mark(tree, LIST, ITEMS_A_PAGE);
    pdf_tree_page_end(tree, open, last ? 0 : G_N_ELEMENTS(open));
}

static GBytes *written(unsigned threads)
{
    struct file_out *out = file_out_open(FILE_NAME, NULL);
    struct pdf_writer *writer = pdf_writer_new(out, "1.7", threads, NULL);
    struct pdf_page_tree *pages = pdf_page_tree_new(writer);
    struct pdf_tree *tree = pdf_tree_new(writer, false);
    for (uint32_t first = 0; first < ITEMS; first += ITEMS_A_PAGE)
        add_page(writer, pages, tree, first);
    uint32_t structure = pdf_tree_finish(tree);
    GString *root = g_string_new("<</Type/Catalog");
    g_string_append_printf(root, "/Pages %u 0 R/StructTreeRoot %u 0 R>>",
                           pdf_page_tree_finish(pages).pages, structure);
    pdf_writer_object(writer, PDF_SHELF_PAGES, pdf_writer_root(writer), root->str, root->len);
    g_string_free(root, TRUE);
    static const unsigned char id[16];
    assert_true(pdf_writer_finish(writer, 0, id, NULL));
    pdf_tree_free(tree);
    pdf_page_tree_free(pages);
    pdf_writer_free(writer);
    assert_true(file_out_commit(out, NULL));
    GBytes *bytes = file_read(FILE_NAME, UNPACKED_MOST, NULL);
    assert_non_null(bytes);
    return bytes;
}

static void check_item(struct pdf_value item, uint32_t list, int64_t mcid)
{
    int64_t shown = -1;
    assert_true(pdf_value_is(pdf_value_find(item, "S"), "LI"));
    assert_int_equal(pdf_value_object(pdf_value_find(item, "P")), list);
    assert_true(pdf_value_int(pdf_value_find(item, "K"), &shown));
    assert_int_equal(shown, mcid);
}

// The list's children: content, the items in order, and content on the last page.
static void check_kids(struct pdf_reader *reader, struct pdf_value list, uint32_t number)
{
    struct pdf_value kids = pdf_value_inside(pdf_value_find(list, "K")), kid;
    int64_t mcid = -1;
    uint32_t before = 0;
    assert_true(pdf_value_next(&kids, &kid) && pdf_value_int(kid, &mcid) && mcid == 0);
    for (uint32_t i = 0; i < ITEMS; i++) {
        assert_true(pdf_value_next(&kids, &kid));
        assert_true(pdf_value_object(kid) > before);
        before = pdf_value_object(kid);
        check_item(pdf_reader_follow(reader, kid), number, i % ITEMS_A_PAGE + (i < ITEMS_A_PAGE));
    }
    assert_true(pdf_value_next(&kids, &kid));
    assert_true(pdf_value_is(pdf_value_find(kid, "Type"), "MCR"));
    assert_false(pdf_value_next(&kids, &kid));
}

static void check_file(GBytes *bytes)
{
    struct pdf_reader *reader = pdf_reader_open(bytes, UNPACKED_MOST, NULL);
    assert_non_null(reader);
    struct pdf_value catalog = pdf_reader_catalog(reader);
    struct pdf_value tree = pdf_reader_find(reader, catalog, "StructTreeRoot");
    struct pdf_value document = pdf_reader_find(reader, tree, "K");
    assert_true(pdf_value_is(pdf_value_find(document, "S"), "Document"));
    struct pdf_value list = pdf_reader_find(reader, document, "K");
    assert_true(pdf_value_is(pdf_value_find(list, "S"), "L"));
    check_kids(reader, list, pdf_value_object(pdf_value_find(document, "K")));
    pdf_reader_close(reader);
}

static void long_files_have_sections(void **state)
{
    (void)state;
    GBytes *bytes = written(1);
    assert_int_equal(count_word(bytes, "/Type/XRef"), 3);
    assert_int_equal(count_word(bytes, "/Prev "), 2);
    assert_int_equal(count_word(bytes, "startxref"), 1);
    check_file(bytes);
    for (unsigned threads = 2; threads <= 4; threads++) {
        GBytes *same = written(threads);
        assert_true(g_bytes_equal(bytes, same));
        g_bytes_unref(same);
    }
    g_bytes_unref(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_files_have_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Objects that are alike lie in rows of one width: whatever their number and lengths, each is read
// back as it was given, and rows are used just where they gain.
#include "base/file.h"
#include "pdf/reader.h"
#include "pdf/writer.h"
#include "count.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FILE_NAME TEST_BINARY_DIR "/object_stream.pdf"

enum { UNPACKED_MOST = 1 << 24, MOST = 1000 };

static uint32_t ids[MOST];

static char *one_width(unsigned i)
{
    return g_strdup_printf("<</S/LI/P 3 0 R/K[%u 0 R]>>", 1000 + i);
}

// With a byte that is no ASCII, a line feed, and lengths from 20 to 60.
static char *many_widths(unsigned i)
{
    char *tail = g_strnfill(i % 40, 'x');
    char *text = g_strdup_printf("<</S/LBody/K %3u/T(\377\n%s)>>", i, tail);
    g_free(tail);
    return text;
}

static char *one_is_long(unsigned i)
{
    char *tail = g_strnfill(i == 7 ? 20000 : 1, 'y');
    char *text = g_strdup_printf("<</S/Lbl/K %u/T(%s)>>", i, tail);
    g_free(tail);
    return text;
}

static GBytes *written(enum pdf_shelf shelf, char *(*spell)(unsigned i), unsigned n)
{
    struct file_out *out = file_out_open(FILE_NAME, NULL);
    struct pdf_writer *writer = pdf_writer_new(out, "1.7", 1, NULL);
    uint32_t root = pdf_writer_root(writer);
    pdf_writer_object(writer, PDF_SHELF_PAGES, root, "<</Type/Catalog>>", 17);
    for (unsigned i = 0; i < n; i++) {
        char *text = spell(i);
        ids[i] = pdf_writer_reserve(writer);
        pdf_writer_object(writer, shelf, ids[i], text, strlen(text));
        g_free(text);
    }
    static const unsigned char file_id[16];
    assert_true(pdf_writer_finish(writer, 0, file_id, NULL));
    pdf_writer_free(writer);
    assert_true(file_out_commit(out, NULL));
    GBytes *bytes = file_read(FILE_NAME, UNPACKED_MOST, NULL);
    assert_non_null(bytes);
    return bytes;
}

static void check(enum pdf_shelf shelf, char *(*spell)(unsigned i), unsigned n, unsigned in_rows)
{
    GBytes *bytes = written(shelf, spell, n);
    struct pdf_reader *reader = pdf_reader_open(bytes, UNPACKED_MOST, NULL);
    assert_non_null(reader);
    for (unsigned i = 0; i < n; i++) {
        char *text = spell(i);
        struct pdf_value value = pdf_reader_object(reader, ids[i]);
        assert_int_equal(value.end - value.at, strlen(text));
        assert_memory_equal(value.at, text, strlen(text));
        g_free(text);
    }
    // One is the cross-reference's.
    assert_int_equal(count_word(bytes, "/Predictor 12"), 1 + in_rows);
    pdf_reader_close(reader);
    g_bytes_unref(bytes);
}

static void alike_objects_are_rows(void **state)
{
    (void)state;
    check(PDF_SHELF_ITEMS, one_width, 16, 1);
    check(PDF_SHELF_ITEMS, one_width, 17, 1);
    check(PDF_SHELF_ITEMS, one_width, 300, 1);
    check(PDF_SHELF_ITEMS, one_width, MOST, 4);
    check(PDF_SHELF_BODIES, many_widths, 299, 1);
}

// Those of the end go where others are, and add no stream of their own.
static void few_are_not(void **state)
{
    (void)state;
    check(PDF_SHELF_ITEMS, one_width, 1, 0);
    check(PDF_SHELF_ITEMS, one_width, 15, 0);
    check(PDF_SHELF_ITEMS, one_width, 310, 1);
    check(PDF_SHELF_TABLE_CELLS, many_widths, 3, 0);
}

static void a_long_one_widens_no_others(void **state)
{
    (void)state;
    check(PDF_SHELF_LABELS, one_is_long, 50, 0);
    check(PDF_SHELF_LABELS, one_is_long, 350, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alike_objects_are_rows),
        cmocka_unit_test(few_are_not),
        cmocka_unit_test(a_long_one_widens_no_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

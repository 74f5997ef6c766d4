// SPDX-License-Identifier: MIT
// Streams of a file from a stranger are read as any reader reads them: rows by the columns they
// have, parameters by the filter they belong to, nothing where neither can be.
#include "pdf/reader.h"

#include <gio/gio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { UNPACKED_MOST = 1 << 24, CATALOG = 1, STREAM = 2, CROSS = 3, NUMBERS };

static void put_stream(GString *file, const char *dictionary, const char *data, size_t n)
{
    g_string_append_printf(file, "<<%s/Length %zu>>\nstream\n", dictionary, n);
    g_string_append_len(file, data, (gssize)n);
    g_string_append(file, "\nendstream\nendobj\n");
}

// A file whose one stream of its own has this dictionary and these bytes.
static GBytes *file_with(const char *dictionary, const char *data, size_t n)
{
    GString *file = g_string_new("%PDF-1.7\n"), *cross = g_string_new(NULL);
    size_t at[NUMBERS] = {0};
    at[CATALOG] = file->len;
    g_string_append(file, "1 0 obj\n<</Type/Catalog>>\nendobj\n");
    at[STREAM] = file->len;
    g_string_append(file, "2 0 obj\n");
    put_stream(file, dictionary, data, n);
    at[CROSS] = file->len;
    for (int i = 0; i < NUMBERS; i++) {
        g_string_append_c(cross, i > 0);
        g_string_append_c(cross, (char)(at[i] >> 8));
        g_string_append_c(cross, (char)at[i]);
    }
    g_string_append(file, "3 0 obj\n");
    put_stream(file, "/Type/XRef/Size 4/W[1 2 0]/Root 1 0 R", cross->str, cross->len);
    g_string_append_printf(file, "startxref\n%zu\n%%%%EOF\n", at[CROSS]);
    g_string_free(cross, TRUE);
    return g_string_free_to_bytes(file);
}

static void check_reads(const char *dictionary, GString *data, const char *wanted, size_t n)
{
    GBytes *bytes = file_with(dictionary, data->str, data->len);
    struct pdf_reader *reader = pdf_reader_open(bytes, UNPACKED_MOST, NULL);
    static const char reference[] = "2 0 R";
    assert_non_null(reader);
    struct pdf_value read =
        pdf_reader_stream(reader, (struct pdf_value){reference, reference + strlen(reference)});
    assert_int_equal(read.end - read.at, n);
    assert_memory_equal(read.at, wanted, n);
    pdf_reader_close(reader);
    g_bytes_unref(bytes);
    g_string_free(data, TRUE);
}

// As Flate packs it. Takes `plain`.
static GString *packed(GString *plain)
{
    GConverter *deflate = G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
    GString *out = g_string_new(NULL);
    gsize read, n = 0;
    g_string_set_size(out, plain->len + 1024);
    g_converter_convert(deflate, plain->str, plain->len, out->str, out->len,
                        G_CONVERTER_INPUT_AT_END, &read, &n, NULL);
    assert_int_equal(read, plain->len);
    g_string_truncate(out, n);
    g_object_unref(deflate);
    g_string_free(plain, TRUE);
    return out;
}

// Two rows of so many columns: the second has what it is more than the first.
static GString *two_rows(size_t columns, GString *ret_plain)
{
    GString *rows = g_string_new(NULL);
    for (int row = 0; row < 2; row++) {
        g_string_append_c(rows, 2); // PNG's Up
        for (size_t i = 0; i < columns; i++) {
            g_string_append_c(rows, row ? 1 : (char)('a' + i % 20));
            g_string_append_c(ret_plain, (char)('a' + i % 20 + (size_t)row));
        }
    }
    return rows;
}

static void test_rows(void **state)
{
    (void)state;
    static const size_t columns[] = {1, 24, 4096};
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        GString *plain = g_string_new(NULL), *rows = packed(two_rows(columns[i], plain));
        char *dictionary = g_strdup_printf(
            "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %zu>>", columns[i]);
        check_reads(dictionary, rows, plain->str, plain->len);
        g_free(dictionary);
        g_string_free(plain, TRUE);
    }
}

static void test_no_rows(void **state)
{
    (void)state;
    static const char *const columns[] = {"0", "-1", "4097"};
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        char *dictionary = g_strdup_printf(
            "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %s>>", columns[i]);
        GString *rows = packed(g_string_new("\002ab\002cd"));
        check_reads(dictionary, rows, "", 0);
        g_free(dictionary);
    }
}

static void test_parameters_without_filter(void **state)
{
    (void)state;
    check_reads("/DecodeParms<</Predictor 12/Columns 2>>", g_string_new("\002ab\002cd"),
                "\002ab\002cd", 6);
}

static void test_plain(void **state)
{
    (void)state;
    check_reads("/Filter/FlateDecode", packed(g_string_new("BT ET")), "BT ET", 5);
    check_reads("/Filter/FlateDecode/DecodeParms<</Predictor 1/Columns 0>>",
                packed(g_string_new("BT ET")), "BT ET", 5);
    check_reads("/Filter/LZWDecode", g_string_new("BT ET"), "", 0);
    check_reads("/Filter/FlateDecode", g_string_new("no zlib"), "", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_no_rows),
        cmocka_unit_test(test_parameters_without_filter),
        cmocka_unit_test(test_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

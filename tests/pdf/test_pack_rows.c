// SPDX-License-Identifier: MIT
// What is packed as rows unpacks to the same bytes, or is left to another packer.
#include "pdf/pack_rows.h"
#include "pdf/prefix_code.h"
#include "pdf/rows.h"

#include <gio/gio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static GString *unpacked(const GString *packed, size_t most)
{
    GConverter *inflate = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
    GString *plain = g_string_sized_new(most + 1);
    gsize read = 0, written = 0;
    GConverterResult result =
        g_converter_convert(inflate, packed->str, packed->len, plain->str, most + 1,
                            G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
    g_object_unref(inflate);
    assert_int_equal(result, G_CONVERTER_FINISHED);
    assert_int_equal(read, packed->len);
    g_string_set_size(plain, written);
    return plain;
}

// Gives the packed length; 0 where it was left.
static size_t check(const char *rows, size_t n, size_t columns)
{
    GString *packed = pack_rows(rows, n, columns);
    if (!packed)
        return 0;
    GString *plain = unpacked(packed, n);
    assert_int_equal(plain->len, n);
    assert_memory_equal(plain->str, rows, n);
    size_t length = packed->len;
    g_string_free(plain, TRUE);
    g_string_free(packed, TRUE);
    return length;
}

static void test_numbers(void **state)
{
    (void)state;
    for (size_t columns = 20; columns < 5000; columns = columns * 3 / 2) {
        GString *rows = g_string_new(NULL), *less = g_string_new(NULL);
        char *above = g_malloc0(columns);
        for (unsigned i = 0; i < 300; i++) {
            g_string_append_printf(rows, "<<%u 0 R/K %u", 990 + i, 3 * i);
            rows_fill(rows, columns);
        }
        rows_put(less, rows->str, rows->len, columns, above);
        size_t packed = check(less->str, less->len, columns);
        assert_in_range(packed, 1, 300 * 6 + 2 * columns);
        g_string_free(rows, TRUE);
        g_string_free(less, TRUE);
        g_free(above);
    }
}

static void test_noughts(void **state)
{
    (void)state;
    char *noughts = g_malloc0(100000);
    for (size_t n = 16; n <= 100000; n += n / 3)
        assert_in_range(check(noughts, n, 50), 1, 200);
    g_free(noughts);
}

// Too few bytes, or bytes in no order.
static void test_left(void **state)
{
    (void)state;
    char bytes[4096];
    uint32_t chance = 1;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)((chance = chance * 1664525 + 1013904223) >> 24);
    assert_int_equal(check(bytes, 1, 50), 0);
    assert_int_equal(check(bytes, sizeof bytes, 50), 0);
}

// Some bytes in no order among many noughts: all symbols come.
static void test_some(void **state)
{
    (void)state;
    char *bytes = g_malloc0(60000);
    uint32_t chance = 1;
    for (size_t i = 0; i < 60000; i += 1 + (chance >> 16) % 60)
        bytes[i] = (char)((chance = chance * 1664525 + 1013904223) >> 24);
    assert_in_range(check(bytes, 60000, 50), 1, 10000);
    g_free(bytes);
}

static uint64_t room_taken(const struct prefix_code *code, size_t n, unsigned longest)
{
    uint64_t taken = 0;
    for (size_t i = 0; i < n; i++) {
        assert_true(code->lengths[i] <= longest);
        taken += code->lengths[i] ? UINT64_C(1) << (longest - code->lengths[i]) : 0;
    }
    return taken;
}

// Counts as of Fibonacci's numbers would give a code of 39 bits.
static void test_long_codes(void **state)
{
    (void)state;
    uint32_t counts[40] = {1, 1};
    struct prefix_code code;
    for (size_t i = 2; i < 40; i++)
        counts[i] = counts[i - 1] + counts[i - 2];
    prefix_code_make(&code, counts, 40, 15);
    assert_int_equal(room_taken(&code, 40, 15), 1 << 15);
    assert_true(code.lengths[39] < code.lengths[0]);
}

static void test_few_codes(void **state)
{
    (void)state;
    for (uint32_t n = 0; n < 3; n++) {
        uint32_t counts[19] = {[3] = n > 0, [7] = n > 1};
        struct prefix_code code;
        prefix_code_make(&code, counts, 19, 7);
        assert_int_equal(room_taken(&code, 19, 7), 1 << 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_noughts),
        cmocka_unit_test(test_left),    cmocka_unit_test(test_some),
        cmocka_unit_test(test_long_codes), cmocka_unit_test(test_few_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

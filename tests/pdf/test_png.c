// SPDX-License-Identifier: MIT
// PNGs of every colour type, made here, unpacked to known samples; damaged ones refused.
#include "base/error.h"
#include "pdf/cff.h"
#include "pdf/png.h"

#include <libdeflate.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void put_chunk(GString *out, const char *type, const void *data, size_t n)
{
    const char size[] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};
    g_string_append_len(out, size, 4);
    g_string_append(out, type);
    g_string_append_len(out, data, (gssize)n);
    g_string_append_len(out, "\0\0\0\0", 4); // the reader leaves check sums alone
}

static GString *make_png(unsigned size, unsigned depth, unsigned type, unsigned interlaced,
                         const char *palette, const void *raw, size_t n)
{
    GString *out = g_string_new_len("\x89PNG\r\n\x1a\n", 8);
    const char head[13] = {0,          0, 0, (char)size,      0, 0, 0, (char)size, (char)depth,
                           (char)type, 0, 0, (char)interlaced};
    put_chunk(out, "IHDR", head, sizeof head);
    if (palette)
        put_chunk(out, "PLTE", palette, strlen(palette));
    char packed[256];
    struct libdeflate_compressor *packer = libdeflate_alloc_compressor(6);
    put_chunk(out, "IDAT", packed, libdeflate_zlib_compress(packer, raw, n, packed, sizeof packed));
    libdeflate_free_compressor(packer);
    put_chunk(out, "IEND", "", 0);
    return out;
}

static void assert_samples(GString *file, unsigned channels, const char *samples, const char *alpha,
                           size_t pixels)
{
    struct png png;
    GError *error = NULL;
    assert_true(png_read(file->str, file->len, &png, &error));
    assert_int_equal(png.channels, channels);
    assert_int_equal(png.samples->len, pixels * channels);
    assert_memory_equal(png.samples->str, samples, pixels * channels);
    if (alpha)
        assert_memory_equal(png.alpha->str, alpha, pixels);
    else
        assert_null(png.alpha);
    png_clear(&png);
    g_string_free(file, TRUE);
}

static void test_kinds(void **state)
{
    (void)state;
    // Two by two, rows under filters Sub, Up, Average and Paeth.
    assert_samples(make_png(2, 8, 0, 0, NULL, "\1\x10\x10\2\x01\x02", 6), 1, "\x10\x20\x11\x22",
                   NULL, 4);
    assert_samples(make_png(2, 8, 0, 0, NULL, "\3\x10\x08\4\x01\x02", 6), 1, "\x10\x10\x11\x13",
                   NULL, 4);
    assert_samples(make_png(2, 1, 0, 0, NULL, "\0\x80\0\x40", 4), 1, "\xFF\0\0\xFF", NULL, 4);
    assert_samples(make_png(2, 2, 3, 0, "abcdefghi", "\0\x60\0\x90", 4), 3, "defghighidef", NULL,
                   4);
    assert_samples(make_png(2, 8, 4, 0, NULL, "\0\x10\xFF\x20\x80\0\x30\xFF\x40\x00", 10), 1,
                   "\x10\x20\x30\x40", "\xFF\x80\xFF\x00", 4);
    assert_samples(make_png(1, 16, 2, 0, NULL, "\0\x10\x10\x20\x20\x30\x30", 7), 3, "\x10\x20\x30",
                   NULL, 1);
    assert_samples(make_png(2, 8, 0, 1, NULL, "\0\x01\0\x02\0\x03\x04", 7), 1, "\x01\x02\x03\x04",
                   NULL, 4);
}

static void refused(const char *data, size_t n)
{
    struct png png;
    GError *error = NULL;
    assert_false(png_read(data, n, &png, &error));
    assert_true(g_error_matches(error, FAULT, FAULT_INVALID));
    assert_null(png.samples);
    g_error_free(error);
}

static void test_damage(void **state)
{
    (void)state;
    GString *whole = make_png(2, 8, 0, 0, NULL, "\1\x10\x10\2\x01\x02", 6);
    for (gsize n = 0; n < whole->len - 12; n++) // without IEND it is whole all the same
        refused(whole->str, n);
    g_string_free(whole, TRUE);
    GString *filter = make_png(2, 8, 0, 0, NULL, "\7\x10\x10\2\x01\x02", 6);
    refused(filter->str, filter->len);
    g_string_free(filter, TRUE);
    GString *shallow = make_png(2, 2, 2, 0, NULL, "\0\0\0\0", 4);
    refused(shallow->str, shallow->len);
    g_string_free(shallow, TRUE);
    GString *bare = make_png(2, 8, 3, 0, NULL, "\0\0\0\0\0\0", 6);
    refused(bare->str, bare->len);
    g_string_free(bare, TRUE);
    GString *empty = make_png(2, 8, 3, 0, "", "\0\0\0\0\0\0", 6);
    refused(empty->str, empty->len);
    g_string_free(empty, TRUE);
}

static void test_damaged_cff(void **state)
{
    (void)state;
    static const char bytes[] = "\1\0\4\1\0\1\1\1\2x\0\1\1\1\3\x1e\xff\x0f\0\0";
    for (size_t n = 0; n < sizeof bytes; n++)
        g_free(pdf_cff_cids(bytes, n, 10)); // whatever it says, nothing past the end is read
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_damaged_cff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Pictures as samples: PNGs of every colour type, made here, to known ones; drawings with what
// they need and no more.
#include "paint/image.h"
#include "paint/png_rows.h"

#include <libdeflate.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static void put32(GString *out, uint32_t value)
{
    const char bytes[] = {(char)(value >> 24), (char)(value >> 16), (char)(value >> 8),
                          (char)value};
    g_string_append_len(out, bytes, 4);
}

static void put_chunk(GString *out, const char *type, const void *data, size_t n)
{
    put32(out, (uint32_t)n);
    gsize start = out->len;
    g_string_append(out, type);
    g_string_append_len(out, data, (gssize)n);
    put32(out, libdeflate_crc32(0, out->str + start, out->len - start));
}

struct kind {
    unsigned size, depth, type, interlaced;
    const char *palette, *transparent;
    size_t n_transparent;
};

static GBytes *make_png(const struct kind *kind, const void *raw, size_t n)
{
    GString *out = g_string_new_len("\x89PNG\r\n\x1a\n", 8);
    const char head[13] = {0,
                           0,
                           0,
                           (char)kind->size,
                           0,
                           0,
                           0,
                           (char)kind->size,
                           (char)kind->depth,
                           (char)kind->type,
                           0,
                           0,
                           (char)kind->interlaced};
    put_chunk(out, "IHDR", head, sizeof head);
    if (kind->palette)
        put_chunk(out, "PLTE", kind->palette, strlen(kind->palette));
    if (kind->transparent)
        put_chunk(out, "tRNS", kind->transparent, kind->n_transparent);
    char packed[256];
    struct libdeflate_compressor *packer = libdeflate_alloc_compressor(6);
    put_chunk(out, "IDAT", packed, libdeflate_zlib_compress(packer, raw, n, packed, sizeof packed));
    libdeflate_free_compressor(packer);
    put_chunk(out, "IEND", "", 0);
    return g_string_free_to_bytes(out);
}

static void assert_bytes(GBytes *bytes, const char *expected, size_t n)
{
    assert_int_equal(g_bytes_get_size(bytes), n);
    assert_memory_equal(g_bytes_get_data(bytes, NULL), expected, n);
}

// `file` decoded has these samples and this alpha (NULL: all opaque).
static void assert_samples(enum image_kind kind, GBytes *file, unsigned channels,
                           const char *samples, const char *alpha)
{
    struct image image = {.kind = kind, .path = "a", .bytes = file}, decoded;
    GError *error = NULL;
    assert_true(image_decode(&image, 96, &decoded, &error));
    size_t pixels = (size_t)decoded.width * decoded.height;
    assert_int_equal(decoded.kind, IMAGE_SAMPLES);
    assert_int_equal(decoded.channels, channels);
    assert_bytes(decoded.bytes, samples, pixels * channels);
    assert_int_equal(decoded.alpha != NULL, alpha != NULL);
    if (alpha)
        assert_bytes(decoded.alpha, alpha, pixels);
    image_clear(&decoded);
    g_bytes_unref(file);
}

#define PNG(raw, ...) IMAGE_PNG, make_png(&(const struct kind){__VA_ARGS__}, raw, sizeof(raw) - 1)

static void test_kinds(void **state)
{
    (void)state;
    // Grey: rows under the filters Sub, Up, Average and Paeth; one bit; Adam7.
    assert_samples(PNG("\1\x10\x10\2\x01\x02", .size = 2, .depth = 8, .type = 0), 1,
                   "\x10\x20\x11\x22", NULL);
    assert_samples(PNG("\3\x10\x08\4\x01\x02", .size = 2, .depth = 8, .type = 0), 1,
                   "\x10\x10\x11\x13", NULL);
    assert_samples(PNG("\0\x80\0\x40", .size = 2, .depth = 1, .type = 0), 1, "\xFF\0\0\xFF", NULL);
    assert_samples(PNG("\0\x01\0\x02\0\x03\x04", .size = 2, .depth = 8, .type = 0, .interlaced = 1),
                   1, "\x01\x02\x03\x04", NULL);
    // RGB, and RGB that has no colour.
    assert_samples(PNG("\0\x10\x20\x30", .size = 1, .depth = 8, .type = 2), 3, "\x10\x20\x30",
                   NULL);
    assert_samples(PNG("\0\x10\x10\x10", .size = 1, .depth = 8, .type = 2), 1, "\x10", NULL);
    // A palette, and one with an alpha for its first colour.
    assert_samples(PNG("\0\x60\0\x90", .size = 2, .depth = 2, .type = 3, .palette = "abcdefghi"), 3,
                   "defghighidef", NULL);
    assert_samples(PNG("\0\x10\0\x10", .size = 2, .depth = 2, .type = 3, .palette = "abcdef",
                       .transparent = "\0", .n_transparent = 1),
                   3, "\0\0\0def\0\0\0def", "\x00\xFF\x00\xFF");
    // Alpha, and one grey that is transparent.
    assert_samples(PNG("\0\x10\xFF\x20\xFF\0\x30\xFF\x40\x00", .size = 2, .depth = 8, .type = 4), 1,
                   "\x10\x20\x30\0", "\xFF\xFF\xFF\0");
    assert_samples(PNG("\0\x10\x20\0\x30\x10", .size = 2, .depth = 8, .type = 0,
                       .transparent = "\0\x10", .n_transparent = 2),
                   1, "\0\x20\x30\0", "\0\xFF\xFF\0");
    // Sixteen bits, of which the upper eight count.
    assert_samples(PNG("\0\x10\x10\x20\x20\x30\x30", .size = 1, .depth = 16, .type = 2), 3,
                   "\x10\x20\x30", NULL);
}

// Half transparent, a colour may be off by what Cairo's multiplied channels cannot hold.
static void test_half_transparent(void **state)
{
    (void)state;
    GBytes *file =
        make_png(&(const struct kind){.size = 1, .depth = 8, .type = 6}, "\0\xC8\x64\x32\x80", 5);
    struct image image = {.kind = IMAGE_PNG, .path = "a", .bytes = file}, decoded;
    assert_true(image_decode(&image, 96, &decoded, NULL));
    const guint8 *samples = g_bytes_get_data(decoded.bytes, NULL);
    static const int expected[] = {0xC8, 0x64, 0x32};
    for (int i = 0; i < 3; i++)
        assert_in_range(samples[i] + 1 - expected[i], 0, 2);
    assert_bytes(decoded.alpha, "\x80", 1);
    image_clear(&decoded);
    g_bytes_unref(file);
}

static GBytes *svg(const char *body)
{
    char *text = g_strdup_printf(
        "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'>%s</svg>", body);
    return g_bytes_new_take(text, strlen(text));
}

static void test_drawings(void **state)
{
    (void)state;
    assert_samples(IMAGE_SVG, svg("<rect width='1' height='1'/>"), 1, "\0\0", "\xFF\0");
    assert_samples(IMAGE_SVG, svg("<rect width='2' height='1' fill='#888'/>"), 1, "\x88\x88", NULL);
    assert_samples(IMAGE_SVG, svg("<rect width='2' height='1' fill='#c00'/>"), 3,
                   "\xCC\0\0\xCC\0\0", NULL);
}

static void refused(GBytes *file)
{
    struct image image = {.kind = IMAGE_PNG, .path = "a.png", .bytes = file}, decoded;
    GError *error = NULL;
    assert_false(image_decode(&image, 96, &decoded, &error));
    assert_true(g_str_has_prefix(error->message, "a.png: "));
    g_error_free(error);
    g_bytes_unref(file);
}

static void test_damage(void **state)
{
    (void)state;
    refused(make_png(&(const struct kind){.size = 2, .depth = 8, .type = 0}, "\7\x10\x10\2\x01\x02",
                     6)); // no such filter
    refused(make_png(&(const struct kind){.size = 2, .depth = 2, .type = 2}, "\0\0\0\0",
                     4)); // nor depth
    refused(make_png(&(const struct kind){.size = 2, .depth = 8, .type = 3}, "\0\0\0\0\0\0",
                     6)); // no palette
    refused(make_png(&(const struct kind){.size = 4, .depth = 8, .type = 0}, "\0\0\0\0\0\0",
                     6)); // too few rows
}

// A PNG that goes on as it is packed has the rows it was made of; `raw` are these.
static void assert_rows(GBytes *file, unsigned channels, const char *raw, size_t n)
{
    struct image image = {.kind = IMAGE_PNG, .path = "a", .bytes = file}, rows;
    assert_true(png_rows_take(&image, &rows));
    assert_int_equal(rows.kind, IMAGE_ROWS);
    assert_int_equal(rows.channels, channels);
    char out[64];
    size_t made;
    struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_zlib_decompress(unpacker, g_bytes_get_data(rows.bytes, NULL),
                                                g_bytes_get_size(rows.bytes), out, sizeof out,
                                                &made),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(unpacker);
    assert_int_equal(made, n);
    assert_memory_equal(out, raw, n);
    image_clear(&rows);
    g_bytes_unref(file);
}

static void assert_decoded(GBytes *file)
{
    struct image image = {.kind = IMAGE_PNG, .path = "a", .bytes = file}, rows;
    assert_false(png_rows_take(&image, &rows));
    g_bytes_unref(file);
}

#define PNG_OF(raw, ...) PNG_BYTES(raw, sizeof(raw) - 1, __VA_ARGS__)
#define PNG_BYTES(raw, n, ...) make_png(&(const struct kind){__VA_ARGS__}, raw, n)

static void test_rows(void **state)
{
    (void)state;
    static const char grey[] = "\1\x10\x10\2\x01\x02", rgb[] = "\4\x10\x20\x30";
    assert_rows(PNG_OF(grey, .size = 2, .depth = 8, .type = 0), 1, grey, sizeof grey - 1);
    assert_rows(PNG_OF(rgb, .size = 1, .depth = 8, .type = 2), 3, rgb, sizeof rgb - 1);
    // What a PDF would read otherwise.
    assert_decoded(PNG_OF("\0\x80\0\x40", .size = 2, .depth = 1, .type = 0));
    assert_decoded(
        PNG_OF("\0\x01\0\x02\0\x03\x04", .size = 2, .depth = 8, .type = 0, .interlaced = 1));
    assert_decoded(PNG_OF("\0\x10\x20\0\x30\x10", .size = 2, .depth = 8, .type = 0,
                          .transparent = "\0\x10", .n_transparent = 2));
    assert_decoded(PNG_OF("\0\x10\xFF", .size = 1, .depth = 8, .type = 4));
    assert_decoded(PNG_OF("\0\x10\x10\x20\x20\x30\x30", .size = 1, .depth = 16, .type = 2));
    // Damage: another filter, rows too few and too many, a wrong sum, an end before the end.
    assert_decoded(PNG_OF("\7\x10\x10\2\x01\x02", .size = 2, .depth = 8, .type = 0));
    assert_decoded(PNG_OF("\0\0\0\0\0\0", .size = 4, .depth = 8, .type = 0));
    assert_decoded(PNG_OF("\0\1\0\1", .size = 1, .depth = 8, .type = 0));
    GBytes *whole = PNG_OF(grey, .size = 2, .depth = 8, .type = 0);
    size_t n = g_bytes_get_size(whole);
    for (size_t cut = 0; cut < n; cut++) {
        assert_decoded(g_bytes_new(g_bytes_get_data(whole, NULL), cut));
        guint8 *bent = g_memdup2(g_bytes_get_data(whole, NULL), n);
        bent[cut] ^= 0x10;
        if (cut >= 8)
            assert_decoded(g_bytes_new(bent, n));
        g_free(bent);
    }
    g_bytes_unref(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),    cmocka_unit_test(test_half_transparent),
        cmocka_unit_test(test_drawings), cmocka_unit_test(test_damage),
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "pdf/png.h"

#include "base/error.h"
#include "base/memory.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum { PIXELS_MOST = 64 * 1024 * 1024 };
enum { TYPE_GREY = 0, TYPE_RGB = 2, TYPE_PALETTE = 3, TYPE_GREY_ALPHA = 4, TYPE_RGB_ALPHA = 6 };

struct source {
    uint32_t width, height;
    unsigned depth, type, samples; // samples a pixel
    bool interlaced;
    const unsigned char *palette, *transparent;
    size_t n_palette, n_transparent;
    GString *packed;
    unsigned char *raw; // unpacked, filters still on
    size_t n_raw;
};

// One of Adam7's passes, or the whole picture.
struct pass {
    uint32_t x, y, step_x, step_y;
};

static const struct pass whole = {0, 0, 1, 1};
static const struct pass adam7[] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                    {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};

static uint32_t get32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool bad(GError **error, const char *what)
{
    fault_set(error, FAULT_INVALID, "damaged PNG: %s", what);
    return false;
}

static bool read_header(struct source *source, const unsigned char *at, size_t n, GError **error)
{
    static const unsigned samples[] = {1, 0, 3, 1, 2, 0, 4};
    if (n != 13)
        return bad(error, "its header has the wrong size");
    source->width = get32(at);
    source->height = get32(at + 4);
    source->depth = at[8];
    source->type = at[9];
    source->interlaced = at[12] == 1;
    source->samples = source->type < G_N_ELEMENTS(samples) ? samples[source->type] : 0;
    bool deep = source->depth == 8 || source->depth == 16;
    bool shallow = source->depth == 1 || source->depth == 2 || source->depth == 4;
    bool fits = deep ? !(source->type == TYPE_PALETTE && source->depth == 16)
                     : shallow && (source->type == TYPE_GREY || source->type == TYPE_PALETTE);
    if (!source->samples || !fits || at[10] || at[11] || at[12] > 1)
        return bad(error, "an unknown colour type or depth");
    if (!source->width || !source->height || (uint64_t)source->width * source->height > PIXELS_MOST)
        return bad(error, "no pixels, or too many");
    return true;
}

static bool read_chunk(struct source *source, const unsigned char *chunk, size_t n, GError **error)
{
    const unsigned char *data = chunk + 8;
    if (memcmp(chunk + 4, "IHDR", 4) == 0)
        return read_header(source, data, n, error);
    if (memcmp(chunk + 4, "PLTE", 4) == 0) {
        source->palette = data;
        source->n_palette = n / 3;
    } else if (memcmp(chunk + 4, "tRNS", 4) == 0) {
        source->transparent = data;
        source->n_transparent = n;
    } else if (memcmp(chunk + 4, "IDAT", 4) == 0) {
        g_string_append_len(source->packed, (const char *)data, (gssize)n);
    }
    return true;
}

static bool read_chunks(struct source *source, const unsigned char *data, size_t n, GError **error)
{
    if (n < 8 || memcmp(data, "\x89PNG\r\n\x1a\n", 8) != 0)
        return bad(error, "no signature");
    for (size_t at = 8; n - at >= 12;) {
        size_t length = get32(data + at);
        if (length > n - at - 12)
            return bad(error, "it ends in the middle");
        if (memcmp(data + at + 4, "IEND", 4) == 0)
            break;
        if (!read_chunk(source, data + at, length, error))
            return false;
        at += 12 + length;
    }
    if (!source->samples || (source->type == TYPE_PALETTE && source->n_palette == 0))
        return bad(error, "a part is missing");
    return true;
}

static uint32_t pass_size(uint32_t whole_size, uint32_t start, uint32_t step)
{
    return whole_size > start ? (whole_size - start + step - 1) / step : 0;
}

static size_t row_bytes(const struct source *source, uint32_t width)
{
    return ((size_t)width * source->samples * source->depth + 7) / 8;
}

static size_t pass_bytes(const struct source *source, const struct pass *pass)
{
    uint32_t width = pass_size(source->width, pass->x, pass->step_x);
    uint32_t height = pass_size(source->height, pass->y, pass->step_y);
    return width ? (row_bytes(source, width) + 1) * height : 0;
}

static bool unpack(struct source *source, GError **error)
{
    size_t n = 0;
    if (!source->interlaced)
        n = pass_bytes(source, &whole);
    for (size_t i = 0; source->interlaced && i < G_N_ELEMENTS(adam7); i++)
        n += pass_bytes(source, &adam7[i]);
    source->raw = g_malloc(n);
    source->n_raw = n;
    struct libdeflate_decompressor *unpacker = memory_must(libdeflate_alloc_decompressor());
    enum libdeflate_result result = libdeflate_zlib_decompress(
        unpacker, source->packed->str, source->packed->len, source->raw, n, NULL);
    libdeflate_free_decompressor(unpacker);
    return result == LIBDEFLATE_SUCCESS || bad(error, "its pixels do not unpack");
}

static unsigned paeth(int a, int b, int c)
{
    int p = a + b - c;
    int pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
    return (unsigned)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

// Takes the filter off one row, in place; `above` is NULL for the first.
static bool unfilter(unsigned char *row, const unsigned char *above, size_t n, size_t pixel,
                     unsigned filter)
{
    for (size_t i = 0; i < n; i++) {
        unsigned left = i >= pixel ? row[i - pixel] : 0, up = above ? above[i] : 0;
        unsigned corner = above && i >= pixel ? above[i - pixel] : 0, add = 0;
        switch (filter) {
        case 0:
            break;
        case 1:
            add = left;
            break;
        case 2:
            add = up;
            break;
        case 3:
            add = (left + up) / 2;
            break;
        case 4:
            add = paeth((int)left, (int)up, (int)corner);
            break;
        default:
            return false;
        }
        row[i] = (unsigned char)(row[i] + add);
    }
    return true;
}

// Sample `index` of a row, at the file's own depth.
static unsigned sample(const struct source *source, const unsigned char *row, size_t index)
{
    if (source->depth == 16)
        return (unsigned)row[2 * index] << 8 | row[2 * index + 1];
    size_t bit = index * source->depth;
    return row[bit / 8] >> (8 - source->depth - bit % 8) & ((1u << source->depth) - 1);
}

static unsigned char to_eight(const struct source *source, unsigned value)
{
    return (unsigned char)(value * 255u / ((1u << source->depth) - 1));
}

static bool is_keyed(const struct source *source, const unsigned *values, unsigned channels)
{
    if (source->n_transparent < 2 * (size_t)channels)
        return false;
    for (unsigned i = 0; i < channels; i++) {
        const unsigned char *key = source->transparent + 2 * (size_t)i;
        if (values[i] != ((unsigned)key[0] << 8 | key[1]))
            return false;
    }
    return true;
}

static unsigned char put_pixel(const struct source *source, const unsigned *values,
                               unsigned char *out)
{
    if (source->type == TYPE_PALETTE) {
        size_t index = MIN(values[0], source->n_palette - 1);
        memcpy(out, source->palette + 3 * index, 3);
        return index < source->n_transparent ? source->transparent[index] : 255;
    }
    unsigned channels = source->type & 2 ? 3 : 1;
    for (unsigned i = 0; i < channels; i++)
        out[i] = to_eight(source, values[i]);
    if (source->samples > channels)
        return to_eight(source, values[channels]);
    return is_keyed(source, values, channels) ? 0 : 255;
}

static void put_row(const struct source *source, const struct pass *pass, const unsigned char *row,
                    uint32_t y, struct png *png)
{
    uint32_t width = pass_size(source->width, pass->x, pass->step_x);
    for (uint32_t i = 0; i < width; i++) {
        unsigned values[4];
        for (unsigned s = 0; s < source->samples; s++)
            values[s] = sample(source, row, (size_t)i * source->samples + s);
        size_t at = (size_t)y * source->width + pass->x + (size_t)i * pass->step_x;
        png->alpha->str[at] = (char)put_pixel(
            source, values, (unsigned char *)png->samples->str + at * png->channels);
    }
}

static bool put_pass(const struct source *source, const struct pass *pass, unsigned char *raw,
                     struct png *png)
{
    uint32_t width = pass_size(source->width, pass->x, pass->step_x);
    uint32_t height = pass_size(source->height, pass->y, pass->step_y);
    size_t n = row_bytes(source, width), pixel = MAX(1, source->samples * source->depth / 8);
    unsigned char *above = NULL;
    for (uint32_t i = 0; width && i < height; i++) {
        unsigned char *row = raw + i * (n + 1);
        if (!unfilter(row + 1, above, n, pixel, row[0]))
            return false;
        put_row(source, pass, row + 1, pass->y + i * pass->step_y, png);
        above = row + 1;
    }
    return true;
}

static bool put_passes(const struct source *source, struct png *png)
{
    if (!source->interlaced)
        return put_pass(source, &whole, source->raw, png);
    unsigned char *raw = source->raw;
    for (size_t i = 0; i < G_N_ELEMENTS(adam7); i++) {
        if (!put_pass(source, &adam7[i], raw, png))
            return false;
        raw += pass_bytes(source, &adam7[i]);
    }
    return true;
}

static bool is_opaque(const GString *alpha)
{
    for (gsize i = 0; i < alpha->len; i++)
        if ((unsigned char)alpha->str[i] != 255)
            return false;
    return true;
}

static bool png_decode(const struct source *source, struct png *png, GError **error)
{
    png->width = source->width;
    png->height = source->height;
    png->channels = source->type & 2 ? 3 : 1;
    size_t pixels = (size_t)source->width * source->height;
    png->samples = g_string_new(NULL);
    g_string_set_size(png->samples, pixels * png->channels);
    png->alpha = g_string_new(NULL);
    g_string_set_size(png->alpha, pixels);
    if (!put_passes(source, png))
        return bad(error, "an unknown filter");
    if (is_opaque(png->alpha)) {
        g_string_free(png->alpha, TRUE);
        png->alpha = NULL;
    }
    return true;
}

bool png_read(const void *data, size_t n, struct png *ret, GError **error)
{
    struct source source = {.packed = g_string_new(NULL)};
    *ret = (struct png){0};
    bool ok = read_chunks(&source, data, n, error) && unpack(&source, error) &&
              png_decode(&source, ret, error);
    if (!ok)
        png_clear(ret);
    g_free(source.raw);
    g_string_free(source.packed, TRUE);
    return ok;
}

void png_clear(struct png *png)
{
    if (png->samples)
        g_string_free(png->samples, TRUE);
    if (png->alpha)
        g_string_free(png->alpha, TRUE);
    *png = (struct png){0};
}

// SPDX-License-Identifier: MIT
#include "paint/png_rows.h"

#include "paint/image.h"

#include <libdeflate.h>
#include <string.h>

enum { GREY = 0, RGB = 2, FILTERS = 5 };

static uint32_t be32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

struct png_chunk {
    const unsigned char *type, *data;
    size_t n;
};

// The chunk at *at, which is moved past it; false if it is not whole.
static bool next_chunk(const unsigned char *png, size_t n, size_t *at, struct png_chunk *ret)
{
    if (n - *at < 12)
        return false;
    size_t length = be32(png + *at);
    if (length > n - *at - 12)
        return false;
    *ret = (struct png_chunk){png + *at + 4, png + *at + 8, length};
    *at += length + 12;
    return libdeflate_crc32(0, ret->type, length + 4) == be32(ret->data + length);
}

static bool is_type(const struct png_chunk *chunk, const char *type)
{
    return memcmp(chunk->type, type, 4) == 0;
}

static bool read_header(const struct png_chunk *chunk, struct image *ret)
{
    if (!is_type(chunk, "IHDR") || chunk->n != 13)
        return false;
    ret->width = be32(chunk->data);
    ret->height = be32(chunk->data + 4);
    ret->channels = chunk->data[9] == RGB ? 3 : 1;
    bool plain = chunk->data[8] == 8 && (chunk->data[9] == GREY || chunk->data[9] == RGB) &&
                 !chunk->data[10] && !chunk->data[11] && !chunk->data[12];
    return plain && ret->width && ret->height && ret->width <= IMAGE_MOST_SIDE &&
           ret->height <= IMAGE_MOST_SIDE &&
           (uint64_t)ret->width * ret->height <= IMAGE_MOST_PIXELS;
}

// The packed rows from all their chunks; NULL where a chunk is damaged or says more than rows do.
static GByteArray *join_rows(const unsigned char *png, size_t n, struct image *ret)
{
    GByteArray *rows = g_byte_array_new();
    size_t at = 8;
    struct png_chunk chunk;
    bool ok = n > at && next_chunk(png, n, &at, &chunk) && read_header(&chunk, ret), ended = false;
    while (ok && !ended) {
        ok = next_chunk(png, n, &at, &chunk) && !is_type(&chunk, "tRNS");
        if (ok && is_type(&chunk, "IDAT"))
            g_byte_array_append(rows, chunk.data, (guint)chunk.n);
        ended = ok && is_type(&chunk, "IEND");
    }
    if (ok)
        return rows;
    g_byte_array_unref(rows);
    return NULL;
}

static bool filters_are_known(const unsigned char *rows, size_t height, size_t stride)
{
    for (size_t y = 0; y < height; y++)
        if (rows[y * stride] >= FILTERS)
            return false;
    return true;
}

// Whether they unpack to all rows and nothing more.
static bool are_whole(const GByteArray *packed, const struct image *image)
{
    size_t stride = 1 + (size_t)image->width * image->channels, n = stride * image->height, read;
    unsigned char *rows = g_malloc(n);
    struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
    bool whole = unpacker &&
                 libdeflate_zlib_decompress_ex(unpacker, packed->data, packed->len, rows, n, &read,
                                               NULL) == LIBDEFLATE_SUCCESS &&
                 read == packed->len && filters_are_known(rows, image->height, stride);
    libdeflate_free_decompressor(unpacker);
    g_free(rows);
    return whole;
}

// A writer that did not pack at all says so in the second byte (RFC 1950, FLEVEL).
static bool are_packed(const GByteArray *packed)
{
    return packed->len > 2 && packed->data[1] >> 6 > 0;
}

bool png_rows_take(const struct image *image, struct image *ret)
{
    size_t n;
    const unsigned char *png = g_bytes_get_data(image->bytes, &n);
    *ret = (struct image){.kind = IMAGE_ROWS, .path = image->path};
    GByteArray *packed = join_rows(png, n, ret);
    bool whole = packed && are_packed(packed) && are_whole(packed, ret);
    if (whole)
        ret->bytes = g_byte_array_free_to_bytes(packed);
    else if (packed)
        g_byte_array_unref(packed);
    return whole;
}

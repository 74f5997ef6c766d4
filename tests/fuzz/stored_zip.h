// SPDX-License-Identifier: MIT
// A ZIP made of what a fuzzer gives: parts with a NUL between, so that the parts and not their
// digests are what is tried.
#ifndef WARRAQ_FUZZ_STORED_ZIP_H
#define WARRAQ_FUZZ_STORED_ZIP_H

#include <glib.h>
#include <libdeflate.h>
#include <string.h>

struct stored_part {
    const char *name, *otherwise; /* what stands where the fuzzer gives nothing */
};

static inline void put(GByteArray *out, uint32_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++) {
        guint8 byte = (guint8)(value >> (8 * i));
        g_byte_array_append(out, &byte, 1);
    }
}

/* What a local header and the central directory say alike. */
static inline void put_common(GByteArray *out, const char *name, const uint8_t *data, size_t n)
{
    put(out, 20, 2);
    put(out, 0, 2); // flags
    put(out, 0, 2); // stored
    put(out, 0x00215000, 4);
    put(out, libdeflate_crc32(0, data, n), 4);
    put(out, (uint32_t)n, 4);
    put(out, (uint32_t)n, 4);
    put(out, (uint32_t)strlen(name), 2);
    put(out, 0, 2);
}

static inline void put_entry(GByteArray *out, GByteArray *directory, const char *name,
                             const uint8_t *data, size_t n)
{
    uint32_t at = out->len;
    put(out, 0x04034b50, 4);
    put_common(out, name, data, n);
    g_byte_array_append(out, (const guint8 *)name, (guint)strlen(name));
    g_byte_array_append(out, data, (guint)n);
    put(directory, 0x02014b50, 4);
    put(directory, 20, 2);
    put_common(directory, name, data, n);
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, 0, 4);
    put(directory, at, 4);
    g_byte_array_append(directory, (const guint8 *)name, (guint)strlen(name));
}

static inline void put_end(GByteArray *out, const GByteArray *directory, size_t count)
{
    uint32_t at = out->len;
    g_byte_array_append(out, directory->data, directory->len);
    put(out, 0x06054b50, 4);
    put(out, 0, 4);
    put(out, (uint32_t)count, 2);
    put(out, (uint32_t)count, 2);
    put(out, directory->len, 4);
    put(out, at, 4);
    put(out, 0, 2);
}

/* The caller unrefs it. */
static inline GByteArray *stored_zip(const struct stored_part *parts, size_t count,
                                     const uint8_t *data, size_t size)
{
    GByteArray *out = g_byte_array_new(), *directory = g_byte_array_new();
    for (size_t i = 0; i < count; i++) {
        const uint8_t *end = size ? memchr(data, 0, size) : NULL;
        size_t n = end ? (size_t)(end - data) : size;
        const char *otherwise = parts[i].otherwise;
        if (n)
            put_entry(out, directory, parts[i].name, data, n);
        else
            put_entry(out, directory, parts[i].name, (const uint8_t *)otherwise, strlen(otherwise));
        data += n + (end != NULL);
        size -= n + (end != NULL);
    }
    put_end(out, directory, count);
    g_byte_array_unref(directory);
    return out;
}

#endif

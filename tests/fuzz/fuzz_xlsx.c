// SPDX-License-Identifier: MIT
// Signatories in a workbook of Excel's. The input is its parts with a NUL between: the sheet, the
// shared strings, the styles, the workbook; the ZIP around them is made here, so that the parts and
// not their digests are what is tried.
#include "reading.h"

#include <libdeflate.h>
#include <string.h>

static const struct part {
    const char *name, *otherwise;
} parts[] = {
    {"xl/worksheets/sheet1.xml", "<worksheet/>"},
    {"xl/sharedStrings.xml", "<sst/>"},
    {"xl/styles.xml", "<styleSheet/>"},
    {"xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='r1'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"},
};

static void put(GByteArray *out, uint32_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++) {
        guint8 byte = (guint8)(value >> (8 * i));
        g_byte_array_append(out, &byte, 1);
    }
}

// What a local header and the central directory say alike.
static void put_common(GByteArray *out, const char *name, const uint8_t *data, size_t n)
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

static void put_entry(GByteArray *out, GByteArray *directory, const char *name, const uint8_t *data,
                      size_t n)
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

static void put_end(GByteArray *out, const GByteArray *directory)
{
    uint32_t at = out->len;
    g_byte_array_append(out, directory->data, directory->len);
    put(out, 0x06054b50, 4);
    put(out, 0, 4);
    put(out, G_N_ELEMENTS(parts), 2);
    put(out, G_N_ELEMENTS(parts), 2);
    put(out, directory->len, 4);
    put(out, at, 4);
    put(out, 0, 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GByteArray *out = g_byte_array_new(), *directory = g_byte_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
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
    put_end(out, directory);
    fuzz_list("list.xlsx", out->data, out->len);
    g_byte_array_unref(out);
    g_byte_array_unref(directory);
    return 0;
}

// SPDX-License-Identifier: MIT
#include "edition/woff2.h"

#include "base/big_endian.h"
#include "base/error.h"

#include "edition/lazy_brotli.h"
#include <hb-subset.h>
#include <stdbool.h>
#include <string.h>

enum { SFNT_HEAD = 12, SFNT_ROW = 16, WOFF_HEAD = 48, OWN_TAG = 63, AS_IT_IS = 3 << 6 };

// A table of the face, where its bytes lie in the file.
struct sfnt_table {
    uint32_t tag, length;
    const uint8_t *bytes;
};

// UIntBase128: seven bits a byte, the highest first (section 4.1).
static void put_base_128(GString *out, uint32_t value)
{
    for (int shift = 28; shift >= 0; shift -= 7) {
        uint8_t byte = (uint8_t)(value >> shift & 0x7F) | (shift ? 0x80 : 0);
        if (shift == 0 || value >> shift)
            g_string_append_c(out, (char)byte);
    }
}

static hb_blob_t *subset(hb_face_t *face, const hb_set_t *characters)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_set(hb_subset_input_unicode_set(input), characters);
    hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(features);
    hb_set_invert(features);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *part = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    hb_blob_t *blob = part ? hb_face_reference_blob(part) : NULL;
    hb_face_destroy(part);
    return blob;
}

static int by_tag(const void *a, const void *b)
{
    const struct sfnt_table *one = a, *other = b;
    return (one->tag > other->tag) - (one->tag < other->tag);
}

// The tables by their tags; `loca` comes next after `glyf` so.
static GArray *read_tables(const uint8_t *data, unsigned n)
{
    GArray *tables = g_array_new(FALSE, FALSE, sizeof(struct sfnt_table));
    unsigned count = n >= SFNT_HEAD ? big_get16(data + 4) : 0;
    for (unsigned i = 0; i < count && SFNT_HEAD + (i + 1) * SFNT_ROW <= n; i++) {
        const uint8_t *row = data + SFNT_HEAD + i * SFNT_ROW;
        uint32_t offset = big_get32(row + 8);
        struct sfnt_table table = {big_get32(row), big_get32(row + 12), data + offset};
        if (offset <= n && table.length <= n - offset)
            g_array_append_val(tables, table);
    }
    g_array_sort(tables, by_tag);
    return tables;
}

// One stream of all tables, packed.
static uint8_t *pack_tables(const GArray *tables, size_t *ret_n)
{
    GString *plain = g_string_new(NULL);
    for (guint i = 0; i < tables->len; i++) {
        const struct sfnt_table *table = &g_array_index(tables, struct sfnt_table, i);
        g_string_append_len(plain, (const char *)table->bytes, table->length);
    }
    *ret_n = BrotliEncoderMaxCompressedSize(plain->len);
    uint8_t *packed = g_malloc(*ret_n);
    bool ok = BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_FONT,
                                    plain->len, (const uint8_t *)plain->str, ret_n, packed);
    g_string_free(plain, TRUE);
    if (!ok)
        g_clear_pointer(&packed, g_free);
    return packed;
}

static void put_directory(GString *out, const GArray *tables)
{
    for (guint i = 0; i < tables->len; i++) {
        const struct sfnt_table *table = &g_array_index(tables, struct sfnt_table, i);
        bool outlines =
            table->tag == HB_TAG('g', 'l', 'y', 'f') || table->tag == HB_TAG('l', 'o', 'c', 'a');
        uint8_t flags = (uint8_t)(OWN_TAG | (outlines ? AS_IT_IS : 0));
        g_string_append_c(out, (char)flags);
        big_put32(out, table->tag);
        put_base_128(out, table->length);
    }
}

static GBytes *wrap(uint32_t flavor, const GArray *tables)
{
    size_t n;
    uint8_t *packed = pack_tables(tables, &n);
    if (!packed)
        return NULL;
    GString *directory = g_string_new(NULL), *out = g_string_new(NULL);
    put_directory(directory, tables);
    size_t whole = SFNT_HEAD + tables->len * (size_t)SFNT_ROW;
    for (guint i = 0; i < tables->len; i++)
        whole += (g_array_index(tables, struct sfnt_table, i).length + 3) & ~(size_t)3;
    big_put32(out, HB_TAG('w', 'O', 'F', '2'));
    big_put32(out, flavor);
    big_put32(out, (uint32_t)((WOFF_HEAD + directory->len + n + 3) & ~(size_t)3));
    big_put16(out, tables->len);
    big_put16(out, 0);
    big_put32(out, (uint32_t)whole);
    big_put32(out, (uint32_t)n);
    while (out->len < WOFF_HEAD) // no version, no metadata, nothing private
        big_put16(out, 0);
    g_string_append_len(out, directory->str, (gssize)directory->len);
    g_string_append_len(out, (const char *)packed, (gssize)n);
    while (out->len % 4)
        g_string_append_c(out, '\0');
    g_string_free(directory, TRUE);
    g_free(packed);
    return g_string_free_to_bytes(out);
}

GBytes *woff2_make(hb_face_t *face, const hb_set_t *characters, GError **error)
{
    unsigned n;
    hb_blob_t *blob = subset(face, characters);
    const uint8_t *data = blob ? (const uint8_t *)hb_blob_get_data(blob, &n) : NULL;
    GBytes *bytes = NULL;
    if (data && n >= SFNT_HEAD) {
        GArray *tables = read_tables(data, n);
        bytes = wrap(big_get32(data), tables);
        g_array_unref(tables);
    }
    hb_blob_destroy(blob);
    if (!bytes)
        fault_set(error, FAULT_INVALID, "a face cannot be cut down to what the page shows");
    return bytes;
}

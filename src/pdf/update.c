// SPDX-License-Identifier: MIT
#include "pdf/update.h"

#include "base/digest.h"
#include "pdf/object.h"

#include <libdeflate.h>
#include <string.h>

struct added {
    uint32_t number;
    uint64_t offset;
};

struct pdf_update {
    struct pdf_reader *reader;
    uint32_t next;
    uint64_t base; // bytes of the file
    GString *out;
    GArray *added; // struct added
};

struct pdf_update *pdf_update_new(struct pdf_reader *reader)
{
    struct pdf_update *update = g_new(struct pdf_update, 1);
    *update =
        (struct pdf_update){reader, pdf_reader_numbers(reader), pdf_reader_size(reader),
                            g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(struct added))};
    return update;
}

uint32_t pdf_update_reserve(struct pdf_update *update)
{
    return update->next++;
}

static void open_object(struct pdf_update *update, uint32_t number)
{
    struct added added = {number, update->base + update->out->len};
    g_array_append_val(update->added, added);
    pdf_int(update->out, number);
    g_string_append(update->out, " 0 obj\n");
}

void pdf_update_object(struct pdf_update *update, uint32_t number, const GString *text)
{
    open_object(update, number);
    g_string_append_len(update->out, text->str, (gssize)text->len);
    g_string_append(update->out, "\nendobj\n");
}

void pdf_update_stream(struct pdf_update *update, uint32_t number, GBytes *bytes)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
    size_t most = libdeflate_zlib_compress_bound(compressor, n);
    char *packed = g_malloc(most);
    size_t length = libdeflate_zlib_compress(compressor, data ? data : "", n, packed, most);
    open_object(update, number);
    g_string_append_printf(update->out, "<</Length %zu/Filter/FlateDecode>>\nstream\n", length);
    g_string_append_len(update->out, packed, (gssize)length);
    g_string_append(update->out, "\nendstream\nendobj\n");
    g_free(packed);
    libdeflate_free_compressor(compressor);
}

void pdf_update_copy(GString *out, struct pdf_value value, const char *const *keys)
{
    bool dictionary = pdf_value_is_dictionary(value);
    struct pdf_value rest = {value.at + (dictionary ? 2 : 0), value.end}, key, entry;
    g_string_append(out, "<<");
    while (dictionary && pdf_value_next(&rest, &key) && *key.at == '/' &&
           pdf_value_next(&rest, &entry)) {
        bool left_out = false;
        for (size_t i = 0; keys[i]; i++)
            left_out = left_out || pdf_value_is(key, keys[i]);
        if (left_out)
            continue;
        g_string_append_len(out, key.at, key.end - key.at);
        g_string_append_c(out, ' ');
        g_string_append_len(out, entry.at, entry.end - entry.at);
    }
}

// ---- the cross-reference ---------------------------------------------------------------------

static gint by_number(gconstpointer a, gconstpointer b)
{
    const struct added *one = a, *other = b;
    return one->number < other->number ? -1 : one->number > other->number;
}

enum { OFFSET_BYTES = 5 };

static void put_row(GString *out, uint64_t offset)
{
    g_string_append_c(out, 1);
    for (int i = OFFSET_BYTES - 1; i >= 0; i--)
        g_string_append_c(out, (char)(offset >> (8 * i)));
    g_string_append_c(out, 0);
}

static void put_entry(const struct pdf_update *update, GString *out, const char *key)
{
    struct pdf_value value = pdf_value_find(pdf_reader_trailer(update->reader), key);
    if (value.at == value.end)
        return;
    g_string_append_printf(out, "/%s ", key);
    g_string_append_len(out, value.at, value.end - value.at);
}

// The first identifier stays, the second is of what was added (ISO 32000-2, 14.4).
static void put_id(const struct pdf_update *update, GString *out)
{
    struct pdf_value id = pdf_reader_find(update->reader, pdf_reader_trailer(update->reader), "ID");
    struct pdf_value rest = pdf_value_inside(id), first;
    char hex[DIGEST_HEX_MAX + 1];
    if (!pdf_value_next(&rest, &first))
        return;
    digest_bytes(DIGEST_SHA256, update->out->str, update->out->len, hex);
    g_string_append(out, "/ID[");
    g_string_append_len(out, first.at, first.end - first.at);
    g_string_append_printf(out, "<%.32s>]", hex);
}

GString *pdf_update_finish(struct pdf_update *update)
{
    GString *out = update->out, *index = g_string_new(NULL), *rows = g_string_new(NULL);
    uint32_t own = pdf_update_reserve(update);
    GString *id = g_string_new(NULL);
    put_id(update, id);
    struct added added = {own, update->base + out->len};
    g_array_append_val(update->added, added);
    g_array_sort(update->added, by_number);
    for (guint i = 0; i < update->added->len; i++) {
        const struct added *one = &g_array_index(update->added, struct added, i);
        g_string_append_printf(index, "%s%u 1", i ? " " : "", one->number);
        put_row(rows, one->offset);
    }
    g_string_append_printf(
        out, "%u 0 obj\n<</Type/XRef/Size %u/W[1 %d 1]/Index[%s]/Prev %zu/Length %zu", own,
        update->next, OFFSET_BYTES, index->str, pdf_reader_start(update->reader), rows->len);
    put_entry(update, out, "Root");
    put_entry(update, out, "Info");
    g_string_append_len(out, id->str, (gssize)id->len);
    g_string_append(out, ">>\nstream\n");
    g_string_append_len(out, rows->str, (gssize)rows->len);
    g_string_append_printf(out, "\nendstream\nendobj\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n",
                           added.offset);
    g_string_free(index, TRUE);
    g_string_free(rows, TRUE);
    g_string_free(id, TRUE);
    g_array_unref(update->added);
    g_free(update);
    return out;
}

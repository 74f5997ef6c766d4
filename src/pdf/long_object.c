// SPDX-License-Identifier: MIT
#include "pdf/long_object.h"

#include "base/put.h"
#include "pdf/object.h"
#include "pdf/object_stream.h"
#include "pdf/rows.h"

#include <gio/gio.h>

// zlib, since libdeflate packs what it is given at once. Level 6 takes twice the time for as much.
enum { LEVEL = 5, PIECE = 16384 };

struct pdf_long_object {
    uint32_t id;
    size_t first; // where the object begins in its stream
    GConverter *packer;
    GString *packed;
    GString *held; // what fills no row yet
    char above[OBJECT_REFS_COLUMNS];
};

// Of memory alone: cannot fail but for want of room, which is given.
static void pack(struct pdf_long_object *object, const char *text, size_t n, GConverterFlags flags)
{
    GConverterResult result = G_CONVERTER_CONVERTED;
    bool ends = flags & G_CONVERTER_INPUT_AT_END;
    while (n > 0 || (ends && result != G_CONVERTER_FINISHED)) {
        GString *packed = object->packed;
        gsize used = 0, made = 0, before = packed->len;
        put_room(packed, PIECE);
        result = g_converter_convert(object->packer, text, n, packed->str + before, PIECE, flags,
                                     &used, &made, NULL);
        g_assert(result != G_CONVERTER_ERROR);
        put_end(packed, packed->str + before + made);
        text += used;
        n -= used;
    }
}

// What is held, as far as it fills rows; all of it at the end.
static void pack_rows(struct pdf_long_object *object, GConverterFlags flags)
{
    GString *held = object->held, *less = g_string_new(NULL);
    size_t whole = held->len - held->len % OBJECT_REFS_COLUMNS;
    rows_put(less, held->str, whole, OBJECT_REFS_COLUMNS, object->above);
    g_string_erase(held, 0, (gssize)whole);
    pack(object, less->str, less->len, flags);
    g_string_free(less, TRUE);
}

struct pdf_long_object *pdf_long_object_new(uint32_t id)
{
    struct pdf_long_object *object = g_new0(struct pdf_long_object, 1);
    object->id = id;
    object->packer = G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, LEVEL));
    object->packed = g_string_new(NULL);
    object->held = g_string_new(NULL);
    pdf_int(object->held, id);
    put_text(object->held, " 0 ");
    object->first = object->held->len;
    return object;
}

void pdf_long_object_put(struct pdf_long_object *object, const char *text, size_t n)
{
    put_bytes(object->held, text, n);
    pack_rows(object, G_CONVERTER_NO_FLAGS);
}

void pdf_long_object_finish(struct pdf_long_object *object, struct pdf_writer *writer)
{
    put_text(object->held, "\n");
    rows_fill(object->held, OBJECT_REFS_COLUMNS);
    pack_rows(object, G_CONVERTER_INPUT_AT_END);
    pdf_writer_packed(writer, object->id, object->first, g_steal_pointer(&object->packed));
    pdf_long_object_free(object);
}

void pdf_long_object_free(struct pdf_long_object *object)
{
    if (!object)
        return;
    g_object_unref(object->packer);
    g_string_free(object->held, TRUE);
    if (object->packed)
        g_string_free(object->packed, TRUE);
    g_free(object);
}

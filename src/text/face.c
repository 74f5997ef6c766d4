// SPDX-License-Identifier: MIT
#include "text/face.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/memory.h"
#include "text/outline.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

struct face_more {
    char sha512[DIGEST_HEX_MAX + 1]; /* "" until asked for */
    bool stroke_known;
    struct face_stroke stroke;
    GHashTable *kept[FACE_KINDS]; /* NULL until asked for */
};

static char *face_name(hb_face_t *hb_face, hb_ot_name_id_t id)
{
    char text[256];
    unsigned n = sizeof text;
    hb_ot_name_get_utf8(hb_face, id, HB_LANGUAGE_INVALID, &n, text);
    return g_strndup(text, n < sizeof text ? n : 0);
}

// "Version 0.113;dev" and the like, down to the number.
static char *face_version(hb_face_t *hb_face)
{
    char *text = face_name(hb_face, HB_OT_NAME_ID_VERSION_STRING);
    size_t skip = strcspn(text, "0123456789");
    size_t n = strspn(text + skip, "0123456789.");
    char *number = g_strndup(text + skip, n);
    g_free(text);
    return number;
}

static bool face_has_table(hb_face_t *hb_face, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(hb_face, tag);
    bool has = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return has;
}

static hb_face_t *map_face(const char *path, int index, GError **error)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (!blob) {
        fault_set(error, FAULT_IO, "%s: error: the face cannot be read [face]", path);
        return NULL;
    }
    hb_face_t *hb_face = hb_face_create(blob, (unsigned)index);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(hb_face) > 0)
        return hb_face;
    fault_set(error, FAULT_INVALID, "%s: error: not a font [face]", path);
    hb_face_destroy(hb_face);
    return NULL;
}

static hb_font_t *unscaled_font(hb_face_t *hb_face)
{
    hb_font_t *font = hb_font_create(hb_face);
    int upem = (int)hb_face_get_upem(hb_face);
    hb_font_set_scale(font, upem, upem);
    hb_ot_font_set_funcs(font);
    hb_font_make_immutable(font);
    return font;
}

struct face *face_open(const char *path, int index, bool bold, bool italic, GError **error)
{
    hb_face_t *hb_face = map_face(path, index, error);
    if (!hb_face)
        return NULL;
    struct face *face = g_new0(struct face, 1);
    hb_face_make_immutable(hb_face);
    face->hb_face = hb_face;
    face->hb_font = unscaled_font(hb_face);
    face->path = g_strdup(path);
    face->file = strrchr(face->path, '/') ? strrchr(face->path, '/') + 1 : face->path;
    face->index = index;
    face->family = face_name(hb_face, HB_OT_NAME_ID_FONT_FAMILY);
    face->style = face_name(hb_face, HB_OT_NAME_ID_FONT_SUBFAMILY);
    face->version = face_version(hb_face);
    face->postscript_name = face_name(hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    face->upem = hb_face_get_upem(hb_face);
    hb_font_extents_t extents;
    if (hb_font_get_h_extents(face->hb_font, &extents)) {
        face->ascender = extents.ascender;
        face->descender = extents.descender;
    }
    face->bold = bold;
    face->italic = italic;
    face->cff = face_has_table(hb_face, HB_TAG('C', 'F', 'F', ' ')) ||
                face_has_table(hb_face, HB_TAG('C', 'F', 'F', '2'));
    face->priv = g_new0(struct face_more, 1);
    return face;
}

void face_free(struct face *face)
{
    if (!face)
        return;
    hb_font_destroy(face->hb_font);
    hb_face_destroy(face->hb_face);
    g_free((char *)face->path);
    g_free((char *)face->family);
    g_free((char *)face->style);
    g_free((char *)face->version);
    g_free((char *)face->postscript_name);
    struct face_more *more = face->priv;
    for (int kind = 0; kind < FACE_KINDS; kind++)
        if (more->kept[kind])
            g_hash_table_unref(more->kept[kind]);
    g_free(more);
    g_free(face);
}

bool face_covers(const struct face *face, hb_codepoint_t character)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->hb_font, character, &glyph) != 0;
}

const char *face_sha512(const struct face *face)
{
    struct face_more *more = face->priv;
    if (more->sha512[0] == '\0') {
        // The very bytes the face was opened from: the file could be another by now, or gone.
        hb_blob_t *blob = hb_face_reference_blob(face->hb_face);
        unsigned n;
        const char *data = hb_blob_get_data(blob, &n);
        digest_bytes(DIGEST_SHA512, data, n, more->sha512);
        hb_blob_destroy(blob);
    }
    return more->sha512;
}

// The glyph that stands for a tatweel between two letters: the nominal one may be blank, as Amiri's
// is.
static uint32_t find_tatweel(const struct face *face)
{
    static const char beh[] = "\u0628";
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, "\u0628\u0640\u0628", -1, 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_RTL);
    hb_buffer_set_script(buffer, HB_SCRIPT_ARABIC);
    hb_buffer_set_language(buffer, hb_language_from_string("ar", -1));
    hb_shape(face->hb_font, buffer, NULL, 0);
    if (!hb_buffer_allocation_successful(buffer))
        memory_end(0);
    unsigned n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
    uint32_t found = 0;
    for (unsigned i = 0; i < n; i++)
        if (infos[i].cluster == sizeof beh - 1)
            found = infos[i].codepoint;
    hb_buffer_destroy(buffer);
    return found;
}

bool face_slants(const struct face *face)
{
    return strstr(face->family, "Nastaliq") || strstr(face->family, "Ruqaa");
}

static struct face_stroke measure_stroke(const struct face *face)
{
    struct face_stroke none = {0, 0};
    if (face->cff || face_slants(face) || !face_covers(face, 0x640) || !face_covers(face, 0x628))
        return none;
    struct arena *arena = arena_new();
    struct outline outline;
    struct outline_span spans[OUTLINE_SPANS];
    size_t n = 0;
    if (outline_read(face, find_tatweel(face), arena, &outline) && outline.n_ends > 0) {
        struct outline_box box = outline_box(&outline, 0);
        n = outline_cut(&outline, NULL, (box.x0 + box.x1) / 2.0, spans);
    }
    arena_free(arena);
    return n == 1 ? (struct face_stroke){(int)lround(spans[0].low), (int)lround(spans[0].high)}
                  : none;
}

struct face_stroke face_stroke(const struct face *face)
{
    struct face_more *more = face->priv;
    if (!more->stroke_known)
        more->stroke = measure_stroke(face);
    more->stroke_known = true;
    return more->stroke;
}

GHashTable *face_kept(const struct face *face, enum face_kind kind)
{
    struct face_more *more = face->priv;
    if (!more->kept[kind])
        more->kept[kind] = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return more->kept[kind];
}

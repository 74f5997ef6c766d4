// SPDX-License-Identifier: MIT
#include "pdf/subset.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/memory.h"
#include "pdf/cff.h"

#include <hb-subset.h>
#include <string.h>

// The glyphs that the codes draw of the face (guest 0) or of a guest.
static void add_glyphs(const struct pdf_font *font, unsigned guest, hb_set_t *glyphs)
{
    for (guint i = 0; guest == 0 && i < font->codes->len; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        if (code->composite == NO_COMPOSITE)
            hb_set_add(glyphs, code->glyph);
    }
    for (guint i = 0; i < font->composites->len; i++) {
        const struct pdf_composite *made =
            &g_array_index(font->composites, struct pdf_composite, i);
        for (size_t part = 0; part < made->n_parts; part++)
            if (made->parts[part].guest == guest && made->parts[part].id <= 0xFFFF)
                hb_set_add(glyphs, made->parts[part].id);
    }
}

// Only what a PDF embeds is shown to hb-subset: the layout tables would add glyphs, and walking the
// character map of a CJK face costs more than all the rest.
static hb_blob_t *outline_table(hb_face_t *unused, hb_tag_t tag, void *face)
{
    static const char needed[][5] = {"head", "hhea", "hmtx", "maxp", "loca", "glyf", "CFF "};
    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
        if (tag == HB_TAG(needed[i][0], needed[i][1], needed[i][2], needed[i][3]))
            return hb_face_reference_table(face, tag);
    return NULL;
}

static hb_subset_input_t *cut_input(const struct pdf_font *font, unsigned guest)
{
    hb_subset_input_t *input = memory_must(hb_subset_input_create_or_fail());
    // What outlines share packs worse than what stands written out: of 72 Han signs 17.0 and 14.5
    // kB.
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE |
                                         HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    add_glyphs(font, guest, hb_subset_input_glyph_set(input));
    return input;
}

static void cut_face(hb_face_t *face, hb_subset_input_t *input, struct pdf_cut *cut)
{
    hb_face_t *outlines = hb_face_create_for_tables(outline_table, face, NULL);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(outlines, input);
    *cut = (struct pdf_cut){.face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL};
    if (cut->face) {
        // (the cast: later releases of HarfBuzz return it without const)
        cut->to_new = hb_map_reference((hb_map_t *)hb_subset_plan_old_to_new_glyph_mapping(plan));
        cut->n_glyphs = hb_face_get_glyph_count(cut->face);
    }
    hb_subset_plan_destroy(plan);
    hb_face_destroy(outlines);
}

static bool cut_make(const struct pdf_font *font, unsigned guest, struct pdf_cut *cut)
{
    struct pdf_reuse *reuse = pdf_writer_reuse(font->writer);
    hb_face_t *face = guest ? font->guests->pdata[guest - 1] : font->face.hb_face;
    hb_subset_input_t *input = cut_input(font, guest);
    // Planning adds to the set, so it is looked up before.
    hb_set_t *glyphs = hb_set_create();
    hb_set_union(glyphs, hb_subset_input_glyph_set(input));
    if (!hb_set_allocation_successful(glyphs))
        memory_end(0);
    if (!pdf_reuse_find_cut(reuse, face, glyphs, cut)) {
        cut_face(face, input, cut);
        if (cut->face)
            pdf_reuse_keep_cut(reuse, face, glyphs, cut);
    }
    hb_set_destroy(glyphs);
    hb_subset_input_destroy(input);
    return cut->face != NULL;
}

static void move_part(const struct pdf_font *font, const struct pdf_cut *cuts,
                      struct pdf_part *part)
{
    if (part->id <= 0xFFFF) {
        part->id = hb_map_get(cuts[part->guest].to_new, part->id);
        return;
    }
    gpointer place = g_hash_table_lookup(font->drawn_at, drawn_key(part->guest, part->id));
    part->id = GPOINTER_TO_UINT(place) - 1;
    part->guest = PDF_DRAWN;
}

// The composites with their parts named as the cut faces name them.
static struct pdf_composite *move_parts(struct pdf_font *font, const struct pdf_cut *cuts)
{
    size_t n = font->composites->len;
    const struct pdf_composite *made = (const struct pdf_composite *)(void *)font->composites->data;
    struct pdf_composite *moved = ARENA_ARRAY(font->arena, struct pdf_composite, n);
    for (size_t i = 0; i < n; i++) {
        struct pdf_part *parts =
            arena_memdup(font->arena, made[i].parts, made[i].n_parts * sizeof *parts);
        for (size_t part = 0; part < made[i].n_parts; part++)
            move_part(font, cuts, &parts[part]);
        moved[i] = (struct pdf_composite){parts, made[i].n_parts, made[i].advance};
    }
    return moved;
}

static void make_truetype(struct pdf_font *font, const struct pdf_cut *cuts,
                          struct pdf_subset *subset)
{
    size_t n = font->guests->len;
    hb_face_t **guests = g_new0(hb_face_t *, n + 1);
    subset->first_composite = cuts[0].n_glyphs;
    for (size_t i = 0; i < n; i++) {
        guests[i] = cuts[i + 1].face;
        subset->first_composite += cuts[i + 1].n_glyphs;
    }
    subset->first_composite += font->drawn->len;
    struct pdf_extras extras = {guests, n, font->drawn, move_parts(font, cuts),
                                font->composites->len};
    subset->file = pdf_truetype(cuts[0].face, font->face.units, &extras);
    g_free(guests);
}

// A glyph for each code, so that the code is its CID.
static void make_cff(struct pdf_font *font, const struct pdf_cut *cut, struct pdf_subset *subset)
{
    hb_blob_t *blob = hb_face_reference_table(cut->face, HB_TAG('C', 'F', 'F', ' '));
    unsigned n;
    const char *data = hb_blob_get_data(blob, &n);
    struct pdf_cff_slot *slots = ARENA_ARRAY(font->arena, struct pdf_cff_slot, font->codes->len);
    for (guint i = 0; i < font->codes->len; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        slots[i] = (struct pdf_cff_slot){code->code, hb_map_get(cut->to_new, code->glyph)};
    }
    subset->file = pdf_cff_recode(data, n, slots, font->codes->len);
    hb_blob_destroy(blob);
}

// Six letters that differ where the files do (9.6.4).
static char *subset_name(const GString *file, const char *name)
{
    char hex[DIGEST_HEX_MAX + 1], tag[7] = "";
    digest_bytes(DIGEST_SHA256, file->str, file->len, hex);
    for (int i = 0; i < 6; i++) {
        int byte = g_ascii_xdigit_value(hex[2 * i]) * 16 + g_ascii_xdigit_value(hex[2 * i + 1]);
        tag[i] = (char)('A' + byte % 26);
    }
    return g_strdup_printf("%s+%s", tag, name);
}

static bool make_file(struct pdf_font *font, struct pdf_subset *ret)
{
    struct pdf_cut *cuts = g_new0(struct pdf_cut, font->guests->len + 1);
    bool ok = true;
    for (unsigned guest = 0; guest <= font->guests->len && ok; guest++)
        ok = cut_make(font, guest, &cuts[guest]);
    if (ok && font->face.cff)
        make_cff(font, &cuts[0], ret);
    else if (ok)
        make_truetype(font, cuts, ret);
    if (ret->file) {
        ret->name = subset_name(ret->file, font->face.name);
        ret->to_new = hb_map_reference(cuts[0].to_new);
    }
    for (unsigned guest = 0; guest <= font->guests->len; guest++)
        pdf_cut_clear(&cuts[guest]);
    g_free(cuts);
    return ret->file != NULL;
}

// ---- Files made before --------------------------------------------------------------------

static void add_number(GByteArray *key, uint32_t number)
{
    g_byte_array_append(key, (const guint8 *)&number, sizeof number);
}

static void add_parts(GByteArray *key, const struct pdf_font *font,
                      const struct pdf_composite *made)
{
    add_number(key, (uint32_t)made->n_parts);
    add_number(key, (uint32_t)made->advance);
    g_byte_array_append(key, (const guint8 *)made->parts,
                        (guint)(made->n_parts * sizeof *made->parts));
    for (size_t i = 0; i < made->n_parts; i++) {
        const struct pdf_part *part = &made->parts[i];
        if (part->id > 0xFFFF)
            add_number(key, GPOINTER_TO_UINT(g_hash_table_lookup(
                                font->drawn_at, drawn_key(part->guest, part->id))));
    }
}

// All that the file depends on.
static GByteArray *file_key(const struct pdf_font *font, hb_face_t *const *faces, size_t n_faces)
{
    GByteArray *key = g_byte_array_new();
    g_byte_array_append(key, (const guint8 *)faces, (guint)(n_faces * sizeof(hb_face_t *)));
    g_byte_array_append(key, (const guint8 *)font->face.name, (guint)strlen(font->face.name) + 1);
    add_number(key, font->face.units);
    add_number(key, font->codes->len);
    for (guint i = 0; i < font->codes->len; i++) {
        const struct code *code = &g_array_index(font->codes, struct code, i);
        bool own = code->composite == NO_COMPOSITE;
        uint32_t says[] = {code->code, own, own ? code->glyph : code->composite};
        g_byte_array_append(key, (const guint8 *)says, sizeof says);
    }
    add_number(key, font->composites->len);
    for (guint i = 0; i < font->composites->len; i++)
        add_parts(key, font, &g_array_index(font->composites, struct pdf_composite, i));
    for (guint i = 0; i < font->drawn->len; i++) {
        const GString *drawn = font->drawn->pdata[i];
        add_number(key, (uint32_t)drawn->len);
        g_byte_array_append(key, (const guint8 *)drawn->str, (guint)drawn->len);
    }
    return key;
}

static void take_made(const struct pdf_made *made, struct pdf_subset *ret)
{
    gsize n;
    const char *data = g_bytes_get_data(made->file, &n);
    *ret = (struct pdf_subset){hb_map_reference(made->to_new), made->first_composite,
                               g_string_new_len(data, (gssize)n), g_strdup(made->name)};
}

// A long list's are made once.
enum { KEPT_CODES_MOST = 4096 };

static bool make_or_find(struct pdf_font *font, struct pdf_reuse *reuse, struct pdf_subset *ret)
{
    size_t n = font->guests->len + 1;
    hb_face_t **faces = g_new(hb_face_t *, n);
    faces[0] = font->face.hb_face;
    for (size_t i = 1; i < n; i++)
        faces[i] = font->guests->pdata[i - 1];
    GByteArray *key = file_key(font, faces, n);
    const struct pdf_made *kept = pdf_reuse_find_made(reuse, key);
    bool ok = true;
    if (kept) {
        take_made(kept, ret);
        g_byte_array_unref(key);
    } else if ((ok = make_file(font, ret))) {
        struct pdf_made made = {g_bytes_new(ret->file->str, ret->file->len), g_strdup(ret->name),
                                hb_map_reference(ret->to_new), ret->first_composite};
        pdf_reuse_keep_made(reuse, key, faces, n, &made);
    } else {
        g_byte_array_unref(key);
    }
    g_free(faces);
    return ok;
}

bool pdf_subset_make(struct pdf_font *font, struct pdf_subset *ret, GError **error)
{
    *ret = (struct pdf_subset){0};
    struct pdf_reuse *reuse = pdf_writer_reuse(font->writer);
    bool keeps = reuse && font->codes->len <= KEPT_CODES_MOST;
    if (keeps ? make_or_find(font, reuse, ret) : make_file(font, ret))
        return true;
    fault_set(error, FAULT_INVALID, "cannot subset the face %s", font->face.name);
    return false;
}

void pdf_subset_clear(struct pdf_subset *subset)
{
    hb_map_destroy(subset->to_new);
    if (subset->file)
        g_string_free(subset->file, TRUE);
    g_free(subset->name);
}

uint32_t pdf_subset_glyph(const struct pdf_subset *subset, const struct code *code)
{
    return code->composite == NO_COMPOSITE ? hb_map_get(subset->to_new, code->glyph)
                                           : subset->first_composite + code->composite;
}

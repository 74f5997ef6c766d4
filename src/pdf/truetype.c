// SPDX-License-Identifier: MIT
#include "pdf/truetype.h"

#include "base/big_endian.h"

#include <string.h>

enum {
    ARGS_ARE_WORDS = 0x0001,
    ARGS_ARE_XY = 0x0002,
    HAS_SCALE = 0x0008,
    MORE_COMPONENTS = 0x0020,
    HAS_TWO_SCALES = 0x0040,
    HAS_MATRIX = 0x0080,
};
enum { DEPTH_MOST = 8 };

struct glyph_bounds {
    int x0, y0, x1, y1;
    bool ink;
};

// What maxp says of a glyph.
struct extent {
    unsigned points, contours, depth;
};

// The tables of one face.
struct glyph_source {
    GString *head, *hhea, *maxp, *hmtx, *loca, *glyf;
    unsigned n_glyphs, n_long;
    bool long_loca;
};

struct font_build {
    GString *glyf, *hmtx;
    GArray *loca;     // of uint32_t, one more than glyphs
    uint32_t *starts; // first glyph of the face and of each guest
    uint32_t drawn;   // first of those drawn for the font
    unsigned most_parts, advance_most;
    struct extent most; // over all glyphs
};

static int get_i16(const char *at)
{
    return (int16_t)big_get16(at);
}

static void set16(GString *at, size_t offset, unsigned value)
{
    at->str[offset] = (char)(value >> 8);
    at->str[offset + 1] = (char)value;
}

static GString *table_copy(hb_face_t *face, const char *tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
    unsigned n;
    const char *data = hb_blob_get_data(blob, &n);
    GString *copy = g_string_new_len(n ? data : "", n);
    hb_blob_destroy(blob);
    return copy;
}

static const char *glyph_data(const struct font_build *build, uint32_t id, size_t *ret_n)
{
    *ret_n = 0;
    if (id + 1 >= build->loca->len)
        return NULL;
    uint32_t start = g_array_index(build->loca, uint32_t, id);
    uint32_t end = g_array_index(build->loca, uint32_t, id + 1);
    if (end > build->glyf->len || start + 10 > end)
        return NULL;
    *ret_n = end - start;
    return build->glyf->str + start;
}

// A scale, two, or a matrix may follow a component's arguments.
static size_t scale_bytes(unsigned flags)
{
    return flags & HAS_SCALE ? 2 : flags & HAS_TWO_SCALES ? 4 : flags & HAS_MATRIX ? 8 : 0;
}

static struct extent glyph_extent(const struct font_build *build, uint32_t id, unsigned depth);

static struct extent composite_extent(const struct font_build *build, const char *glyph, size_t n,
                                      unsigned depth)
{
    struct extent sum = {0, 0, 1};
    unsigned flags = MORE_COMPONENTS;
    for (size_t at = 10; (flags & MORE_COMPONENTS) && at + 6 <= n;) {
        flags = big_get16(glyph + at);
        struct extent part = glyph_extent(build, big_get16(glyph + at + 2), depth + 1);
        sum.points += part.points;
        sum.contours += part.contours;
        sum.depth = MAX(sum.depth, part.depth + 1);
        at += 4 + (flags & ARGS_ARE_WORDS ? 4 : 2) +
              (flags & 0x0008   ? 2
               : flags & 0x0040 ? 4
               : flags & 0x0080 ? 8
                                : 0);
    }
    return sum;
}

static struct extent glyph_extent(const struct font_build *build, uint32_t id, unsigned depth)
{
    size_t n;
    const char *glyph = glyph_data(build, id, &n);
    if (!glyph || depth > DEPTH_MOST)
        return (struct extent){0, 0, 0};
    int contours = get_i16(glyph);
    if (contours < 0)
        return composite_extent(build, glyph, n, depth);
    if (contours == 0 || 10 + 2 * (size_t)contours > n)
        return (struct extent){0, 0, 0};
    return (struct extent){big_get16(glyph + 8 + 2 * contours) + 1, (unsigned)contours, 0};
}

static uint32_t part_glyph(const struct font_build *build, const struct pdf_part *part)
{
    return (part->guest == PDF_DRAWN ? build->drawn : build->starts[part->guest]) + part->id;
}

static int scaled(int value, const struct pdf_part *part)
{
    int product = value * part->scale;
    return (product + (product < 0 ? -PDF_SCALE_ONE / 2 : PDF_SCALE_ONE / 2)) / PDF_SCALE_ONE;
}

static void bounds_add(const struct font_build *build, const struct pdf_part *part,
                       struct glyph_bounds *bounds)
{
    size_t n;
    const char *glyph = glyph_data(build, part_glyph(build, part), &n);
    if (!glyph)
        return;
    struct glyph_bounds box = {scaled(get_i16(glyph + 2), part) + part->x,
                               scaled(get_i16(glyph + 4), part) + part->y,
                               scaled(get_i16(glyph + 6), part) + part->x,
                               scaled(get_i16(glyph + 8), part) + part->y, true};
    if (bounds->ink) {
        box.x0 = MIN(box.x0, bounds->x0);
        box.y0 = MIN(box.y0, bounds->y0);
        box.x1 = MAX(box.x1, bounds->x1);
        box.y1 = MAX(box.y1, bounds->y1);
    }
    *bounds = box;
}

static bool part_has_ink(const struct font_build *build, const struct pdf_part *part)
{
    size_t n;
    return glyph_data(build, part_glyph(build, part), &n) != NULL;
}

static void put_part(struct font_build *build, const struct pdf_part *part, bool more)
{
    bool scale = part->scale != PDF_SCALE_ONE;
    big_put16(build->glyf, ARGS_ARE_WORDS | ARGS_ARE_XY | (scale ? HAS_SCALE : 0) |
                               (more ? MORE_COMPONENTS : 0));
    big_put16(build->glyf, part_glyph(build, part));
    big_put16(build->glyf, (unsigned)part->x);
    big_put16(build->glyf, (unsigned)part->y);
    if (scale)
        big_put16(build->glyf, (unsigned)part->scale);
}

static void put_parts(struct font_build *build, const struct pdf_composite *composite)
{
    size_t last = composite->n_parts;
    while (last > 0 && !part_has_ink(build, &composite->parts[last - 1]))
        last--;
    for (size_t i = 0; i < last; i++)
        if (part_has_ink(build, &composite->parts[i]))
            put_part(build, &composite->parts[i], i + 1 < last);
}

static void build_note_extent(struct font_build *build, uint32_t id)
{
    struct extent extent = glyph_extent(build, id, 0);
    build->most.points = MAX(build->most.points, extent.points);
    build->most.contours = MAX(build->most.contours, extent.contours);
    build->most.depth = MAX(build->most.depth, extent.depth);
}

static void build_append(struct font_build *build, const struct pdf_composite *composite)
{
    struct glyph_bounds box = {0, 0, 0, 0, false};
    for (size_t i = 0; i < composite->n_parts; i++)
        bounds_add(build, &composite->parts[i], &box);
    if (box.ink) {
        big_put16(build->glyf, 0xFFFF); // minus one contour: a composite
        big_put16(build->glyf, (unsigned)box.x0);
        big_put16(build->glyf, (unsigned)box.y0);
        big_put16(build->glyf, (unsigned)box.x1);
        big_put16(build->glyf, (unsigned)box.y1);
        put_parts(build, composite);
        if (build->glyf->len % 2)
            g_string_append_c(build->glyf, '\0');
    }
    uint32_t end = (uint32_t)build->glyf->len;
    g_array_append_val(build->loca, end);
    big_put16(build->hmtx, (unsigned)composite->advance);
    big_put16(build->hmtx, (unsigned)box.x0);
    build->most_parts = MAX(build->most_parts, (unsigned)composite->n_parts);
    build->advance_most = MAX(build->advance_most, (unsigned)composite->advance);
    build_note_extent(build, build->loca->len - 2);
}

static void source_clear(struct glyph_source *source)
{
    GString *tables[] = {source->head, source->hhea, source->maxp,
                         source->hmtx, source->loca, source->glyf};
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        g_string_free(tables[i], TRUE);
}

static bool source_open(struct glyph_source *source, hb_face_t *face)
{
    *source = (struct glyph_source){.head = table_copy(face, "head"),
                                    .hhea = table_copy(face, "hhea"),
                                    .maxp = table_copy(face, "maxp"),
                                    .hmtx = table_copy(face, "hmtx"),
                                    .loca = table_copy(face, "loca"),
                                    .glyf = table_copy(face, "glyf")};
    if (source->head->len < 54 || source->hhea->len < 36 || source->maxp->len < 32)
        return false;
    source->n_glyphs = big_get16(source->maxp->str + 4);
    source->n_long = big_get16(source->hhea->str + 34);
    source->long_loca = big_get16(source->head->str + 50) != 0;
    return source->n_long > 0 && source->n_long <= source->n_glyphs &&
           source->hmtx->len >= 2u * source->n_glyphs + 2u * source->n_long &&
           source->loca->len >= (source->n_glyphs + 1u) * (source->long_loca ? 4 : 2);
}

static uint32_t source_place(const struct glyph_source *source, unsigned id)
{
    return source->long_loca ? big_get32(source->loca->str + 4 * id)
                             : 2 * big_get16(source->loca->str + 2 * id);
}

// Component ids move with the glyphs they name.
static void shift_components(GString *glyf, size_t start, uint32_t by)
{
    if (by == 0 || start + 10 > glyf->len || get_i16(glyf->str + start) >= 0)
        return;
    unsigned flags = MORE_COMPONENTS;
    for (size_t at = start + 10; (flags & MORE_COMPONENTS) && at + 6 <= glyf->len;) {
        flags = big_get16(glyf->str + at);
        set16(glyf, at + 2, big_get16(glyf->str + at + 2) + by);
        at += 4 + (flags & ARGS_ARE_WORDS ? 4 : 2) + scale_bytes(flags);
    }
}

// Long metrics for every glyph: the short tail of repeated advances cannot be followed by ours.
static void copy_metrics(struct font_build *build, const struct glyph_source *source, unsigned id)
{
    unsigned advance = MIN(id, source->n_long - 1);
    size_t bearing =
        id < source->n_long ? 4 * id + 2 : 4 * source->n_long + 2 * (id - source->n_long);
    g_string_append_len(build->hmtx, source->hmtx->str + 4 * advance, 2);
    g_string_append_len(build->hmtx, source->hmtx->str + bearing, 2);
    build->advance_most = MAX(build->advance_most, big_get16(source->hmtx->str + 4 * advance));
}

static bool build_add(struct font_build *build, const struct glyph_source *source)
{
    uint32_t first = build->loca->len - 1;
    for (unsigned id = 0; id < source->n_glyphs; id++) {
        uint32_t start = source_place(source, id), end = source_place(source, id + 1);
        if (start > end || end > source->glyf->len)
            return false;
        size_t at = build->glyf->len;
        g_string_append_len(build->glyf, source->glyf->str + start, end - start);
        shift_components(build->glyf, at, first);
        if (build->glyf->len % 2)
            g_string_append_c(build->glyf, '\0');
        uint32_t next = (uint32_t)build->glyf->len;
        g_array_append_val(build->loca, next);
        copy_metrics(build, source, id);
    }
    for (uint32_t id = first; id + 1 < build->loca->len; id++)
        build_note_extent(build, id);
    return true;
}

// Short offsets where they reach; they are half the size.
static GString *build_loca(const struct font_build *build, bool *ret_long)
{
    GString *out = g_string_new(NULL);
    *ret_long = build->glyf->len > 2 * 0xFFFF;
    for (guint i = 0; !*ret_long && i < build->loca->len; i++)
        *ret_long = g_array_index(build->loca, uint32_t, i) % 2 != 0;
    for (guint i = 0; i < build->loca->len; i++) {
        uint32_t offset = g_array_index(build->loca, uint32_t, i);
        if (*ret_long)
            big_put32(out, offset);
        else
            big_put16(out, offset / 2);
    }
    return out;
}

static void raise16(GString *table, size_t at, unsigned value)
{
    set16(table, at, MAX(big_get16(table->str + at), value));
}

static uint32_t checksum(const GString *table)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < table->len; i++)
        sum += (uint32_t)(unsigned char)table->str[i] << (8 * (3 - i % 4));
    return sum;
}

struct font_table {
    const char *tag;
    GString *data;
};

// The file, tables in tag order (OpenType 1.9, "Table directory").
static GString *sfnt_write(const struct font_table *tables, unsigned n)
{
    unsigned power = 1, log = 0;
    for (; power * 2 <= n; power *= 2)
        log++;
    GString *out = g_string_new(NULL);
    big_put32(out, 0x00010000);
    big_put16(out, n);
    big_put16(out, power * 16);
    big_put16(out, log);
    big_put16(out, n * 16 - power * 16);
    uint32_t offset = 12 + 16 * n;
    for (unsigned i = 0; i < n; i++) {
        g_string_append_len(out, tables[i].tag, 4);
        big_put32(out, checksum(tables[i].data));
        big_put32(out, offset);
        big_put32(out, (uint32_t)tables[i].data->len);
        offset += (uint32_t)((tables[i].data->len + 3) & ~(size_t)3);
    }
    for (unsigned i = 0; i < n; i++) {
        g_string_append_len(out, tables[i].data->str, (gssize)tables[i].data->len);
        while (out->len % 4)
            g_string_append_c(out, '\0');
    }
    return out;
}

static void head_set_adjustment(GString *file, size_t head_offset)
{
    uint32_t adjustment = 0xB1B0AFBA - checksum(file);
    set16(file, head_offset + 8, adjustment >> 16);
    set16(file, head_offset + 10, adjustment & 0xFFFF);
}

static GString *build_file(struct font_build *build, struct glyph_source *face, unsigned units)
{
    bool long_loca;
    GString *loca = build_loca(build, &long_loca);
    GString *head = face->head, *hhea = face->hhea, *maxp = face->maxp;
    unsigned n_glyphs = build->loca->len - 1;
    set16(head, 18, units);
    set16(head, 50, long_loca);
    memset(head->str + 8, 0, 4); // the checksum is of a file where it is 0
    set16(hhea, 10, build->advance_most);
    set16(hhea, 34, n_glyphs);
    set16(maxp, 4, n_glyphs);
    raise16(maxp, 6, build->most.points);
    raise16(maxp, 8, build->most.contours);
    raise16(maxp, 10, build->most.points);
    raise16(maxp, 12, build->most.contours);
    raise16(maxp, 28, build->most_parts);
    raise16(maxp, 30, build->most.depth);
    const struct font_table tables[] = {{"glyf", build->glyf}, {"head", head}, {"hhea", hhea},
                                        {"hmtx", build->hmtx}, {"loca", loca}, {"maxp", maxp}};
    GString *file = sfnt_write(tables, G_N_ELEMENTS(tables));
    head_set_adjustment(file, big_get32(file->str + 12 + 16 + 8));
    g_string_free(loca, TRUE);
    return file;
}

static bool build_add_face(struct font_build *build, hb_face_t *face, size_t place)
{
    struct glyph_source source;
    build->starts[place] = build->loca->len - 1;
    bool ok = source_open(&source, face) && build_add(build, &source);
    source_clear(&source);
    return ok;
}

static void build_draw(struct font_build *build, const GString *glyph)
{
    g_string_append_len(build->glyf, glyph->str, (gssize)glyph->len);
    if (build->glyf->len % 2)
        g_string_append_c(build->glyf, '\0');
    uint32_t end = (uint32_t)build->glyf->len;
    g_array_append_val(build->loca, end);
    big_put16(build->hmtx, 0);
    big_put16(build->hmtx, glyph->len ? big_get16(glyph->str + 2) : 0);
    build_note_extent(build, build->loca->len - 2);
}

static GString *build_finish(struct font_build *build, hb_face_t *face, unsigned units,
                             const struct pdf_extras *extras)
{
    struct glyph_source source;
    GString *file = NULL;
    build->drawn = build->loca->len - 1;
    for (guint i = 0; i < extras->drawn->len; i++)
        build_draw(build, extras->drawn->pdata[i]);
    for (size_t i = 0; i < extras->n_composites; i++)
        build_append(build, &extras->composites[i]);
    if (source_open(&source, face) && build->loca->len - 1 <= 0xFFFF)
        file = build_file(build, &source, units);
    source_clear(&source);
    return file;
}

GString *pdf_truetype(hb_face_t *face, unsigned units, const struct pdf_extras *extras)
{
    struct font_build build = {.glyf = g_string_new(NULL),
                               .hmtx = g_string_new(NULL),
                               .loca = g_array_new(FALSE, TRUE, sizeof(uint32_t)),
                               .starts = g_new0(uint32_t, extras->n_guests + 1)};
    g_array_set_size(build.loca, 1); // the first glyph starts at 0
    bool ok = build_add_face(&build, face, 0);
    for (size_t i = 0; i < extras->n_guests && ok; i++)
        ok = build_add_face(&build, extras->guests[i], i + 1);
    GString *file = ok ? build_finish(&build, face, units, extras) : NULL;
    g_string_free(build.glyf, TRUE);
    g_string_free(build.hmtx, TRUE);
    g_array_unref(build.loca);
    g_free(build.starts);
    return file;
}

// SPDX-License-Identifier: MIT
#include "pdf/truetype.h"

#include <string.h>

enum { ARGS_ARE_WORDS = 0x0001, ARGS_ARE_XY = 0x0002, MORE_COMPONENTS = 0x0020 };
enum { DEPTH_MOST = 8 };

struct bounds {
    int x0, y0, x1, y1;
    bool ink;
};

// What maxp says of a glyph.
struct extent {
    unsigned points, contours, depth;
};

struct build {
    GString *glyf, *hmtx;
    GArray *loca;      // of uint32_t, one more than glyphs
    unsigned n_glyphs; // the face's own
    unsigned most_parts;
    struct extent most;
    unsigned advance_most;
};

static unsigned get16(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;
    return (unsigned)byte[0] << 8 | byte[1];
}

static int get_i16(const char *at)
{
    return (int16_t)get16(at);
}

static uint32_t get32(const char *at)
{
    return (uint32_t)get16(at) << 16 | get16(at + 2);
}

static void put16(GString *out, unsigned value)
{
    g_string_append_c(out, (char)(value >> 8));
    g_string_append_c(out, (char)value);
}

static void put32(GString *out, uint32_t value)
{
    put16(out, value >> 16);
    put16(out, value & 0xFFFF);
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

static const char *glyph_data(const struct build *build, uint32_t id, size_t *ret_n)
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

static struct extent glyph_extent(const struct build *build, uint32_t id, unsigned depth);

static struct extent composite_extent(const struct build *build, const char *glyph, size_t n,
                                      unsigned depth)
{
    struct extent sum = {0, 0, 1};
    unsigned flags = MORE_COMPONENTS;
    for (size_t at = 10; (flags & MORE_COMPONENTS) && at + 6 <= n;) {
        flags = get16(glyph + at);
        struct extent part = glyph_extent(build, get16(glyph + at + 2), depth + 1);
        sum.points += part.points;
        sum.contours += part.contours;
        sum.depth = MAX(sum.depth, part.depth + 1);
        // Scale, two scales, or a matrix may follow the arguments.
        at += 4 + (flags & ARGS_ARE_WORDS ? 4 : 2) +
              (flags & 0x0008   ? 2
               : flags & 0x0040 ? 4
               : flags & 0x0080 ? 8
                                : 0);
    }
    return sum;
}

static struct extent glyph_extent(const struct build *build, uint32_t id, unsigned depth)
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
    return (struct extent){get16(glyph + 8 + 2 * contours) + 1, (unsigned)contours, 0};
}

static void bounds_add(const struct build *build, const struct pdf_part *part,
                       struct bounds *bounds)
{
    size_t n;
    const char *glyph = glyph_data(build, part->id, &n);
    if (!glyph)
        return;
    struct bounds box = {get_i16(glyph + 2) + part->x, get_i16(glyph + 4) + part->y,
                         get_i16(glyph + 6) + part->x, get_i16(glyph + 8) + part->y, true};
    if (bounds->ink) {
        box.x0 = MIN(box.x0, bounds->x0);
        box.y0 = MIN(box.y0, bounds->y0);
        box.x1 = MAX(box.x1, bounds->x1);
        box.y1 = MAX(box.y1, bounds->y1);
    }
    *bounds = box;
}

static void put_parts(struct build *build, const struct pdf_composite *composite)
{
    size_t last = 0;
    for (size_t i = 0; i < composite->n_parts; i++) {
        size_t n;
        if (glyph_data(build, composite->parts[i].id, &n))
            last = i;
    }
    for (size_t i = 0; i <= last; i++) {
        const struct pdf_part *part = &composite->parts[i];
        size_t n;
        if (!glyph_data(build, part->id, &n))
            continue; // a space among the parts draws nothing
        put16(build->glyf, ARGS_ARE_WORDS | ARGS_ARE_XY | (i < last ? MORE_COMPONENTS : 0));
        put16(build->glyf, part->id);
        put16(build->glyf, (unsigned)part->x);
        put16(build->glyf, (unsigned)part->y);
    }
}

static void build_append(struct build *build, const struct pdf_composite *composite)
{
    struct bounds box = {0, 0, 0, 0, false};
    for (size_t i = 0; i < composite->n_parts; i++)
        bounds_add(build, &composite->parts[i], &box);
    if (box.ink) {
        put16(build->glyf, 0xFFFF); // minus one contour: a composite
        put16(build->glyf, (unsigned)box.x0);
        put16(build->glyf, (unsigned)box.y0);
        put16(build->glyf, (unsigned)box.x1);
        put16(build->glyf, (unsigned)box.y1);
        put_parts(build, composite);
        if (build->glyf->len % 2)
            g_string_append_c(build->glyf, '\0');
    }
    uint32_t end = (uint32_t)build->glyf->len;
    g_array_append_val(build->loca, end);
    put16(build->hmtx, (unsigned)composite->advance);
    put16(build->hmtx, (unsigned)box.x0);
    build->most_parts = MAX(build->most_parts, (unsigned)composite->n_parts);
    build->advance_most = MAX(build->advance_most, (unsigned)composite->advance);
    struct extent extent = glyph_extent(build, build->loca->len - 2, 0);
    build->most.points = MAX(build->most.points, extent.points);
    build->most.contours = MAX(build->most.contours, extent.contours);
    build->most.depth = MAX(build->most.depth, extent.depth);
}

// Long metrics for every glyph: the short tail of repeated advances cannot be followed by ours.
static bool build_metrics(struct build *build, const GString *hmtx, unsigned n_long)
{
    if (n_long == 0 || n_long > build->n_glyphs ||
        hmtx->len < 4u * n_long + 2u * (build->n_glyphs - n_long))
        return false;
    build->hmtx = g_string_new_len(hmtx->str, 4 * n_long);
    for (unsigned i = n_long; i < build->n_glyphs; i++) {
        g_string_append_len(build->hmtx, hmtx->str + 4 * (n_long - 1), 2);
        g_string_append_len(build->hmtx, hmtx->str + 4 * n_long + 2 * (i - n_long), 2);
    }
    return true;
}

static bool build_places(struct build *build, const GString *loca, bool long_loca)
{
    build->loca = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (unsigned i = 0; i <= build->n_glyphs; i++) {
        size_t at = (size_t)i * (long_loca ? 4 : 2);
        if (at + (long_loca ? 4 : 2) > loca->len)
            return false;
        uint32_t offset = long_loca ? get32(loca->str + at) : 2 * get16(loca->str + at);
        if (offset > build->glyf->len)
            return false;
        g_array_append_val(build->loca, offset);
    }
    return true;
}

// Short offsets where they reach; they are half the size.
static GString *build_loca(const struct build *build, bool *ret_long)
{
    GString *out = g_string_new(NULL);
    *ret_long = build->glyf->len > 2 * 0xFFFF;
    for (guint i = 0; !*ret_long && i < build->loca->len; i++)
        *ret_long = g_array_index(build->loca, uint32_t, i) % 2 != 0;
    for (guint i = 0; i < build->loca->len; i++) {
        uint32_t offset = g_array_index(build->loca, uint32_t, i);
        if (*ret_long)
            put32(out, offset);
        else
            put16(out, offset / 2);
    }
    return out;
}

static void raise16(GString *table, size_t at, unsigned value)
{
    set16(table, at, MAX(get16(table->str + at), value));
}

static uint32_t checksum(const GString *table)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < table->len; i++)
        sum += (uint32_t)(unsigned char)table->str[i] << (8 * (3 - i % 4));
    return sum;
}

struct table {
    const char *tag;
    GString *data;
};

// The file, tables in tag order (OpenType 1.9, "Table directory").
static GString *sfnt_write(const struct table *tables, unsigned n)
{
    unsigned power = 1, log = 0;
    for (; power * 2 <= n; power *= 2)
        log++;
    GString *out = g_string_new(NULL);
    put32(out, 0x00010000);
    put16(out, n);
    put16(out, power * 16);
    put16(out, log);
    put16(out, n * 16 - power * 16);
    uint32_t offset = 12 + 16 * n;
    for (unsigned i = 0; i < n; i++) {
        g_string_append_len(out, tables[i].tag, 4);
        put32(out, checksum(tables[i].data));
        put32(out, offset);
        put32(out, (uint32_t)tables[i].data->len);
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

static GString *build_file(struct build *build, GString *head, GString *hhea, GString *maxp)
{
    bool long_loca;
    GString *loca = build_loca(build, &long_loca);
    unsigned n_glyphs = build->loca->len - 1;
    set16(head, 50, long_loca);
    memset(head->str + 8, 0, 4); // the checksum is of a file where it is 0
    raise16(hhea, 10, build->advance_most);
    set16(hhea, 34, n_glyphs);
    set16(maxp, 4, n_glyphs);
    raise16(maxp, 10, build->most.points);
    raise16(maxp, 12, build->most.contours);
    raise16(maxp, 28, build->most_parts);
    raise16(maxp, 30, build->most.depth);
    const struct table tables[] = {{"glyf", build->glyf}, {"head", head}, {"hhea", hhea},
                                   {"hmtx", build->hmtx}, {"loca", loca}, {"maxp", maxp}};
    GString *file = sfnt_write(tables, G_N_ELEMENTS(tables));
    head_set_adjustment(file, get32(file->str + 12 + 16 + 8));
    g_string_free(loca, TRUE);
    return file;
}

static bool build_open(struct build *build, const GString *head, const GString *hhea,
                       const GString *maxp, const GString *hmtx, const GString *loca)
{
    if (head->len < 54 || hhea->len < 36 || maxp->len < 32)
        return false;
    build->n_glyphs = get16(maxp->str + 4);
    return build_places(build, loca, get16(head->str + 50) != 0) &&
           build_metrics(build, hmtx, get16(hhea->str + 34));
}

GString *pdf_truetype(hb_face_t *face, const struct pdf_composite *composites, size_t n)
{
    GString *head = table_copy(face, "head"), *hhea = table_copy(face, "hhea");
    GString *maxp = table_copy(face, "maxp"), *hmtx = table_copy(face, "hmtx");
    GString *loca = table_copy(face, "loca"), *file = NULL;
    struct build build = {.glyf = table_copy(face, "glyf")};
    if (build_open(&build, head, hhea, maxp, hmtx, loca)) {
        for (size_t i = 0; i < n; i++)
            build_append(&build, &composites[i]);
        file = build_file(&build, head, hhea, maxp);
    }
    GString *mine[] = {head, hhea, maxp, hmtx, loca, build.glyf, build.hmtx};
    for (size_t i = 0; i < G_N_ELEMENTS(mine); i++)
        if (mine[i])
            g_string_free(mine[i], TRUE);
    if (build.loca)
        g_array_unref(build.loca);
    return file;
}

// SPDX-License-Identifier: MIT
// SVG that looks the same everywhere. Outlines are the face's own integers, and a run is a group
// scaled from design units to points, so nothing is rounded but the run's origin.
#include "paint/svg.h"

#include "text/form.h"

#include "paint/lazy_cairo.h"
#include FT_OUTLINE_H

struct outlines {
    struct glyph_faces *faces;
    GHashTable *ids; // "face:glyph" -> number from 1, in the order of first use
    GString *defs;
};

static int move_to(const FT_Vector *to, void *out)
{
    g_string_append_printf(out, "M%ld %ld", to->x, to->y);
    return 0;
}

static int line_to(const FT_Vector *to, void *out)
{
    g_string_append_printf(out, "L%ld %ld", to->x, to->y);
    return 0;
}

static int conic_to(const FT_Vector *control, const FT_Vector *to, void *out)
{
    g_string_append_printf(out, "Q%ld %ld %ld %ld", control->x, control->y, to->x, to->y);
    return 0;
}

static int cubic_to(const FT_Vector *one, const FT_Vector *two, const FT_Vector *to, void *out)
{
    g_string_append_printf(out, "C%ld %ld %ld %ld %ld %ld", one->x, one->y, two->x, two->y, to->x,
                           to->y);
    return 0;
}

static void put_outline(GString *defs, FT_Face face, uint32_t glyph, unsigned id)
{
    static const FT_Outline_Funcs pen = {move_to, line_to, conic_to, cubic_to, 0, 0};
    g_string_append_printf(defs, "<path id=\"g%u\" d=\"", id);
    if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE) == 0 &&
        face->glyph->format == FT_GLYPH_FORMAT_OUTLINE)
        FT_Outline_Decompose(&face->glyph->outline, &pen, defs);
    g_string_append(defs, "\"/>\n");
}

static void put_form(GString *defs, const struct face *face, uint32_t form, unsigned id)
{
    struct arena *arena = arena_new();
    struct outline outline = form_outline(face, form, arena);
    g_string_append_printf(defs, "<path id=\"g%u\" d=\"", id);
    for (uint32_t i = 0; i < outline.n_ends; i++) {
        const struct outline_point *first = &outline.points[outline_start(&outline, i)];
        g_string_append_printf(defs, "M%d %d", first->x, first->y);
        for (uint32_t at = outline_start(&outline, i); at < outline.ends[i];) {
            struct outline_piece piece;
            at = outline_piece(&outline, i, at, &piece);
            if (piece.curve)
                g_string_append_printf(defs, "Q%d %d ", piece.p[1].x, piece.p[1].y);
            else
                g_string_append_c(defs, 'L');
            g_string_append_printf(defs, "%d %d", piece.p[2].x, piece.p[2].y);
        }
    }
    g_string_append(defs, "\"/>\n");
    arena_free(arena);
}

static unsigned outline_id(struct outlines *outlines, const struct face *face, FT_Face ft,
                           uint32_t glyph)
{
    char *key = g_strdup_printf("%d:%u:%s", face->index, glyph, face->path);
    unsigned id = GPOINTER_TO_UINT(g_hash_table_lookup(outlines->ids, key));
    if (id) {
        g_free(key);
        return id;
    }
    id = g_hash_table_size(outlines->ids) + 1;
    g_hash_table_insert(outlines->ids, key, GUINT_TO_POINTER(id));
    if (form_is(glyph))
        put_form(outlines->defs, face, glyph, id);
    else
        put_outline(outlines->defs, ft, glyph, id);
    return id;
}

static void put_matrix(GString *out, double across, double unit, double x, double y)
{
    double terms[] = {across, 0, 0, -unit, x, y};
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, " transform=\"matrix(");
    for (size_t i = 0; i < G_N_ELEMENTS(terms); i++) {
        g_ascii_formatd(digits, sizeof digits, "%.9g", terms[i]);
        g_string_append_printf(out, "%s%s", i ? " " : "", digits);
    }
    g_string_append(out, ")\"");
}

static void put_use(GString *out, unsigned id, double x, int32_t y)
{
    g_string_append_printf(out, "<use xlink:href=\"#g%u\"", id);
    svg_put_number(out, "x", x);
    if (y)
        svg_put_number(out, "y", y);
    g_string_append(out, "/>");
}

static bool put_run(struct outlines *outlines, const struct glyph_run *run, len x, len y,
                    uint32_t colour, GString *out, GError **error)
{
    FT_Face ft = glyph_faces_ft(outlines->faces, run->face, error);
    if (!ft)
        return false;
    double unit = len_to_pt(run->size) / run->face->upem;
    int64_t units = 0, extra = 0;
    g_string_append(out, "<g");
    put_matrix(out, glyph_run_widened(run, unit), unit, len_to_pt(x), len_to_pt(y - run->rise));
    svg_put_colour(out, colour);
    g_string_append(out, ">");
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        if (!(glyph->flags & GLYPH_SPACE))
            put_use(out, outline_id(outlines, run->face, ft, glyph->id),
                    (double)(units + glyph->dx) + (double)extra / LEN_PER_PT / unit, glyph->dy);
        units += glyph->advance;
        extra += glyph_run_extra(run, glyph);
    }
    g_string_append(out, "</g>\n");
    return true;
}

static bool put_line(void *context, const struct item *item, GString *out, GError **error)
{
    const struct line *line = &item->line.line;
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct line_run *at = &line->runs[i];
        if (!put_run(context, &at->run, item->line.x + at->x, item->line.y,
                     item_run_colour(item, &at->run), out, error))
            return false;
    }
    return true;
}

GBytes *svg_outlines(struct glyph_faces *faces, const struct page *page, GError **error)
{
    struct outlines outlines = {faces, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                                g_string_new(NULL)};
    struct svg_writer writer = {put_line, &outlines};
    GString *body = g_string_new(NULL), *out = g_string_new(NULL);
    bool ok = svg_put_items(&writer, page, body, error);
    svg_put_start(out, page);
    g_string_append_printf(out, "<defs>\n%s</defs>\n", outlines.defs->str);
    g_string_append_len(out, body->str, (gssize)body->len);
    GBytes *bytes = svg_put_end(out);
    g_string_free(body, TRUE);
    g_string_free(outlines.defs, TRUE);
    g_hash_table_unref(outlines.ids);
    if (ok)
        return bytes;
    g_bytes_unref(bytes);
    return NULL;
}

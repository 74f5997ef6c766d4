// SPDX-License-Identifier: MIT
// Positions are summed in the face's design units and divided once a glyph, so nothing drifts along
// a line, and hinting and metric rounding are off: the pixels show the places the page states.
#include "paint/glyphs.h"

#include "base/error.h"
#include "paint/masks.h"
#include "paint/traces.h"
#include "text/form.h"

#include <string.h>

struct glyph_faces {
    FT_Library library;
    GHashTable *opened; // "index:path" -> FT_Face
    struct traces *traces;
};

static void face_close(void *face)
{
    FT_Done_Face(face);
}

struct glyph_faces *glyph_faces_new(void)
{
    struct glyph_faces *faces = g_new0(struct glyph_faces, 1);
    if (FT_Init_FreeType(&faces->library))
        g_error("FreeType cannot start"); // out of memory
    faces->opened = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, face_close);
    faces->traces = traces_new();
    return faces;
}

void glyph_faces_free(struct glyph_faces *faces)
{
    traces_free(faces->traces);
    g_hash_table_unref(faces->opened);
    FT_Done_FreeType(faces->library);
    g_free(faces);
}

FT_Face glyph_faces_ft(struct glyph_faces *faces, const struct face *face, GError **error)
{
    char *key = g_strdup_printf("%d:%s", face->index, face->path);
    FT_Face opened = g_hash_table_lookup(faces->opened, key);
    if (!opened && FT_New_Face(faces->library, face->path, face->index, &opened)) {
        fault_set(error, FAULT_IO, "cannot open the face %s", face->path);
        opened = NULL;
    } else if (!g_hash_table_contains(faces->opened, key)) {
        g_hash_table_insert(faces->opened, g_steal_pointer(&key), opened);
    }
    g_free(key);
    return opened;
}

static cairo_glyph_t *place(const struct glyph_run *run, len x, len y)
{
    cairo_glyph_t *placed = g_new(cairo_glyph_t, run->n_glyphs);
    double unit = len_to_pt(run->size) / run->face->upem;
    double left = len_to_pt(x), base = len_to_pt(y - run->rise);
    int64_t units = 0, extra = 0;
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        double along = (double)(units + glyph->dx) * unit + (double)extra / LEN_PER_PT;
        placed[i] = (cairo_glyph_t){
            .index = glyph->id,
            .x = left + glyph_run_widened(run, along),
            .y = base - glyph->dy * unit,
        };
        units += glyph->advance;
        extra += glyph_run_extra(run, glyph);
    }
    return placed;
}

/* A form's outline on the page. */
struct tracing {
    cairo_t *cr;
    double x, y, across, up; // the origin, and a unit of the face
};

static void to_page(const struct tracing *tracing, const struct outline_point *point, double *x,
                    double *y)
{
    *x = tracing->x + point->x * tracing->across;
    *y = tracing->y - point->y * tracing->up;
}

// Cairo's curves are cubic.
static void trace_piece(const struct tracing *tracing, const struct outline_piece *piece)
{
    double x[3], y[3];
    for (int i = 0; i < 3; i++)
        to_page(tracing, &piece->p[i], &x[i], &y[i]);
    if (piece->curve)
        cairo_curve_to(tracing->cr, (x[0] + 2 * x[1]) / 3, (y[0] + 2 * y[1]) / 3,
                       (x[2] + 2 * x[1]) / 3, (y[2] + 2 * y[1]) / 3, x[2], y[2]);
    else
        cairo_line_to(tracing->cr, x[2], y[2]);
}

static void trace(const struct tracing *tracing, const struct outline *outline)
{
    for (uint32_t i = 0; i < outline->n_ends; i++) {
        double x, y;
        to_page(tracing, &outline->points[outline_start(outline, i)], &x, &y);
        cairo_move_to(tracing->cr, x, y);
        for (uint32_t at = outline_start(outline, i); at < outline->ends[i];) {
            struct outline_piece piece;
            at = outline_piece(outline, i, at, &piece);
            trace_piece(tracing, &piece);
        }
        cairo_close_path(tracing->cr);
    }
}

/* A run that is drawn, and with what. */
struct run_drawing {
    const struct glyph_run *run;
    FT_Face face;
    struct traces *traces;
};

// Its glyph `i` with the origin at (x, y) of `cr`, `scale` of whose user space is a point.
static void trace_glyph(const void *context, cairo_t *cr, size_t i, double x, double y,
                        double scale)
{
    const struct run_drawing *drawing = context;
    const struct glyph_run *run = drawing->run;
    double unit = len_to_pt(run->size) / run->face->upem * scale;
    double across = glyph_run_widened(run, unit);
    if (!form_is(run->glyphs[i].id)) {
        traces_add(drawing->traces, drawing->face, run->glyphs[i].id, cr,
                   &(struct trace_place){x, y, across, unit});
        return;
    }
    struct arena *arena = arena_new();
    struct tracing tracing = {cr, x, y, across, unit};
    struct outline outline = form_outline(run->face, run->glyphs[i].id, arena);
    trace(&tracing, &outline);
    arena_free(arena);
}

// Outlines are filled at their exact places: Cairo before 1.17 would round a shown glyph to whole
// pixels.
static bool fill(struct canvas *canvas, const struct glyph_run *run, const cairo_glyph_t *placed,
                 GError **error)
{
    FT_Face face = glyph_faces_ft(canvas->faces, run->face, error);
    if (!face)
        return false;
    struct run_drawing drawing = {run, face, canvas->faces->traces};
    if (canvas->masks) {
        struct masks_run masked = {face, len_to_pt(run->size), glyph_run_widened(run, 1), placed,
                                   run->n_glyphs};
        masks_draw(canvas->masks, canvas->cr, &masked,
                   &(struct masks_tracer){trace_glyph, &drawing});
        return true;
    }
    for (size_t i = 0; i < run->n_glyphs; i++)
        trace_glyph(&drawing, canvas->cr, i, placed[i].x, placed[i].y, 1);
    cairo_fill(canvas->cr);
    return true;
}

bool glyphs_draw(struct canvas *canvas, const struct glyph_run *run, len x, len y, GError **error)
{
    cairo_glyph_t *placed = place(run, x, y);
    bool ok = fill(canvas, run, placed, error);
    g_free(placed);
    return ok;
}

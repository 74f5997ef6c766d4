// SPDX-License-Identifier: MIT
// Positions are summed in the face's design units and divided once a glyph, so nothing drifts along
// a line, and hinting and metric rounding are off: the pixels show the places the page states.
#include "paint/glyphs.h"

#include "base/error.h"
#include "paint/masks.h"
#include "text/form.h"

#include FT_MODULE_H
#include <string.h>

struct glyph_faces {
    FT_Library library;
    GHashTable *opened; // "index:path" -> cairo_font_face_t
};

static void face_close(void *face)
{
    cairo_font_face_destroy(face);
}

static void *ft_allocate(FT_Memory memory, long size)
{
    (void)memory;
    return g_try_malloc((gsize)size);
}

static void *ft_reallocate(FT_Memory memory, long old_size, long size, void *block)
{
    (void)memory;
    (void)old_size;
    return g_try_realloc(block, (gsize)size);
}

static void ft_free(FT_Memory memory, void *block)
{
    (void)memory;
    g_free(block);
}

// Cairo may hold a face longer than we do, and with it the library. FT_Init_FreeType() ties the
// library to a memory record that must be freed by hand after it; this one need not be freed.
static struct FT_MemoryRec_ ft_memory = {NULL, ft_allocate, ft_free, ft_reallocate};

struct glyph_faces *glyph_faces_new(void)
{
    struct glyph_faces *faces = g_new0(struct glyph_faces, 1);
    if (FT_New_Library(&ft_memory, &faces->library))
        g_error("FreeType cannot start"); // out of memory
    FT_Add_Default_Modules(faces->library);
    faces->opened = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, face_close);
    return faces;
}

void glyph_faces_free(struct glyph_faces *faces)
{
    // Scaled fonts may outlive our reference, each with its FT_Face; those hold the library.
    g_hash_table_unref(faces->opened);
    FT_Done_Library(faces->library);
    g_free(faces);
}

static const cairo_user_data_key_t ft_key;

static void ft_face_close(void *data)
{
    FT_Face face = data;
    FT_Library library = face->glyph->library;
    FT_Done_Face(face);
    FT_Done_Library(library);
}

static cairo_font_face_t *face_open(struct glyph_faces *faces, const struct face *face,
                                    GError **error)
{
    FT_Face ft;
    if (FT_New_Face(faces->library, face->path, face->index, &ft)) {
        fault_set(error, FAULT_IO, "cannot open the face %s", face->path);
        return NULL;
    }
    FT_Reference_Library(faces->library);
    cairo_font_face_t *opened = cairo_ft_font_face_create_for_ft_face(ft, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(opened, &ft_key, ft, ft_face_close)) {
        ft_face_close(ft);
        cairo_font_face_destroy(opened);
        fault_set(error, FAULT_IO, "cannot use the face %s", face->path);
        return NULL;
    }
    return opened;
}

static cairo_font_face_t *face_get(struct glyph_faces *faces, const struct face *face,
                                   GError **error)
{
    char *key = g_strdup_printf("%d:%s", face->index, face->path);
    cairo_font_face_t *opened = g_hash_table_lookup(faces->opened, key);
    if (opened || !(opened = face_open(faces, face, error)))
        g_free(key);
    else
        g_hash_table_insert(faces->opened, key, opened);
    return opened;
}

FT_Face glyph_faces_ft(struct glyph_faces *faces, const struct face *face, GError **error)
{
    cairo_font_face_t *opened = face_get(faces, face, error);
    return opened ? cairo_font_face_get_user_data(opened, &ft_key) : NULL;
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

static void trace_form(const void *context, cairo_t *cr, size_t i, double x, double y, double scale)
{
    const struct glyph_run *run = context;
    struct arena *arena = arena_new();
    double unit = len_to_pt(run->size) / run->face->upem * scale;
    struct tracing tracing = {cr, x, y, glyph_run_widened(run, unit), unit};
    struct outline outline = form_outline(run->face, run->glyphs[i].id, arena);
    trace(&tracing, &outline);
    arena_free(arena);
}

static bool is_form(unsigned long index)
{
    return form_is((uint32_t)index);
}

static void fill_masked(struct canvas *canvas, cairo_font_face_t *face, const struct glyph_run *run,
                        const cairo_glyph_t *placed)
{
    struct masks_run masked = {face, len_to_pt(run->size), glyph_run_widened(run, 1), placed,
                               run->n_glyphs};
    masks_draw(canvas->masks, canvas->cr, &masked,
               &(struct masks_tracer){is_form, trace_form, run});
}

// Outlines are filled at their exact places: Cairo before 1.17 would round a shown glyph to whole
// pixels.
static bool fill(struct canvas *canvas, const struct glyph_run *run, const cairo_glyph_t *placed,
                 GError **error)
{
    cairo_font_face_t *face = face_get(canvas->faces, run->face, error);
    if (!face)
        return false;
    if (canvas->masks) {
        fill_masked(canvas, face, run, placed);
        return true;
    }
    masks_set_font(canvas->cr, face, len_to_pt(run->size), glyph_run_widened(run, 1));
    for (size_t i = 0, end; i < run->n_glyphs; i = end) {
        for (end = i; end < run->n_glyphs && !form_is((uint32_t)placed[end].index);)
            end++;
        if (end > i)
            cairo_glyph_path(canvas->cr, placed + i, (int)(end - i));
        else
            trace_form(run, canvas->cr, i, placed[i].x, placed[i].y, 1), end++;
    }
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

// SPDX-License-Identifier: MIT
// Positions are summed in the face's design units and divided once a glyph, so nothing drifts along
// a line, and hinting and metric rounding are off: the pixels show the places the page states.
#include "paint/glyphs.h"

#include "base/error.h"
#include "paint/sheet_text.h"

#include FT_MODULE_H
#include <string.h>

struct glyph_faces {
    FT_Library library;
    GHashTable *opened; // "index:direction:path" -> cairo_font_face_t
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

// Each direction has a face of its own; show_text() says why.
static cairo_font_face_t *face_get(struct glyph_faces *faces, const struct face *face, bool rtl,
                                   GError **error)
{
    char *key = g_strdup_printf("%d:%d:%s", face->index, rtl, face->path);
    cairo_font_face_t *opened = g_hash_table_lookup(faces->opened, key);
    if (opened || !(opened = face_open(faces, face, error)))
        g_free(key);
    else
        g_hash_table_insert(faces->opened, key, opened);
    return opened;
}

FT_Face glyph_faces_ft(struct glyph_faces *faces, const struct face *face, GError **error)
{
    cairo_font_face_t *opened = face_get(faces, face, false, error);
    return opened ? cairo_font_face_get_user_data(opened, &ft_key) : NULL;
}

static void set_font(cairo_t *cr, cairo_font_face_t *face, double size)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_face(cr, face);
    cairo_set_font_size(cr, size);
    cairo_set_font_options(cr, options);
    cairo_font_options_destroy(options);
}

// Glyphs without an outline (the spaces) count too: text is taken from them.
static cairo_glyph_t *place(const struct glyph_run *run, len x, len y)
{
    cairo_glyph_t *placed = g_new(cairo_glyph_t, run->n_glyphs);
    double unit = len_to_pt(run->size) / run->face->upem, extra = len_to_pt(run->space_extra);
    double left = len_to_pt(x), base = len_to_pt(y - run->rise);
    int64_t units = 0, spaces = 0;
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        placed[i] = (cairo_glyph_t){
            .index = glyph->id,
            .x = left + (double)(units + glyph->dx) * unit + (double)spaces * extra,
            .y = base - glyph->dy * unit,
        };
        units += glyph->advance;
        spaces += (glyph->flags & GLYPH_SPACE) != 0;
    }
    return placed;
}

static bool is_silent(const struct glyph *glyph)
{
    return glyph->flags & (GLYPH_KASHIDA | GLYPH_HYPHEN);
}

// Whether an earlier glyph of its cluster already says the text.
static bool follows(const struct glyph_run *run, size_t index)
{
    for (size_t i = index; i-- > 0 && run->glyphs[i].cluster == run->glyphs[index].cluster;) {
        if (!is_silent(&run->glyphs[i]))
            return true;
    }
    return false;
}

static void append_hidden(const char *text, size_t n, GString *out)
{
    for (const char *at = text; at < text + n; at = g_utf8_next_char(at))
        g_string_append_unichar(out, sheet_text_hide(g_utf8_get_char(at)));
}

// What the glyph says when a sheet's text is searched or copied. Glyphs after the first of a
// cluster, and kashidas, must say something or viewers make up U+FFFD; U+2060 is what every
// one of them lets pass unseen.
static void append_text(const struct glyph_run *run, size_t index, GString *out)
{
    const char *text;
    size_t n;
    glyph_run_text(run, index, &text, &n);
    if (n == 0 || follows(run, index))
        g_string_append(out, "\u2060");
    else if (run->level & 1)
        append_hidden(text, n, out);
    else
        g_string_append_len(out, text, (gssize)n);
}

// Glyphs [from, to) with their text, both in visual order and without Cairo's backward flag: what
// browsers' viewers expect.
static void show_between(cairo_t *cr, const struct glyph_run *run, const cairo_glyph_t *placed,
                         size_t from, size_t to)
{
    cairo_text_cluster_t *clusters = g_new(cairo_text_cluster_t, to - from + 1);
    GString *text = g_string_new(NULL);
    for (size_t i = from; i < to; i++) {
        size_t before = text->len;
        append_text(run, i, text);
        clusters[i - from] = (cairo_text_cluster_t){(int)(text->len - before), 1};
    }
    cairo_show_text_glyphs(cr, text->str, (int)text->len, placed + from, (int)(to - from), clusters,
                           (int)(to - from), 0);
    g_string_free(text, TRUE);
    g_free(clusters);
}

// A tatweel the author wrote: the same glyph as a kashida, but with text of its own.
static bool is_tatweel(const struct glyph_run *run, size_t index)
{
    const char *text;
    size_t n;
    glyph_run_text(run, index, &text, &n);
    return n == 2 && memcmp(text, "\u0640", 2) == 0;
}

// Left-to-right text uses one of two faces opened from the same file, right-to-left text the other,
// since a glyph can mean one character in a PDF font only: "(" among right-to-left letters is the
// glyph of ")", and a kashida that of a tatweel.
static bool show_text(struct canvas *canvas, const struct glyph_run *run,
                      const cairo_glyph_t *placed, GError **error)
{
    bool rtl = run->level & 1;
    for (size_t from = 0, to; from < run->n_glyphs; from = to) {
        bool tatweel = rtl && is_tatweel(run, from);
        for (to = from + 1; to < run->n_glyphs && (rtl && is_tatweel(run, to)) == tatweel; to++)
            ;
        cairo_font_face_t *face = face_get(canvas->faces, run->face, rtl && !tatweel, error);
        if (!face)
            return false;
        set_font(canvas->cr, face, len_to_pt(run->size));
        show_between(canvas->cr, run, placed, from, to);
    }
    return true;
}

static bool fill(struct canvas *canvas, const struct glyph_run *run, const cairo_glyph_t *placed,
                 GError **error)
{
    cairo_font_face_t *face = face_get(canvas->faces, run->face, false, error);
    if (!face)
        return false;
    set_font(canvas->cr, face, len_to_pt(run->size));
    cairo_glyph_path(canvas->cr, placed, (int)run->n_glyphs);
    cairo_fill(canvas->cr);
    return true;
}

bool glyphs_draw(struct canvas *canvas, const struct glyph_run *run, len x, len y, GError **error)
{
    cairo_glyph_t *placed = place(run, x, y);
    bool ok = (canvas->ink == INK_TEXT ? show_text : fill)(canvas, run, placed, error);
    g_free(placed);
    return ok;
}

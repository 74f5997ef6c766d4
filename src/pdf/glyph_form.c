// SPDX-License-Identifier: MIT
#include "pdf/glyph_form.h"

#include "pdf/object.h"

#include <math.h>

// Tenths of a unit, for the controls of a quadratic curve made cubic.
static void put_point(GString *out, double x, double y)
{
    pdf_scaled(out, lround(x * 10), 1);
    g_string_append_c(out, ' ');
    pdf_scaled(out, lround(y * 10), 1);
    g_string_append_c(out, ' ');
}

static void draw_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                      void *user)
{
    (void)funcs, (void)state, (void)user;
    put_point(data, x, y);
    g_string_append(data, "m\n");
}

static void draw_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                      void *user)
{
    (void)funcs, (void)state, (void)user;
    put_point(data, x, y);
    g_string_append(data, "l\n");
}

static void draw_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1,
                       float y1, float x2, float y2, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    put_point(data, x1, y1);
    put_point(data, x2, y2);
    put_point(data, x, y);
    g_string_append(data, "c\n");
}

static void draw_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
    (void)funcs, (void)state, (void)user;
    g_string_append(data, "h\n");
}

static GString *glyph_path(hb_font_t *font, uint32_t glyph)
{
    GString *out = g_string_new(NULL);
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, draw_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, draw_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, draw_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, draw_close, NULL, NULL);
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, funcs, out);
#else
    hb_font_get_glyph_shape(font, glyph, funcs, out);
#endif
    hb_draw_funcs_destroy(funcs);
    g_string_append(out, "f\n");
    return out;
}

uint32_t pdf_glyph_form(struct pdf_writer *writer, hb_font_t *font, uint32_t glyph)
{
    hb_glyph_extents_t box = {0, 0, 0, 0};
    hb_font_get_glyph_extents(font, glyph, &box);
    GString *dict = g_string_new("/Type/XObject/Subtype/Form/Resources<<>>");
    // Extents run downward, so the height is negative; a unit more all round for rounding.
    g_string_append_printf(dict, "/BBox[%d %d %d %d]", box.x_bearing - 1,
                           box.y_bearing + box.height - 1, box.x_bearing + box.width + 1,
                           box.y_bearing + 1);
    uint32_t id = pdf_writer_reserve(writer);
    pdf_writer_stream(writer, id, dict, glyph_path(font, glyph), PDF_DEFLATE);
    return id;
}

void pdf_content_form(struct pdf_content *content, unsigned form, struct point at, len size,
                      unsigned upem)
{
    pdf_content_end_text(content);
    int64_t scale = ((int64_t)size * 100000000 / LEN_PER_PT + upem / 2) / upem;
    g_string_append(content->out, "q ");
    pdf_scaled(content->out, scale, 8);
    g_string_append(content->out, " 0 0 ");
    pdf_scaled(content->out, scale, 8);
    g_string_append_c(content->out, ' ');
    pdf_len(content->out, at.x);
    g_string_append_c(content->out, ' ');
    pdf_len(content->out, content->height - at.y);
    g_string_append_printf(content->out, " cm/G%u Do Q\n", form);
}

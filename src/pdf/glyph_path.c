// SPDX-License-Identifier: MIT
#include "pdf/glyph_path.h"

#include "pdf/object.h"

#include <math.h>

struct drawing {
    GString *out;
    int32_t x, y;
};

// Tenths of a unit, for the controls of a quadratic curve made cubic.
static void put_point(struct drawing *drawing, double x, double y)
{
    pdf_scaled(drawing->out, (int64_t)drawing->x * 10 + lround(x * 10), 1);
    g_string_append_c(drawing->out, ' ');
    pdf_scaled(drawing->out, (int64_t)drawing->y * 10 + lround(y * 10), 1);
    g_string_append_c(drawing->out, ' ');
}

static void draw_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                      void *user)
{
    (void)funcs, (void)state, (void)user;
    put_point(data, x, y);
    g_string_append(((struct drawing *)data)->out, "m\n");
}

static void draw_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                      void *user)
{
    (void)funcs, (void)state, (void)user;
    put_point(data, x, y);
    g_string_append(((struct drawing *)data)->out, "l\n");
}

static void draw_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1,
                       float y1, float x2, float y2, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    put_point(data, x1, y1);
    put_point(data, x2, y2);
    put_point(data, x, y);
    g_string_append(((struct drawing *)data)->out, "c\n");
}

static void draw_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
    (void)funcs, (void)state, (void)user;
    g_string_append(((struct drawing *)data)->out, "h\n");
}

void pdf_glyph_path_open(struct pdf_content *content, struct point at, len size, unsigned upem)
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
    g_string_append(content->out, " cm\n");
}

void pdf_glyph_path_add(struct pdf_content *content, hb_font_t *font, uint32_t glyph, int32_t x,
                        int32_t y)
{
    struct drawing drawing = {content->out, x, y};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, draw_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, draw_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, draw_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, draw_close, NULL, NULL);
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, funcs, &drawing);
#else
    hb_font_get_glyph_shape(font, glyph, funcs, &drawing);
#endif
    hb_draw_funcs_destroy(funcs);
}

void pdf_glyph_path_close(struct pdf_content *content)
{
    g_string_append(content->out, "f Q\n");
}

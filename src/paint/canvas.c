// SPDX-License-Identifier: MIT
#include "paint/canvas.h"

#include "base/translate.h"
#include "paint/decode.h"
#include "paint/glyphs.h"
#include "paint/masks.h"
#include "paint/paint_check.h"

void canvas_init(struct canvas *canvas)
{
    *canvas = (struct canvas){.faces = glyph_faces_new(), .images = image_cache_new()};
}

struct canvas_kept {
    struct glyph_faces *faces;
    struct masks *masks;
};

struct canvas_kept *canvas_kept_new(void)
{
    enum { BYTES_MOST = 4 * 1024 * 1024 }; // of some five pages as a screen shows them
    struct canvas_kept *kept = g_new(struct canvas_kept, 1);
    *kept = (struct canvas_kept){glyph_faces_new(), masks_new(BYTES_MOST)};
    return kept;
}

void canvas_kept_free(struct canvas_kept *kept)
{
    if (!kept)
        return;
    masks_free(kept->masks);
    glyph_faces_free(kept->faces);
    g_free(kept);
}

void canvas_init_pixels(struct canvas *canvas, struct canvas_kept *kept)
{
    if (!kept)
        canvas_init(canvas);
    else
        *canvas = (struct canvas){
            .faces = kept->faces, .images = image_cache_new(), .masks = kept->masks, .lent = true};
    if (!canvas->masks)
        canvas->masks = masks_new(0);
}

void canvas_clear(struct canvas *canvas)
{
    image_cache_free(canvas->images);
    if (canvas->lent)
        return;
    if (canvas->masks)
        masks_free(canvas->masks);
    glyph_faces_free(canvas->faces);
}

static void set_colour(cairo_t *cr, uint32_t colour)
{
    cairo_set_source_rgb(cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                         (colour & 0xff) / 255.0);
}

static cairo_rectangle_t box_of(const struct rect *rect)
{
    return (cairo_rectangle_t){len_to_pt(rect->x), len_to_pt(rect->y), len_to_pt(rect->width),
                               len_to_pt(rect->height)};
}

static bool draw_line(struct canvas *canvas, const struct item *item, GError **error)
{
    const struct line *line = &item->line.line;
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct line_run *at = &line->runs[i];
        set_colour(canvas->cr, item_run_colour(item, &at->run));
        if (!glyphs_draw(canvas, &at->run, item->line.x + at->x, item->line.y, error))
            return false;
    }
    return true;
}

static bool draw_rule(struct canvas *canvas, const struct item *item)
{
    cairo_rectangle_t box = box_of(&item->rule);
    cairo_rectangle(canvas->cr, box.x, box.y, box.width, box.height);
    cairo_fill(canvas->cr);
    return true;
}

static bool draw_image(struct canvas *canvas, const struct item *item, GError **error)
{
    const struct image *image = item->image.image;
    const struct picture *picture = image_cache_get(canvas->images, image, error);
    cairo_rectangle_t box = box_of(&item->image.rect);
    return picture && picture_draw(picture, image->path, canvas->cr, &box, error);
}

static bool draw_item(struct canvas *canvas, const struct item *item, GError **error)
{
    set_colour(canvas->cr, item->colour);
    switch (item->kind) {
    case ITEM_LINE:
        return draw_line(canvas, item, error);
    case ITEM_RULE:
        return draw_rule(canvas, item);
    case ITEM_IMAGE:
        return draw_image(canvas, item, error);
    }
    return true;
}

bool canvas_draw_page(struct canvas *canvas, const struct page *page, GError **error)
{
    for (size_t i = 0; i < page->n_items; i++) {
        if (!draw_item(canvas, &page->items[i], error))
            return false;
    }
    return paint_check(cairo_status(canvas->cr), N_("the page"), error);
}

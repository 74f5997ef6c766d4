// SPDX-License-Identifier: MIT
// The contact sheet: every page, small, in rows on grey, each with a shadow line so that white
// paper shows its edge.
#include "base/error.h"
#include "paint/paint.h"
#include "paint/png.h"

#include <math.h>

struct contact_grid {
    size_t columns, rows;
    len width, height, gap; /* of a cell, and between cells */
};

// About half as many rows again as columns would hold: a sheet a little wider than high.
static struct contact_grid grid_for(const struct page *const *pages, size_t n)
{
    struct contact_grid grid = {0};
    for (size_t i = 0; i < n; i++) {
        grid.width = MAX(grid.width, pages[i]->width);
        grid.height = MAX(grid.height, pages[i]->height);
    }
    double ratio = 1.5 * (double)grid.height / (double)grid.width;
    grid.columns = MIN(n, (size_t)ceil(sqrt((double)n * ratio)));
    grid.rows = (n + grid.columns - 1) / grid.columns;
    grid.columns = (n + grid.rows - 1) / grid.rows; // as even as they go
    grid.gap = grid.width / 12;
    return grid;
}

static double across(const struct contact_grid *grid, size_t cells, len cell)
{
    return (double)cells * len_to_pt(cell) + (double)(cells + 1) * len_to_pt(grid->gap);
}

static bool draw_cell(struct canvas *canvas, const struct page *page, GError **error)
{
    cairo_t *cr = canvas->cr;
    double width = len_to_pt(page->width), height = len_to_pt(page->height);
    double hair = 1, unused = 0;
    cairo_device_to_user_distance(cr, &hair, &unused);
    cairo_set_source_rgb(cr, 0.55, 0.55, 0.55);
    cairo_rectangle(cr, -hair, -hair, width + 2 * hair, height + 2 * hair);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_rectangle(cr, 0, 0, width, height);
    cairo_fill_preserve(cr);
    cairo_clip(cr);
    return canvas_draw_page(canvas, page, error);
}

static bool draw_cells(struct canvas *canvas, const struct contact_grid *grid,
                       const struct page *const *pages, size_t n, GError **error)
{
    bool ok = true, rtl = pages[0]->rtl;
    double step_x = len_to_pt(grid->width + grid->gap),
           step_y = len_to_pt(grid->height + grid->gap);
    for (size_t i = 0; ok && i < n; i++) {
        size_t column = i % grid->columns, row = i / grid->columns;
        if (rtl)
            column = grid->columns - 1 - column;
        cairo_save(canvas->cr);
        cairo_translate(canvas->cr, len_to_pt(grid->gap) + (double)column * step_x,
                        len_to_pt(grid->gap) + (double)row * step_y);
        ok = draw_cell(canvas, pages[i], error);
        cairo_restore(canvas->cr);
    }
    return ok;
}

bool paint_contact_sheet(const struct page *const *pages, size_t n, const char *path, double dpi,
                         GError **error)
{
    if (n == 0) {
        fault_set(error, FAULT_USAGE, "there is no page to show");
        return false;
    }
    struct canvas canvas;
    struct contact_grid grid = grid_for(pages, n);
    cairo_t *cr = png_ground(across(&grid, grid.columns, grid.width),
                             across(&grid, grid.rows, grid.height), dpi, error);
    if (!cr)
        return false;
    canvas_init(&canvas);
    canvas.cr = cr;
    bool ok = draw_cells(&canvas, &grid, pages, n, error) &&
              png_write(cairo_get_target(cr), dpi, path, error);
    cairo_destroy(cr);
    canvas_clear(&canvas);
    return ok;
}

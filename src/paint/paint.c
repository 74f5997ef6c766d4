// SPDX-License-Identifier: MIT
#include "paint/paint.h"

#include "base/error.h"
#include "base/file.h"
#include "paint/page_range.h"
#include "paint/pattern.h"
#include "paint/png.h"
#include "paint/svg.h"

#include <math.h>
#include <string.h>

static bool check_dpi(double dpi, GError **error)
{
    if (isfinite(dpi) && dpi > 0)
        return true;
    fault_set(error, FAULT_USAGE, "the resolution must be more than 0");
    return false;
}

static GBytes *draw_png(struct canvas *canvas, const struct page *page, double dpi, GError **error)
{
    GBytes *bytes = NULL;
    canvas->cr = png_paper(page->width, page->height, dpi, error);
    if (!canvas->cr)
        return NULL;
    if (canvas_draw_page(canvas, page, error))
        bytes = png_bytes(cairo_get_target(canvas->cr), dpi, error);
    cairo_destroy(canvas->cr);
    canvas->cr = NULL;
    return bytes;
}

struct pictures {
    struct canvas canvas;
    struct pattern pattern;
    struct picture_options options;
    GArray *ranges;
    unsigned seen, written;
    bool enough;  // no page that comes is wanted
    GBytes *only; // held back until it is known to be the only one
    unsigned only_page;
};

static bool take_options(struct pictures *pictures, const char *pattern, GError **error)
{
    if (!check_dpi(pictures->options.dpi, error) ||
        !pattern_parse(pattern, &pictures->pattern, error))
        return false;
    pictures->ranges = page_ranges_parse(pictures->options.pages, error);
    return pictures->ranges != NULL;
}

struct pictures *pictures_open(const char *pattern, const struct picture_options *options,
                               GError **error)
{
    struct pictures *pictures = g_new0(struct pictures, 1);
    pictures->options = *options;
    canvas_init_pixels(&pictures->canvas, options->kept);
    if (take_options(pictures, pattern, error))
        return pictures;
    pictures_abandon(pictures);
    return NULL;
}

static GBytes *draw(struct pictures *pictures, const struct page *page, GError **error)
{
    if (pictures->pattern.format == FORMAT_PNG)
        return draw_png(&pictures->canvas, page, pictures->options.dpi, error);
    if (pictures->options.svg_text == SVG_TEXT)
        return svg_text(page);
    return svg_outlines(pictures->canvas.faces, page, error);
}

static bool write_bytes(const char *path, GBytes *bytes, GError **error)
{
    size_t n;
    const void *data = g_bytes_get_data(bytes, &n);
    return file_write(path, data, n, error);
}

static bool put(struct pictures *pictures, unsigned page, const char *path, GBytes *bytes,
                GError **error)
{
    if (!write_bytes(path, bytes, error))
        return false;
    if (pictures->options.made)
        pictures->options.made(pictures->options.context, page, path);
    return true;
}

static bool put_numbered(struct pictures *pictures, GBytes *bytes, GError **error)
{
    char *path = pattern_path(&pictures->pattern, pictures->seen);
    bool ok = put(pictures, pictures->seen, path, bytes, error);
    g_free(path);
    return ok;
}

static bool fault_several(const char *path, GError **error)
{
    if (strcmp(path, "-") == 0)
        fault_set(error, FAULT_USAGE, "standard output takes one picture: --pages 1 names a page");
    else
        fault_set(error, FAULT_USAGE,
                  "more than one page for %s: put %%d in the name for the page's number", path);
    return false;
}

bool pictures_add(struct pictures *pictures, const struct page *page, GError **error)
{
    pictures->seen++;
    pictures->enough = page_ranges_end(pictures->ranges, pictures->seen);
    if (!page_ranges_have(pictures->ranges, pictures->seen))
        return true;
    if (!pictures->pattern.after && pictures->written > 0)
        return fault_several(pictures->pattern.before, error);
    GBytes *bytes = draw(pictures, page, error);
    if (!bytes)
        return false;
    pictures->written++;
    if (!pictures->pattern.after) {
        pictures->only = bytes;
        pictures->only_page = pictures->seen;
        return true;
    }
    bool ok = put_numbered(pictures, bytes, error);
    g_bytes_unref(bytes);
    return ok;
}

static bool add_and_free(void *context, struct page *page, GError **error)
{
    bool ok = pictures_add(context, page, error);
    page_free(page);
    return ok;
}

struct page_sink pictures_sink(struct pictures *pictures)
{
    return (struct page_sink){
        .page = add_and_free, .context = pictures, .enough = &pictures->enough};
}

bool pictures_finish(struct pictures *pictures, GError **error)
{
    unsigned need = page_ranges_need(pictures->ranges);
    bool ok = need <= pictures->seen;
    if (!ok)
        fault_set(error, FAULT_USAGE, "there is no page %u: the last is %u", need, pictures->seen);
    else if (pictures->only)
        ok = put(pictures, pictures->only_page, pictures->pattern.before, pictures->only, error);
    pictures_abandon(pictures);
    return ok;
}

void pictures_abandon(struct pictures *pictures)
{
    if (pictures->ranges)
        g_array_unref(pictures->ranges);
    if (pictures->only)
        g_bytes_unref(pictures->only);
    pattern_clear(&pictures->pattern);
    canvas_clear(&pictures->canvas);
    g_free(pictures);
}

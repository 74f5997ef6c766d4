// SPDX-License-Identifier: MIT
// Cairo draws everything that is a picture or a sheet, from the same finished pages as the record.
#ifndef WARRAQ_PAINT_PAINT_H
#define WARRAQ_PAINT_PAINT_H

#include "page/page.h"

/* All pages, small, on one sheet as PNG: rows run in the direction of the first page. `dpi` is
 * that of the small pages: 36 shows A4 as 298 x 421 pixels. FAULT_USAGE where they are too many
 * for one sheet. */
bool paint_contact_sheet(const struct page *const *pages, size_t n, const char *path, double dpi,
                         GError **error);

enum svg_text {
    SVG_OUTLINES, /* looks the same everywhere */
    SVG_TEXT,     /* can be searched and copied; needs the faces where it is shown */
};

struct canvas_kept;

struct picture_options {
    double dpi; /* of PNG */
    enum svg_text svg_text;
    struct canvas_kept *kept; /* canvas.h; NULL */
    const char *pages;        /* "1-3,7,9-": those alone, counted from 1; NULL or "" is all */
    /* Called for each picture once its file has its name; may be NULL. */
    void (*made)(void *context, unsigned page, const char *path);
    void *context;
};

/* Pictures of many pages, written as the pages come. */
struct pictures;

/* `pattern` is a path whose %d (or %03d) stands for the page's number from 1 and whose ending is
 * .png or .svg; without %d only one page can be written. FAULT_USAGE for a bad pattern, page list
 * or resolution. */
struct pictures *pictures_open(const char *pattern, const struct picture_options *options,
                               GError **error);

/* Draws `page`, which stays the caller's. */
bool pictures_add(struct pictures *pictures, const struct page *page, GError **error);

/* pictures_add() as a sink, which frees each page. */
struct page_sink pictures_sink(struct pictures *pictures);

/* Frees `pictures`. FAULT_USAGE where the list asked for a page the document has not. Pictures
 * already written stay. */
bool pictures_finish(struct pictures *pictures, GError **error);
void pictures_abandon(struct pictures *pictures);

#endif

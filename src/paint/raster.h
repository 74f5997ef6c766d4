// SPDX-License-Identifier: MIT
// For a writer that cannot decode: finished pages on their way to it, every PNG and SVG on them
// replaced by its samples.
#ifndef WARRAQ_PAINT_RASTER_H
#define WARRAQ_PAINT_RASTER_H

#include "page/page.h"

#define RASTER_DPI 600 /* what a printer shows */

struct raster;

/* Pages go on to `next`. Each SVG on them is drawn with `dpi` at the size at which it appears
 * first. Images of the same bytes become one, which lives until raster_free(): call that after
 * `next` has finished. The documents that the images came from may be freed earlier. */
struct raster *raster_new(double dpi, struct page_sink next);
void raster_free(struct raster *raster);

/* One for pages on another way, of any thread: an image that either has opened is opened for both.
 * `other`, which has been told all else, outlives it and what is done with its pages. */
struct raster *raster_new_beside(const struct raster *other, struct page_sink next);

/* The writer reads the rows of a PNG: where they can stay as they are, they do (IMAGE_ROWS). */
void raster_keep_rows(struct raster *raster);

/* Where the pages are sent. FAULT_INVALID for a damaged image. */
struct page_sink raster_sink(struct raster *raster);

#endif

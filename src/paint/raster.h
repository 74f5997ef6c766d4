// SPDX-License-Identifier: MIT
// For a writer that takes pixels only: finished pages on their way to it, with every image opened
// and every SVG drawn.
#ifndef WARRAQ_PAINT_RASTER_H
#define WARRAQ_PAINT_RASTER_H

#include "page/page.h"

#define RASTER_DPI 600 /* what a printer shows */

struct raster;

/* Pages go on to `next`. Each SVG on them becomes a PNG of `dpi` at the size at which it stands
 * first; other images stay as they are. Images of the same bytes become one, which lives until
 * raster_free(): so that comes after what `next` makes of the pages, while the documents that the
 * images came from may go before. */
struct raster *raster_new(double dpi, struct page_sink next);
void raster_free(struct raster *raster);

/* Where the pages are sent. FAULT_INVALID for a damaged image. */
struct page_sink raster_sink(struct raster *raster);

#endif

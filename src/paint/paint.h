// SPDX-License-Identifier: MIT
// Cairo draws everything that is a picture or a sheet, from the same finished pages as the record.
#ifndef WARRAQ_PAINT_PAINT_H
#define WARRAQ_PAINT_PAINT_H

#include "page/page.h"

/* One page as PNG at `dpi`, or as SVG, by the path's ending; written beside, then renamed. */
bool paint_picture(const struct page *page, const char *path, double dpi, GError **error);

/* All pages, small, on one sheet as PNG. */
bool paint_contact_sheet(const struct page *const *pages, size_t n, const char *path, double dpi,
                         GError **error);

#endif

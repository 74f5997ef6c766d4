// SPDX-License-Identifier: MIT
// Sheets of paper as a PDF: pages placed in cells, marks, and the document's own metadata.
#ifndef WARRAQ_PAINT_SHEET_H
#define WARRAQ_PAINT_SHEET_H

#include "paint/handout.h"

struct sheets;

/* All sides are `width` x `height`. Never NULL. */
struct sheets *sheets_open(const struct handout_options *options, len width, len height);

/* A new side; `turned` prints it upside down. */
void sheets_begin(struct sheets *sheets, bool turned);

/* The page's trim in `cell`, `scale` times its size, at the cell's left (0), middle (0.5) or right
 * (1) and half way down, then moved right by `shift`. */
bool sheets_place(struct sheets *sheets, const struct page *page, const struct rect *cell,
                  double scale, double across, len shift, GError **error);

/* A thin grey line between two points of the side. */
void sheets_mark(struct sheets *sheets, struct point from, struct point to);

void sheets_end(struct sheets *sheets);

/* Writes the file and frees `sheets`. */
bool sheets_finish(struct sheets *sheets, const char *path, GError **error);
void sheets_abandon(struct sheets *sheets);

#endif

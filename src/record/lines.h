// SPDX-License-Identifier: MIT
// A line of a page into content: marked by element and direction, glyphs in visual order, one
// code a character.
#ifndef WARRAQ_RECORD_LINES_H
#define WARRAQ_RECORD_LINES_H

#include "record/job.h"

/* What record->units holds. */
GArray *line_units_new(void);

/* Writes the line of `item` and gives its parts their place in the structure tree.
 * next  what follows on the page, or NULL */
void line_put(struct record *record, const struct item *item, const struct item *next);

#endif

// SPDX-License-Identifier: MIT
// What each column of a table holds: by its head, by its cells.
#ifndef WARRAQ_READ_LIST_COLUMNS_KIND_H
#define WARRAQ_READ_LIST_COLUMNS_KIND_H

#include "read/list/column.h"
#include "read/list/heads.h"
#include "read/list/sheet_sample.h"

/* Counts the cells of the sample by their shapes. */
void columns_count_shapes(const struct sample *sample, struct columns *columns);

/* Understands the columns by row `row` of the sample, which is their head, and by their cells. */
void columns_read_heads(const struct sample *sample, const struct heads *heads, size_t row,
                        struct columns *columns);

/* Without heads: what does not look private is number, name, affiliation and place, in this
 * order. */
void columns_guess(const struct sample *sample, struct columns *columns);

#endif

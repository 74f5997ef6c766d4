// SPDX-License-Identifier: MIT
// Where a run of boxes is cut into columns: by the least sum of what the breaks cost and of what
// the columns fall short.
#ifndef WARRAQ_LAYOUT_COLUMN_H
#define WARRAQ_LAYOUT_COLUMN_H

#include "layout/fit.h"

#define COLUMNS_MOST 8

struct cut {
    size_t ends[COLUMNS_MOST]; /* of each column: the index of the box after its last */
    len heights[COLUMNS_MOST];
    unsigned columns;
};

/* The height of boxes [start, end) as a column: the first one's space above is dropped. */
len column_height(const struct fit *fit, const struct box *boxes, size_t start, size_t end);

/* The height of all notes called in the box, and the least of it that must be on the same page. */
len column_notes_height(const struct fit *fit, const struct box *box);
len column_notes_least(const struct fit *fit, const struct box *box);

/* What the page's footnotes take of a column's height already, and what the first of them takes
 * for its rule. */
struct foot {
    len taken, separator;
};

/* The best end for one column of `height` that begins at `start`: the break that costs least,
 * counting what stays empty. `whole`: a break after the last box costs nothing, since the letter
 * goes on below. Notes called in the column are at its foot. At least one box is taken, even if
 * it is too high. */
size_t column_break(const struct fit *fit, const struct box *boxes, size_t n, size_t start,
                    len height, bool whole, struct foot foot);

/* Fills `columns` columns of at most `height`, level as far as may be; boxes may be left over. */
struct cut column_fill(const struct fit *fit, const struct box *boxes, size_t n, unsigned columns,
                       len height);

/* All of the boxes in `columns` columns as low and as level as may be. False if they do not fit
 * into `height`. */
bool column_balance(const struct fit *fit, const struct box *boxes, size_t n, unsigned columns,
                    len height, struct cut *ret);

#endif

// SPDX-License-Identifier: MIT
// Entries from the rows of a table whose columns were judged.
#ifndef WARRAQ_READ_FIND_ROW_ENTRY_H
#define WARRAQ_READ_FIND_ROW_ENTRY_H

#include "read/find/grid.h"
#include "model/node.h"

/* Appends what row `row` of the grid holds to `list`: an entry, or one for each name. Strings are
 * copied into `arena`. */
void row_entries(struct arena *arena, struct node *list, const struct grid *grid,
                 const struct grid_plan *plan, size_t row, size_t line);

#endif

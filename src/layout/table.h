// SPDX-License-Identifier: MIT
// Tables: columns as wide as their text asks for, rows kept whole, the first column on the side
// where reading begins. A table of the document is set row by row, so that a long one is never in
// memory whole.
#ifndef WARRAQ_LAYOUT_TABLE_H
#define WARRAQ_LAYOUT_TABLE_H

#include "layout/block_lines.h"

struct table_setter;

/* Begins a table: reads it once for the widths of its columns. */
struct table_setter *table_setter_new(struct flow *flow, const struct place *place,
                                      const struct node *table);

/* Sets the next row. False at the end, which ends the table's element. */
bool table_setter_more(struct table_setter *setter);

void table_setter_free(struct table_setter *setter);

/* Whether there is a note called in what is below `node`. */
bool table_calls_notes(const struct node *node);

/* All of it, for a table within another block. */
void table_set(struct flow *flow, const struct place *place, const struct node *table);

#endif

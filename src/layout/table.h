// SPDX-License-Identifier: MIT
// Tables: columns as wide as their text asks for, rows kept whole, the first column on the side
// where reading begins.
#ifndef WARRAQ_LAYOUT_TABLE_H
#define WARRAQ_LAYOUT_TABLE_H

#include "layout/block_lines.h"

void table_set(struct flow *flow, const struct place *place, const struct node *table);

#endif

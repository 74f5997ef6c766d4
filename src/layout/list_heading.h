// SPDX-License-Identifier: MIT
// What stands over the signatories: the letter's own heading or one that is put there, with how
// many there are beside it; over each of several lists a smaller one.
#ifndef WARRAQ_LAYOUT_LIST_HEADING_H
#define WARRAQ_LAYOUT_LIST_HEADING_H

#include "layout/block_lines.h"

/* The group of a heading that stands over signatories; -1 for other blocks. */
int list_heading_group(const struct flow *flow, const struct node *block);

/* Puts a heading over `list`, a list of signatories, where the letter has none. */
void list_heading_set(struct flow *flow, const struct node *list);

/* Whether it is set as one who signs, not as a list: it has a single entry and no heading. */
bool list_heading_is_one(const struct flow *flow, const struct node *list);

/* The counts beside the last line of a heading whose first box is at `index`, or below it. */
void list_heading_add_counts(struct flow *flow, const struct place *place,
                             const struct node *heading, const struct block_style *style,
                             guint index, const struct lines *lines);

#endif

// SPDX-License-Identifier: MIT
// Lists: labels in a column of their own, entries as isolates with their own direction, aligned to
// the list's side. A list of the document is set entry by entry, so that one of a million names
// is never in memory whole.
#ifndef WARRAQ_LAYOUT_LIST_H
#define WARRAQ_LAYOUT_LIST_H

#include "layout/block.h"

struct list_setter;

/* Begins a list: reads it once for its direction and the width of its labels. `place` NULL: a
 * list of the document, in columns of its own. NULL with *error set if it cannot be read. */
struct list_setter *list_setter_new(struct flow *flow, const struct place *place,
                                    const struct node *list, GError **error);

/* Sets the next entry. False at the end, which ends the list's element, or on a fault. */
bool list_setter_more(struct flow *flow, struct list_setter *setter, GError **error);

/* How many of its entries have been set, of how many. */
void list_setter_passed(const struct list_setter *setter, size_t *ret_passed, size_t *ret_n);

/* The list. */
const struct node *list_setter_list(const struct list_setter *setter);

void list_setter_free(struct list_setter *setter);

/* All of it, for a list within another block. */
bool list_set(struct flow *flow, const struct place *place, const struct node *list,
              GError **error);

#endif

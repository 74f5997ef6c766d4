// SPDX-License-Identifier: MIT
// To whom a letter is: each on a line, the name before the office, the word for "to" beside them.
#ifndef WARRAQ_LAYOUT_ADDRESSEE_H
#define WARRAQ_LAYOUT_ADDRESSEE_H

#include "layout/block.h"

/* Sets the addressees among the blocks from `first` to `end`. */
void addressee_set(struct flow *flow, const struct place *place, const struct node *first,
                   const struct node *end);

/* Those that the head has no room for, flow->addressees: in columns, where the letter has ended. */
void addressee_set_others(struct flow *flow);

/* The words of the first addressee that say what kind of letter it is, as they are written, in
 * `arena`; NULL where they do not. *ret_element is that addressee's. */
const char *addressee_kind(struct flow *flow, const struct node *first, const struct node *end,
                           struct arena *arena, uint32_t *ret_element);

#endif

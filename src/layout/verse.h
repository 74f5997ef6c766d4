// SPDX-License-Identifier: MIT
// Verse: the two hemistichs of a line as columns of one width, each filled to it.
#ifndef WARRAQ_LAYOUT_VERSE_H
#define WARRAQ_LAYOUT_VERSE_H

#include "layout/block_lines.h"

/* Whether a NODE_TABLE is verse. */
bool verse_is(const struct node *table);

/* Sets it: a line a paragraph, in the middle of the measure; where two columns are too wide for
 * that, the second hemistich stands below the first, at the end side. */
void verse_set(struct flow *flow, const struct place *place, const struct node *verse);

#endif

// SPDX-License-Identifier: MIT
// How many have signed, in large figures side by side: of a summary.
#ifndef WARRAQ_LAYOUT_FIGURES_H
#define WARRAQ_LAYOUT_FIGURES_H

#include "layout/block_lines.h"

/* Where the style and what is known of the signatories ask for none, nothing is set. */
void figures_set(struct flow *flow);

#endif

// SPDX-License-Identifier: MIT
// Labels of a list. A million of them are a million different strings of the same ten digits, so a
// label is set once for each shape ("888.") and its digits are exchanged.
#ifndef WARRAQ_LAYOUT_LABEL_H
#define WARRAQ_LAYOUT_LABEL_H

#include "layout/flow.h"

struct label_setter;

/* Labels in `style`, set as `paragraph` says. Both are borrowed. */
struct label_setter *label_setter_new(struct flow *flow, const struct block_style *style,
                                      const struct paragraph_style *paragraph);
void label_setter_free(struct label_setter *setter);

/* The width the label would take; exact for the face's widest digit. */
len label_width(struct label_setter *setter, const char *label);

/* The label as one line in flow->arena, at the side of `measure` the paragraph style aligns to.
 * False if it holds nothing to set. */
bool label_set(struct label_setter *setter, const char *label, len measure, struct line *ret);

#endif

// SPDX-License-Identifier: MIT
// Lines of titles and headings: nearly equal where the style wants it, smaller where they are many.
#ifndef WARRAQ_LAYOUT_HEADING_H
#define WARRAQ_LAYOUT_HEADING_H

#include "layout/block_lines.h"

/* Sets a block's text. A title that is long takes a smaller size, down to the style's least:
 * `style` and the text's spans are changed to it. */
struct lines heading_lines(struct flow *flow, struct styled_text *text,
                           const struct paragraph_style *paragraph, struct block_style *style,
                           len width);

#endif

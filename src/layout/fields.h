// SPDX-License-Identifier: MIT
// The text of furniture: names in braces replaced by what is known of letter and page.
#ifndef WARRAQ_LAYOUT_FIELDS_H
#define WARRAQ_LAYOUT_FIELDS_H

#include "layout/frame.h"

/* `content` filled in, in the style's digits; lives in `arena`. `frame` NULL: off any page, where
 * {page} and {pages} are nothing. */
char *fields_fill(const struct flow *flow, const struct frame *frame,
                  const struct block_style *style, const char *content, struct arena *arena);

#endif

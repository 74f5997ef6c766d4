// SPDX-License-Identifier: MIT
// The text of furniture: names in braces replaced by what is known of letter and page.
#ifndef WARRAQ_LAYOUT_FIELDS_H
#define WARRAQ_LAYOUT_FIELDS_H

#include "layout/frame.h"

/* `content` filled in, in the style's digits; lives in `arena`. `frame` NULL: off any page, where
 * {page} and {pages} are nothing. *ret_held_at (NULL: not asked): the byte where the digits stand
 * that hold the place of the number of pages; SIZE_MAX if none do. */
char *fields_fill(const struct flow *flow, const struct frame *frame,
                  const struct block_style *style, const char *content, struct arena *arena,
                  size_t *ret_held_at);

#endif

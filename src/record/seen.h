// SPDX-License-Identifier: MIT
// The characters that a page's marked contents show, in the order in which they are seen: its
// content stream read by the ToUnicode maps of its fonts, whose codes are of two bytes.
#ifndef WARRAQ_RECORD_SEEN_H
#define WARRAQ_RECORD_SEEN_H

#include "pdf/reader.h"

struct seen;

/* `reader` is borrowed and outlives it. */
struct seen *seen_new(struct pdf_reader *reader);
void seen_free(struct seen *seen); /* NULL is allowed */

/* The text of one marked content of a page, both by their numbers: UTF-8, "" if there is none.
 * Lives until the next call. */
const char *seen_text(struct seen *seen, uint32_t page, int64_t mcid);

#endif

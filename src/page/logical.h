// SPDX-License-Identifier: MIT
// From the order in which a line is seen to the order in which it is read.
#ifndef WARRAQ_PAGE_LOGICAL_H
#define WARRAQ_PAGE_LOGICAL_H

#include "text/paragraph.h"

#include <glib.h>

/* The line's runs in logical order, as indices into line->runs: rule L2 of UAX #9 undone.
 * The caller frees the array with g_free(). */
size_t *line_logical_order(const struct line *line);

/* The text of the line as it is read. */
void line_append_text(GString *out, const struct line *line);

#endif

// SPDX-License-Identifier: MIT
// Lines of a paragraph that Markdown would run together: names that were typed one below the other.
#ifndef WARRAQ_READ_FIND_SOFT_LINES_H
#define WARRAQ_READ_FIND_SOFT_LINES_H

#include "read/reader.h"

/* Parts the lines of a paragraph that are no wrapped prose by breaks, so that each is judged by
 * itself. */
void soft_lines_part(struct reader *reader, struct node *paragraph);

/* Whether a node is such a break. */
bool soft_line_is_break(const struct node *node);

/* Makes of a break that parts no names what it was in the source. */
void soft_line_join(struct node *line_break);

#endif

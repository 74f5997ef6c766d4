// SPDX-License-Identifier: MIT
// A long captured list, entry by entry: nothing of it is held but where its lines stand.
#ifndef WARRAQ_READ_LIST_LIST_STREAM_H
#define WARRAQ_READ_LIST_LIST_STREAM_H

#include "read/capture/capture_lines.h"

/* Reads [first, end) of the capture's lines, one run, as entries of `list`, which must live as
 * long as the stream. A reference to the source is kept. The entries are those that the list would
 * have as children; `parent` is the list, which they are not linked into. */
struct node_stream *list_stream_new(const struct capture *capture, struct node *list, guint first,
                                    guint end);

/* Makes children of the entries that a list streams; nothing for a list that holds its own. */
void list_stream_hold(struct arena *arena, struct node *list);

#endif

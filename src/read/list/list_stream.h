// SPDX-License-Identifier: MIT
// A long captured list, entry by entry: only the places of its lines are held in memory.
#ifndef WARRAQ_READ_LIST_LIST_STREAM_H
#define WARRAQ_READ_LIST_LIST_STREAM_H

#include "model/node.h"
#include "read/source.h"

/* A part of an entry, in bytes of the repaired text. */
struct list_place {
    uint32_t start, end;
    uint32_t last;   /* where its entry ends, for an entry's first part */
    uint32_t number; /* of the line */
    bool further;    /* said of the entry above; else its label: */
    uint32_t label, skip;
    int32_t value; /* nine digits at most, or NUMBER_NONE */
};

/* Entries of `list`, which must live as long as the stream, from `places` (struct list_place),
 * which it takes. A reference to the source is kept. The entries are those that the list would
 * have as children; `parent` is the list, which they are not linked into. */
struct node_stream *list_stream_new(const struct source *source, struct node *list, GArray *places);

/* Gives the stream its `parts`. */
void list_stream_identify(struct node_stream *stream);

/* Makes children of the entries that a list streams; nothing for a list that holds its own. */
void list_stream_hold(struct arena *arena, struct node *list);

#endif

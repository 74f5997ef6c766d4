// SPDX-License-Identifier: MIT
// The entries of a list, one after the other, read some way ahead where threads set what comes.
#ifndef WARRAQ_LAYOUT_ENTRIES_H
#define WARRAQ_LAYOUT_ENTRIES_H

#include "layout/inline.h"

struct entries;

/* Called for each entry that is read ahead; what its text will be, in flow->scratch. */
typedef struct inline_text (*entries_read_fn)(struct flow *flow, const void *context,
                                              const struct node *entry);

struct entries *entries_new(const struct node *list, GError **error);
void entries_free(struct entries *entries);

/* The next entry, good until the next call; NULL at the end, or with *error set. */
const struct node *entries_next(struct entries *entries, struct flow *flow, entries_read_fn read,
                                const void *context, GError **error);

/* The text of the entry that was given last, where it was read ahead and has no tags of its own:
 * else NULL. Good as long as the entry. */
const struct styled_text *entries_foreseen(const struct entries *entries);

/* Entry `to`, counted from 0, comes next. */
bool entries_go(struct entries *entries, struct flow *flow, size_t to, GError **error);

#endif

// SPDX-License-Identifier: MIT
// What is known of a long list from when it was set before, with the same look: which way most of
// its names run, how wide its labels are, how many lines each entry takes. Of these lines alone
// pages can be counted.
#ifndef WARRAQ_LAYOUT_KNOWN_H
#define WARRAQ_LAYOUT_KNOWN_H

#include "layout/flow.h"

/* A name for the answer to `question` about the list, wherever its text is `width` wide: of its
 * entries and of all that has a say in how they are set. NULL where nothing is kept, or the list is
 * short; g_free(). */
char *known_key(const struct flow *flow, const char *question, const struct node *list, len width);

/* How many lines each entry takes, gathered while the list is set. */
struct known_lines;

/* NULL where `key` is. Takes the key. */
struct known_lines *known_lines_new(char *key);
/* Adds the next entry; one that is more than its `lines` makes the list unknown. */
void known_lines_add(struct known_lines *known, size_t lines, bool plain);
/* The list has been set whole: they are kept. */
void known_lines_end(struct known_lines *known, const struct flow *flow);
void known_lines_free(struct known_lines *known);

#endif

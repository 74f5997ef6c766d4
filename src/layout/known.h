// SPDX-License-Identifier: MIT
// What is known of a long list from when it was set before, with the same look: which way most of
// its names run, how wide its labels are, how many lines each entry takes. Of these lines alone
// pages can be counted. A list is known part by part, so that one that changed is hardly less
// known.
#ifndef WARRAQ_LAYOUT_KNOWN_H
#define WARRAQ_LAYOUT_KNOWN_H

#include "layout/flow.h"

struct known_list;

/* A list of which `question` is asked, wherever its text is `width` wide. NULL where nothing is
 * kept, or the list is short. */
struct known_list *known_list_new(const struct flow *flow, const char *question,
                                  const struct node *list, len width);
void known_list_free(struct known_list *known); /* NULL is allowed */

/* Part by part: how many there are, how many entries one has, what is known of it (a new reference;
 * NULL for nothing), and what was found out of it. */
size_t known_list_parts(const struct known_list *known);
size_t known_list_entries(const struct known_list *known, size_t part);
GBytes *known_list_find(const struct known_list *known, size_t part);
void known_list_keep(const struct known_list *known, size_t part, GBytes *fact);

/* Entry by entry, in order: how many lines the next one takes. False where that is not known: the
 * entry is to be set, and known_list_add() told. */
bool known_list_next(struct known_list *known, size_t *ret_lines);
/* One that is more than its lines is not `plain`, and its part never known. */
void known_list_add(struct known_list *known, size_t lines, bool plain);
/* How many entries have been gone through; whether they are all. */
size_t known_list_at(const struct known_list *known);
bool known_list_ended(const struct known_list *known);

#endif

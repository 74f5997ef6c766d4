// SPDX-License-Identifier: MIT
// Entries of a list of signatories, made from the forms in which sources write them.
#ifndef WARRAQ_READ_LIST_ENTRY_H
#define WARRAQ_READ_LIST_ENTRY_H

#include "model/node.h"

enum { SAID_MOST = 8 };

/* A signatory as a table or data file gives it; NULL or "" for what it does not give. */
struct signatory {
    const char *label; /* as printed; NULL: from the number, if there is one */
    const char *number;
    const char *name, *lang;
    const char *said[SAID_MOST]; /* role, organisation, place, in the order they are printed */
};

/* A new entry below `list` (NULL: none), all in `arena`. */
struct node *entry_new(struct arena *arena, struct node *list, const struct signatory *signatory);

/* Makes of what follows the first NODE_BREAK of an entry its affiliation. */
void entry_split_affiliation(struct arena *arena, struct node *entry);

/* Makes of what follows " – " (a dash between spaces) or a tab in a name its affiliation, the
 * dash with it: HTML pages write "Name &ndash; role". */
void entry_split_dash(struct arena *arena, struct node *entry);

/* Takes the printed label from the start of an entry's first text, if there is one. */
void entry_take_label(struct arena *arena, struct node *entry);

/* Turns the inlines of `block` into entries of a new list in its place, an entry for each line
 * between breaks. The block is detached. */
struct node *entries_from_lines(struct arena *arena, struct node *block);

#endif

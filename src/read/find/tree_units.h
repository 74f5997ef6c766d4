// SPDX-License-Identifier: MIT
// The blocks below a document's root as a row of units.
#ifndef WARRAQ_READ_FIND_TREE_UNITS_H
#define WARRAQ_READ_FIND_TREE_UNITS_H

#include "read/find/grid.h"
#include "read/find/unit.h"

/* What the form knows of a node and the model does not say. */
struct mark {
    uint32_t signature; /* alike for elements of one tag and class */
    uint32_t card;      /* blocks of one card are one unit; 0: none */
    bool dropped;       /* of a page, and no letter: see html/html_page.h */
    bool around;        /* and its elements say so */
};

/* The name of a NODE_BREAK that parts elements which touch: within a unit it parts its lines. */
extern const char touching_break[];

/* Units of the blocks below the document's root. An entry of paragraphs is a unit of as many
 * lines. */
struct units *tree_units(struct reader *reader);

/* Makes of an entry's paragraphs lines parted by breaks. */
void entry_flatten(struct arena *arena, struct node *entry);

/* The cells of a table as text, in the units' arena. */
struct grid *tree_grid(struct arena *arena, const struct node *table);

#endif

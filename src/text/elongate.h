// SPDX-License-Identifier: MIT
// A line's kashidas: which words get them, and the words shaped again with them.
#ifndef WARRAQ_TEXT_ELONGATE_H
#define WARRAQ_TEXT_ELONGATE_H

#include "text/line.h"
#include "text/shape.h"

/* A join of the line and how many units it gets. */
struct elongation {
    const struct kashida_join *join;
    int units;
};

struct elongations {
    struct elongation list[KASHIDA_WORDS_MOST]; /* by place in the text */
    size_t n;
};

/* Chooses the joins that take plan->spent.kashidas units: the preferred ones, apart from one
 * another and not beneath plan->above, which becomes this line's. May choose fewer. */
struct elongations elongations_choose(const struct setting *setting, const struct line_plan *plan);

/* Whether any of them falls within characters [first, end). */
bool elongations_touch(const struct elongations *elongations, size_t first, size_t end);

/* Shapes characters [first, end) of the item with the tatweels put in. Clusters are bytes of the
 * paragraph; inserted glyphs are flagged and carry the cluster of the letter they lengthen. */
struct shaped elongations_shape(const struct setting *setting, const struct text_item *item,
                                size_t first, size_t end, const struct elongations *elongations);

#endif

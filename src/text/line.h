// SPDX-License-Identifier: MIT
// A chosen line set in visual order: rules L1 and L2 of UAX 9, then alignment or justification.
#ifndef WARRAQ_TEXT_LINE_H
#define WARRAQ_TEXT_LINE_H

#include "text/elongate.h"
#include "text/shape.h"

/* What a line is to be. */
struct line_plan {
    size_t first, visible_end, end; /* characters */
    bool hyphen;                    /* parted within a word, with a hyphen */
    bool is_first, last;            /* of the paragraph; `last` before a forced break too */
    struct fit_line spent;
    struct elongations elongations;
};

/* What the line's visible text is to fill: the measure less indents, and what hangs out of it. */
len line_room(const struct setting *setting, const struct line_plan *plan);

/* The same of glyphs of one item, which is all that stands on the line and as the base direction
 * runs, where nothing is justified. */
struct line line_set_slice(const struct setting *setting, const struct line_plan *plan,
                           const struct text_item *item, struct shaped glyphs);

struct line line_set(const struct setting *setting, const struct line_plan *plan);

#endif

// SPDX-License-Identifier: MIT
// A chosen line set in visual order: rules L1 and L2 of UAX 9, then alignment or justification.
#ifndef WARRAQ_TEXT_LINE_H
#define WARRAQ_TEXT_LINE_H

#include "text/measure.h"

/* All that is known of a paragraph once it is shaped. */
struct setting {
    const struct chars *chars;
    const struct text_items *items;
    const struct measured *measured;
    const struct paragraph_style *style;
    len measure;
    const char *text;      /* the paragraph's bytes, in `arena` */
    struct arena *arena;   /* of the result */
    struct arena *scratch; /* of this paragraph */
    struct diag *diag;
};

/* What a line is to be. */
struct line_plan {
    size_t first, visible_end, end; /* characters */
    bool is_first, last;            /* of the paragraph; `last` before a forced break too */
    struct fit_line spent;
};

struct line line_set(const struct setting *setting, const struct line_plan *plan);

/* The measure left by the indent of the first or of another line. */
len line_room(const struct setting *setting, bool is_first);

#endif

// SPDX-License-Identifier: MIT
// Pages that face one another, where a style has them, end their last lines at one height: the
// longer one gives up the line it has more, or where that does not come out, the shorter is opened
// by a hair between all its lines.
#ifndef WARRAQ_LAYOUT_FACING_H
#define WARRAQ_LAYOUT_FACING_H

#include "layout/frame.h"

/* A page as a trial leaves it, and what is then done to it. */
struct facing_page {
    len end;    /* the last line's baseline; 0: the page ends otherwise */
    len foot;   /* of its box */
    len bottom; /* of the text area */
    len less;   /* taken of the text's height */
    len more;   /* by how much the last line is let down, the others in proportion */
};

/* The page's row among `pages`, made where there is none. */
struct facing_page *facing_page_at(GArray *pages, unsigned index);

/* Whether the last lines are at one height, to a twentieth of a point. */
bool facing_is_level(const struct facing_page *a, const struct facing_page *b);

/* Notes where the text placed on the frame ends; `notes`: something is below it. */
void facing_note(const struct fit *fit, const struct frame *frame, bool notes,
                 struct facing_page *page);

/* Opens what is placed on the frame by the page's `more`. */
void facing_open(const struct fit *fit, struct frame *frame, const struct facing_page *page);

/* By how much the shorter of two pages is to be opened; 0 where that would be seen. */
len facing_more(const struct facing_page *shorter, const struct facing_page *longer, len top);

#endif

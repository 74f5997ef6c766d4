// SPDX-License-Identifier: MIT
// Notes at the foot of a page; what it has no room for is carried to the next.
#ifndef WARRAQ_LAYOUT_COMPOSE_NOTES_H
#define WARRAQ_LAYOUT_COMPOSE_NOTES_H

#include "layout/composer.h"

/* The space and the rule between the letter and its notes. */
len compose_notes_separator(const struct flow *flow);

/* The height of those that are called, or carried, and on no page yet; with the separator. */
len compose_notes_height(const struct composer *composer);

/* Places them. */
void compose_notes(struct composer *composer);

#endif

// SPDX-License-Identifier: MIT
// Places that a reader may want to go to: headings, and where the pages of the record begin.
#ifndef WARRAQ_EDITION_MARKUP_PLACE_H
#define WARRAQ_EDITION_MARKUP_PLACE_H

#include "edition/markup.h"

/* Takes `label` and `id`. */
void markup_place_add(struct markup *markup, int level, char *label, char *id);

/* A block's own text, until the next is asked for. */
const GString *markup_place_text(struct markup *markup, const struct node *block);

/* Marks the page that begins with this block, whose own text is `words`, if one does. */
void markup_place_page(struct markup *markup, const struct node *block, const char *words);

#endif

// SPDX-License-Identifier: MIT
// What stands in a line of text: emphasis, links, pictures, the marks of notes.
#ifndef WARRAQ_EDITION_MARKUP_INLINE_H
#define WARRAQ_EDITION_MARKUP_INLINE_H

#include "edition/markup.h"

/* The inlines that a node begins with, or those from `first` on. False if a picture that should be
 * there is not. */
bool markup_inlines(struct markup *markup, const struct node *node, GError **error);
bool markup_inlines_from(struct markup *markup, const struct node *first, GError **error);

/* The inlines of a block whose opening phrase, of `least` to `most` words, stands out. */
bool markup_opened(struct markup *markup, const struct node *block, int least, int most,
                   GError **error);

/* An element around a node's inlines; `class` may be NULL. */
bool markup_within(struct markup *markup, const struct node *node, const char *tag,
                   const char *class, GError **error);

#endif

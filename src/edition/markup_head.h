// SPDX-License-Identifier: MIT
// The head of a letter as its first page shows it: what kind of letter it is, its date, whom it is
// to, and how it begins.
#ifndef WARRAQ_EDITION_MARKUP_HEAD_H
#define WARRAQ_EDITION_MARKUP_HEAD_H

#include "edition/markup.h"

/* The kind of letter and its date over it, where the page of the record has them. */
void markup_band(struct markup *markup);

/* The words of a block of text: of a date, an addressee and the first paragraph as the head has
 * them. */
bool markup_head_words(struct markup *markup, const struct node *block, GError **error);

/* Whether a block is the letter's date in figures, which the band has in words. */
bool markup_head_is_dated(const struct document *document, const struct node *block);

#endif

// SPDX-License-Identifier: MIT
// Verse: lines that each begin with a bar, as Pandoc writes them, their hemistichs parted by ***,
// //, a tab or three spaces. It is a table named "verse": a row a line, a cell a hemistich.
#ifndef WARRAQ_READ_VERSE_H
#define WARRAQ_READ_VERSE_H

#include "model/node.h"

/* Turns a paragraph whose source is `text` into verse. False, the paragraph as it was, if it is
 * none: a line without a bar, one that ends with a bar (a table's), or a line alone. */
bool verse_make(struct arena *arena, struct node *paragraph, const char *text, size_t n);

#endif

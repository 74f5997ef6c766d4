// SPDX-License-Identifier: MIT
// Whether an archive's record says what its letter.txt says.
#ifndef WARRAQ_DOOR_AGREE_RECORD_H
#define WARRAQ_DOOR_AGREE_RECORD_H

#include "base/findings.h"

#include <glib.h>

/* Reads the record back by its structure tree and holds its blocks to the lines of letter.txt,
 * white space and hyphens of line ends aside. A block that only one of the two has, or that the two
 * have in another order, is a fault `edition-differs` at `path`. The page is free in this: a date
 * may be in words, what stands above the title may be in other blocks, notes stand where it has
 * them, and the first `head_lines` of letter.txt, which are the letter's head, are in any order. */
void record_agrees(const char *path, GBytes *record, const char *text, size_t head_lines,
                   struct findings *findings);

#endif

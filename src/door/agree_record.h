// SPDX-License-Identifier: MIT
// Whether an archive's record says what its letter.txt says.
#ifndef WARRAQ_DOOR_AGREE_RECORD_H
#define WARRAQ_DOOR_AGREE_RECORD_H

#include "base/findings.h"

#include <glib.h>

/* Reads the record back by its structure tree and holds its blocks to the lines of letter.txt,
 * white space and hyphens of line ends aside. A block that only one of the two has is a fault
 * `edition-differs` at `path`. Two freedoms are the page's own: a date may be in words, and what
 * stands above the title may be in another order and in other blocks. */
void record_agrees(const char *path, GBytes *record, const char *text, struct findings *findings);

#endif

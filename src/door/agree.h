// SPDX-License-Identifier: MIT
// Whether the editions that an archive holds say the same.
#ifndef WARRAQ_DOOR_AGREE_H
#define WARRAQ_DOOR_AGREE_H

#include "base/findings.h"

/* Holds every edition that the bag's report.json lists against letter.txt, block by block: what
 * differs is a fault `edition-differs` with the block's id. Nothing of a bag without such a list.
 */
void editions_agree(const char *bag, struct findings *findings);

#endif

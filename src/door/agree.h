// SPDX-License-Identifier: MIT
// Whether the editions that an archive holds say the same.
#ifndef WARRAQ_DOOR_AGREE_H
#define WARRAQ_DOOR_AGREE_H

#include "base/findings.h"

/* Holds the record and every edition that the bag's report.json lists against letter.txt, block by
 * block: what differs is a fault `edition-differs`, of an edition with the block's id. Nothing of a
 * bag whose report.json names neither, as older ones do. */
void editions_agree(const char *bag, struct findings *findings);

/* The same of every version of a store or of one object's folder, as findings->kind says; faults
 * name the version. */
void editions_agree_stored(const char *path, struct findings *findings);

#endif

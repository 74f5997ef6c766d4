// SPDX-License-Identifier: MIT
// The local headers, held against the central directory, and the ranges of the file they claim.
#ifndef WARRAQ_ZIP_LOCAL_H
#define WARRAQ_ZIP_LOCAL_H

#include "zip/directory.h"

/* Reads every local header, sets `data` and `end` of each entry, and reports what differs from the
 * directory, overlaps, or lies between. An entry it cannot vouch for is not `sound` any more. */
void zip_local_check(struct zip_directory *directory, struct findings *findings);

#endif

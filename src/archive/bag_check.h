// SPDX-License-Identifier: MIT
// Whether a tree is a valid bag (RFC 8493, section 3; and its drafts from 0.93 on).
#ifndef WARRAQ_ARCHIVE_BAG_CHECK_H
#define WARRAQ_ARCHIVE_BAG_CHECK_H

#include "base/findings.h"
#include "archive/tree.h"

/* Tells every fault of the bag. Each file is read once, or twice if it is a tag file. True if
 * the bag says that warraq made it, and so is held to more. */
bool bag_check(struct tree *tree, struct findings *findings);

#endif

// SPDX-License-Identifier: MIT
// Before a tree's blocks become units: what stands within one of them and is more than one.
#ifndef WARRAQ_READ_FIND_TREE_PREPARE_H
#define WARRAQ_READ_FIND_TREE_PREPARE_H

#include "read/reader.h"

/* Parts "Signed by: Ana Ruiz, Li Wei, ..." into a heading and its names, and a list whose items are
 * groups or countries with a list below each into these. */
void tree_prepare(struct reader *reader);

#endif

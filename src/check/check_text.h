// SPDX-License-Identifier: MIT
// The queries that one block of text raises by itself.
#ifndef WARRAQ_CHECK_CHECK_TEXT_H
#define WARRAQ_CHECK_CHECK_TEXT_H

#include "check/checked.h"

/* All queries of the inlines of `block`. */
void check_block(struct check *check, const struct node *block);

#endif

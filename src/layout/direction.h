// SPDX-License-Identifier: MIT
// Which way a text runs, by its first letter (UAX #9, P2 and P3, for letters alone).
#ifndef WARRAQ_LAYOUT_DIRECTION_H
#define WARRAQ_LAYOUT_DIRECTION_H

#include "model/node.h"

/* False if the node's inlines hold no letter. */
bool direction_first_strong(const struct node *node, bool *ret_rtl);

#endif

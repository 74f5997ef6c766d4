// SPDX-License-Identifier: MIT
// What one look at the whole leaves to be put right.
#ifndef WARRAQ_READ_FIND_MEND_H
#define WARRAQ_READ_FIND_MEND_H

#include "read/find/unit.h"

/* Changes `state` of units that stand where only one reading makes sense. `plain`: lines of a
 * capture, in which a page's menus look like names. */
void units_mend(struct units *units, bool plain);

#endif

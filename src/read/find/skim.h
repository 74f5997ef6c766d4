// SPDX-License-Identifier: MIT
// Long lists that count are passed over: far from their ends, and from what is not plain there, no
// unit can be anything but an entry.
#ifndef WARRAQ_READ_FIND_SKIM_H
#define WARRAQ_READ_FIND_SKIM_H

#include "read/find/unit.h"

/* Sets `skimmed` of such units. Which numbers count is marked. */
void units_skim(struct units *units);

#endif

// SPDX-License-Identifier: MIT
// The reading of the whole row of units that has the most evidence for it.
#ifndef WARRAQ_READ_FIND_STATES_H
#define WARRAQ_READ_FIND_STATES_H

#include "read/find/unit.h"

/* Fills `state` of every unit. Evidence has been weighed. */
void units_decide(struct units *units);

/* How much a unit looks like a heading of a list of names: 0 not at all, 3 surely. */
float unit_cue(const struct units *units, guint index);

/* Whether it says that what follows are no names. */
bool unit_bans(const struct units *units, guint index);

#endif

// SPDX-License-Identifier: MIT
// Units that are signatories become entries: one line is one, or several lines are, or a line holds
// several.
#ifndef WARRAQ_READ_FIND_ENTRIES_H
#define WARRAQ_READ_FIND_ENTRIES_H

#include "read/find/unit.h"
#include "read/tables.h"

/* Bytes [from, to) of a unit's text: a name where `begins`, else what is said of it. */
struct entry_part {
    uint32_t unit, from, to;
    bool begins;
    uint32_t label; /* bytes before `from` that are the printed number or mark */
    int32_t number; /* its value, or NUMBER_NONE */
};

/* Appends the parts of the entries in units [first, end), one run without interruption, to `parts`
 * (struct entry_part). */
void entries_plan(const struct units *units, guint first, guint end, GArray *parts);

#endif

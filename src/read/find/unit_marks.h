// SPDX-License-Identifier: MIT
// What units say of one another: lines that wrap, numbers that count, a line that states how many
// follow, notes, addresses. Each gives its trait to the units it finds; all but the first ask for
// units that are measured and whose words are read.
#ifndef WARRAQ_READ_FIND_UNIT_MARKS_H
#define WARRAQ_READ_FIND_UNIT_MARKS_H

#include "read/find/unit.h"
#include "read/tables.h"

/* Numbers that go on from a neighbour's. Labels are read. */
void unit_marks_counting(struct units *units);

/* Of blocks: hard-wrapped prose, and a short line by itself that ends in a comma. */
void unit_marks_blocks(struct units *units);

/* Lines that announce how many stand below them, in any language. */
void unit_marks_totals(struct units *units);

/* Notes in the place of a name: "3 anonymous", "[Signature withdrawn]". */
void unit_marks_notes(struct units *units, const struct tables *tables);

/* "[1]" before a line that a text above refers to by "[1]". */
void unit_marks_footnotes(struct units *units);

/* Addresses and telephone numbers that stand by themselves, and the line above that says what they
 * are for: "To sign, write to Pat Example". Where names have one each, these are their further
 * lines. */
void unit_marks_contacts(struct units *units);

/* Whether a unit is all in brackets, its label aside. */
bool unit_is_bracketed(const struct unit *unit);

/* Whether it counts, and so do those before and after it. */
bool unit_counts_around(const struct units *units, guint index);

/* The first number a unit holds; -1 if it holds none. */
int64_t unit_number(const struct unit *unit);

#endif

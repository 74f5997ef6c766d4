// SPDX-License-Identifier: MIT
// Where in a letter its signatories stand. The recipe: units, evidence, one pass of dynamic
// programming, repairs; then runs of entries become lists.
#ifndef WARRAQ_READ_FIND_FIND_H
#define WARRAQ_READ_FIND_FIND_H

#include "read/find/unit.h"
#include "read/reader.h"

/* Decides the state of every unit. `plain`: of a capture. */
void units_find(struct units *units, const struct tables *tables, bool plain);

/* The total that a heading states in words nobody knows, told by the names that follow it; -1 if
 * there is none. */
int64_t units_total(const struct units *units, const struct tables *tables);

/* Notes a heading of signatories below which no list is found: `list-not-found`. */
void units_tell(const struct units *units, struct reader *reader);

/* Finds the lists below the document's root and makes them lists of signatories. */
void signatories_find(struct reader *reader);

/* Adds an entry's label as printed and its number. `text` holds the label's bytes. */
void entry_set_label(struct arena *arena, struct node *entry, const char *text, size_t n,
                     int64_t number);

#endif

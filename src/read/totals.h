// SPDX-License-Identifier: MIT
// How a text states the number of its signatories, by the patterns of data/read/totals.txt.
#ifndef WARRAQ_READ_TOTALS_H
#define WARRAQ_READ_TOTALS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct totals;

struct totals *totals_new(void);
void totals_free(struct totals *totals);

/* Adds one line of the table, which stays the caller's: "total: signed by {n}". False with
 * FAULT_INVALID for what is no such line. */
bool totals_add(struct totals *totals, const char *row, GError **error);

/* See tables_totals(). */
void totals_find(struct totals *totals, const char *text, size_t n, int64_t *total,
                 int64_t *anonymous);

#endif

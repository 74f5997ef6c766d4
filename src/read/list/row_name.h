// SPDX-License-Identifier: MIT
// A name that a table holds in its parts, put together as its language writes it.
#ifndef WARRAQ_READ_LIST_ROW_NAME_H
#define WARRAQ_READ_LIST_ROW_NAME_H

#include "read/list/column.h"

/* The cell of a row at a column; "" where it has none or none to show. */
typedef const char *(*row_cell_fn)(const void *row, size_t column);

/* Given, middle, family; the family first where its column stands first, and nothing between where
 * the name is written so. "" where the columns hold no part. g_free() */
char *row_name(const struct columns *columns, row_cell_fn cell, const void *row);

#endif

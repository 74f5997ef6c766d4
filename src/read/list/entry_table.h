// SPDX-License-Identifier: MIT
// Names in a table: by columns if its head names them, else a name in every cell.
#ifndef WARRAQ_READ_LIST_ENTRY_TABLE_H
#define WARRAQ_READ_LIST_ENTRY_TABLE_H

#include "read/list/columns.h"
#include "read/reader.h"

/* A list in the table's place, its entries in reading order; empty cells give none. The table is
 * detached. */
struct node *entries_from_table(struct reader *reader, struct node *table);

#endif

// SPDX-License-Identifier: MIT
// Tables that are more than one: halves side by side, parts below a row that names them.
#ifndef WARRAQ_READ_FIND_TREE_TABLES_H
#define WARRAQ_READ_FIND_TREE_TABLES_H

#include "read/reader.h"

/* Parts a row whose columns are called as those before them ("Name, Town, Name, Town") into rows,
 * and a table at rows of one cell ("Academics") into such a heading and tables. */
void tree_table_part(struct reader *reader, struct node *table);

#endif

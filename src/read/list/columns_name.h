// SPDX-License-Identifier: MIT
// Which columns hold the names, whole or in parts.
#ifndef WARRAQ_READ_LIST_COLUMNS_NAME_H
#define WARRAQ_READ_LIST_COLUMNS_NAME_H

#include "read/list/column.h"
#include "read/list/sheet_sample.h"

/* Sets columns->name, and takes the kind of a name from the columns that are none. */
void columns_find_name(const struct sample *sample, struct columns *columns);

/* Whether a column holds a given or a family name. */
bool columns_have_part(const struct columns *columns);

#endif

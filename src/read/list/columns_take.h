// SPDX-License-Identifier: MIT
// The user's word on a table's columns goes before what their heads and cells say.
#ifndef WARRAQ_READ_LIST_COLUMNS_TAKE_H
#define WARRAQ_READ_LIST_COLUMNS_TAKE_H

#include "read/list/column.h"

#include <glib.h>

/* The kinds that --columns gives, and the column that --consent names. False with FAULT_USAGE for a
 * column that is not there; `path` is for the message. */
bool columns_take_wish(struct columns *columns, const char *wish, const char *path, GError **error);
bool columns_take_consent(struct columns *columns, const char *wish, const char *path,
                          GError **error);

#endif

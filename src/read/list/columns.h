// SPDX-License-Identifier: MIT
// What the columns of a table of signatories hold: as the user says, by the words of its head, by
// what its cells look like. What cannot be known is not printed.
#ifndef WARRAQ_READ_LIST_COLUMNS_H
#define WARRAQ_READ_LIST_COLUMNS_H

#include "read/list/column.h"
#include "read/list/columns_wish.h"
#include "read/list/heads.h"
#include "read/list/sheet_sample.h"

/* Understands the table whose first rows are `sample`. `heads_first`: its first row is heads.
 * NULL with FAULT_USAGE if no column can be said to hold names: the message names the columns seen.
 * `path` is for messages. columns_free() accepts NULL. */
struct columns *columns_find(const struct sample *sample, bool heads_first,
                             const struct heads *heads, const struct columns_wish *wish,
                             const char *path, GError **error);
void columns_free(struct columns *columns);

#endif

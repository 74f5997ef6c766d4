// SPDX-License-Identifier: MIT
// Which row of a table is its head: titles, a row of group names and empty rows may stand above it.
#ifndef WARRAQ_READ_LIST_HEAD_ROW_H
#define WARRAQ_READ_LIST_HEAD_ROW_H

#include "read/list/columns_wish.h"
#include "read/list/heads.h"
#include "read/list/sheet_sample.h"

/* The row of heads in *ret, false if there is none: the one that holds the heads the user names,
 * else the one that looks most like heads, else the first where it is unlike the rows below. */
bool head_row_find(const struct sample *sample, const struct heads *heads,
                   const struct columns_wish *wish, size_t *ret);

/* Whether a row of the sample is a head that names a column of names; its index in *ret. */
bool head_row_names(const struct sample *sample, const struct heads *heads, size_t *ret);

/* How many rows of one cell stand above a table without a head whose widest row has `n`. */
size_t head_row_titles(const struct sample *sample, size_t n);

#endif

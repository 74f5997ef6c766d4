// SPDX-License-Identifier: MIT
// Files that are being written, for a signal handler to remove. Any thread adds and takes away
// while a handler reads, so there is neither a lock nor memory that is freed: slots that are marked
// by one atomic word each.
#ifndef WARRAQ_BASE_UNFINISHED_H
#define WARRAQ_BASE_UNFINISHED_H

#include <stddef.h>

/* What unfinished_add() gives when every slot is in use: such a file is not removed by a signal,
 * but by the next call that writes into its folder. */
#define UNFINISHED_NONE ((size_t)-1)

/* The path is copied. */
size_t unfinished_add(const char *path);
/* UNFINISHED_NONE is allowed. */
void unfinished_remove(size_t slot);

/* Unlinks every file that is there now. Safe in a signal handler. */
void unfinished_unlink_all(void);

#endif

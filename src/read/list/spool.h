// SPDX-License-Identifier: MIT
// Bytes that are too many to hold, in a file without a name that ends with its owner.
#ifndef WARRAQ_READ_LIST_SPOOL_H
#define WARRAQ_READ_LIST_SPOOL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct spool;

/* NULL with FAULT_IO if there is no room for temporary files. spool_free() accepts NULL. */
struct spool *spool_new(GError **error);
void spool_free(struct spool *spool);

/* Appends. False with FAULT_IO on a full disk. */
bool spool_write(struct spool *spool, const void *data, size_t n, GError **error);

size_t spool_length(const struct spool *spool);

/* All that was written, mapped: they outlive the spool. Nothing may be written after. */
GBytes *spool_bytes(struct spool *spool, GError **error);

#endif

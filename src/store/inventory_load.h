// SPDX-License-Identifier: MIT
// The inventory of an object to work with.
#ifndef WARRAQ_STORE_INVENTORY_LOAD_H
#define WARRAQ_STORE_INVENTORY_LOAD_H

#include "store/inventory.h"

/* Read, held against its sidecar, checked.
 * NULL with FAULT_INVALID and the first fault in words, or FAULT_IO. */
struct inventory *inventory_load(const char *folder, GError **error);

/* The same, but of an inventory in our own form only what inventory_excerpt() gives. Such a one is
 * held against its sidecar and not checked further: the bytes are those that were written. */
struct inventory *inventory_load_excerpt(const char *folder, const char *const *wanted, size_t n,
                                         GError **error);

#endif

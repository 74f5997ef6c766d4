// SPDX-License-Identifier: MIT
// The inventory of an object to work with.
#ifndef WARRAQ_STORE_INVENTORY_LOAD_H
#define WARRAQ_STORE_INVENTORY_LOAD_H

#include "store/inventory.h"

/* Read, held against its sidecar, checked.
 * NULL with FAULT_INVALID and the first fault in words, or FAULT_IO. */
struct inventory *inventory_load(const char *folder, GError **error);

#endif

// SPDX-License-Identifier: MIT
// The form in which inventories are written: members in the order they were set, one a line, two
// spaces of indent a level; a list on one line, so that every digest has a line of its own.
#ifndef WARRAQ_STORE_INVENTORY_TEXT_H
#define WARRAQ_STORE_INVENTORY_TEXT_H

#include "base/json.h"

/* g_string_free(). */
GString *inventory_print(const json_t *json);

#endif

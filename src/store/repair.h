// SPDX-License-Identifier: MIT
// A store kept over the years: what is damaged taken from a copy, what was seen written down.
#ifndef WARRAQ_STORE_REPAIR_H
#define WARRAQ_STORE_REPAIR_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"

/* Puts into the objects of the store at `path` what they lack of their own inventories' bytes, out
 * of the store `from`, which is another copy of it. Adds the path of each file that was put in
 * place to `ret_repaired`; a warning `repair-refused` says of what could not be, why. Nothing is
 * removed, and no letter added. False with FAULT_IO, FAULT_INVALID or FAULT_USAGE where one of the
 * two cannot be opened, or both are one. */
bool store_repair(const char *path, const char *from, struct diag *diag, GPtrArray *ret_repaired,
                  GError **error);

/* The folders of all objects, below the root, damaged or not; g_strfreev(). NULL with an error. */
char **store_places(const char *path, GError **error);

/* Writes a file into the `logs` of the object at a place of store_places(), where OCFL lets one be
 * (section 3.1); a number is added to a name that is taken. False with FAULT_IO. */
bool store_log(const char *path, const char *place, const char *name, GBytes *bytes,
               GError **error);

/* The id in the object's inventory; NULL if that cannot be read. g_free() */
char *store_place_id(const char *path, const char *place);

#endif

// SPDX-License-Identifier: MIT
// How the letters of a store are called.
#ifndef WARRAQ_DOOR_STORE_ID_H
#define WARRAQ_DOOR_STORE_ID_H

#include "store/store.h"

/* The URI that stands for a plain name in a store, and back; a URI stays itself. g_free() */
char *store_id_full(const char *id);
char *store_id_plain(const char *store_id);

/* store_object_open() by either form of the id; NULL is the only object. */
struct store_object *store_id_open(struct store *store, const char *id, GError **error);

/* Some letters of a store by their plain ids, but for `other` (which may be NULL): "a, b, …".
 * NULL if there is none. g_free() */
char *store_id_others(struct store *store, const char *other);

#endif

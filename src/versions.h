// SPDX-License-Identifier: MIT
// How the letters of a store are called.
#ifndef WARRAQ_VERSIONS_H
#define WARRAQ_VERSIONS_H

#include "store/store.h"

/* The URI that stands for a plain name in a store, and back; a URI stays itself. g_free() */
char *version_store_id(const char *id);
char *version_plain_id(const char *store_id);

/* store_object_open() by either form of the id; NULL is the only object. */
struct store_object *version_open(struct store *store, const char *id, GError **error);

#endif

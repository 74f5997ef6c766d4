// SPDX-License-Identifier: MIT
// Every version of a store, or of one object's folder.
#ifndef WARRAQ_DOOR_EACH_VERSION_H
#define WARRAQ_DOOR_EACH_VERSION_H

#include "store/store.h"

/* `place` says which version: "the-letter v2", of an object's folder "v2". All are borrowed. */
typedef void (*each_version_fn)(void *context, struct store_object *object, size_t number,
                                const char *place);

/* Calls `fn` for the versions of each object in the order of their ids, oldest first; of what
 * cannot be opened none. `root`: `path` is a store, else an object's folder. */
void each_version(const char *path, bool root, each_version_fn fn, void *context);

#endif

// SPDX-License-Identifier: MIT
// An object being read, as this room sees it; the world's view is in store.h.
#ifndef WARRAQ_STORE_OBJECT_H
#define WARRAQ_STORE_OBJECT_H

#include "store/inventory.h"
#include "store/root.h"
#include "store/store.h"

/* Both of struct store_file. `note` holds bag.json, or nothing if another tool made the version. */
struct version_files {
    GArray *payload, *note;
};

struct store_object {
    char *folder;
    struct inventory *inventory;
    struct store_version *versions;
    char **names;
    struct version_files *files; /* a version's are NULL until asked for */
};

/* A version's files; `number` 0 is the newest. */
const struct version_files *object_files(struct store_object *object, size_t number);

/* Whether the file can be read without following a link; FAULT_INVALID if not. One that is not
 * there is for the reader to tell. */
bool object_reach(const struct store_object *object, const struct store_file *file, GError **error);

/* Writes the payload of a version below `folder`, every byte checked. */
bool object_write_files(struct store_object *object, size_t number, const char *folder,
                        GError **error);

/* The version's bag.json as it is, checked; *ret is NULL where there is none. */
bool object_note(struct store_object *object, size_t number, GBytes **ret, GError **error);

/* The file's bytes, their digest checked. */
GBytes *object_read(const struct store_object *object, const struct store_file *file,
                    GError **error);

#endif

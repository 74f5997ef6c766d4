// SPDX-License-Identifier: MIT
// A storage root (OCFL 1.1, section 4) and where its objects lie: extension 0004, hashed n-tuple.
#ifndef WARRAQ_STORE_ROOT_H
#define WARRAQ_STORE_ROOT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"

/* How extension 0004 maps an id to a path. */
struct layout {
    bool known;    /* the root says that it uses 0004; if not, objects are found by looking */
    char name[80]; /* the extension that ocfl_layout.json names; "" for none */
    enum digest_kind digest;
    size_t tuple, tuples;
    bool short_root;
};

struct root {
    char *path;    /* absolute, links resolved */
    unsigned spec; /* 10 or 11 */
    struct layout layout;
    int lock; /* descriptor of the declaration file, or -1 */
};

enum root_lock {
    ROOT_SHARED,
    ROOT_EXCLUSIVE,
    ROOT_UNLOCKED, /* for bytes whose digests are known: two stores wait for one another otherwise
                    */
};

/* The absolute path of a store that may not be there yet; g_free(). */
char *root_resolve(const char *path);

/* Whether the folder has a storage root's declaration. */
bool root_is(const char *path);

/* Makes an empty store, complete at once: at `path` it is either absent, as before, or whole.
 * Another process that does the same at the same time is no error. */
bool root_make(const char *path, GError **error);

/* Removes what a process that was killed in root_make() left beside a store that is there. */
void root_tidy(const char *path);

/* Opens and locks, waiting for its turn. NULL with FAULT_IO or FAULT_INVALID. */
struct root *root_open(const char *path, enum root_lock lock, GError **error);
/* Exchanges the lock; false if `lock` cannot be had at once. */
bool root_relock(struct root *root, enum root_lock lock);
void root_close(struct root *root);

/* Reads ocfl_layout.json and the extension's config.json of a root folder. False with
 * FAULT_INVALID if one of them is not what it must be; absent ones leave `known` false, or the
 * extension's default values. */
bool layout_read(const char *path, struct layout *ret, GError **error);

/* The object's path below the root, by the layout, which must be known; g_free(). */
char *layout_path(const struct layout *layout, const char *id);

/* The object's path below the root wherever it is; NULL if there is none. g_free(). */
char *root_find(const struct root *root, const char *id);

/* Calls `found` for each object root, in byte order of paths (below the root). Stops when it
 * returns false. */
typedef bool (*root_found)(const char *object, void *data);
void root_each(const struct root *root, root_found found, void *data);

#endif

// SPDX-License-Identifier: MIT
// What lies in a folder, looked at without following anything; for the checkers.
#ifndef WARRAQ_STORE_LISTING_H
#define WARRAQ_STORE_LISTING_H

#include <glib.h>
#include <stdbool.h>

#include "base/findings.h"

enum listing_kind { LISTING_FILE, LISTING_FOLDER, LISTING_LINK, LISTING_OTHER };

struct listing_entry {
    enum listing_kind kind;
    char *name;
};

/* The entries in byte order of names, or NULL if the folder cannot be read; g_ptr_array_unref().
 * Members are struct listing_entry. */
GPtrArray *listing_read(const char *folder);

const struct listing_entry *listing_find(const GPtrArray *list, const char *name);

/* What a storage root's and an object's declaration have in common (NAMASTE). */
struct listing_declaration {
    const char *prefix; /* "ocfl_object_" */
    const char *missing_code, *several_code, *unknown_code, *wrong_code;
};
extern const struct listing_declaration listing_object_declaration, listing_root_declaration;

/* Checks the `0=` files of a folder; `where` is the folder's path for the findings, "" or ending
 * with '/'. Returns the specification's version, 10 or 11, or 0. */
unsigned listing_declared(const struct listing_declaration *kind, const char *folder,
                          const GPtrArray *list, const char *where, struct findings *findings);

/* Checks the `extensions` of a folder, if there are any: `stray_code` is for what is no folder,
 * `unknown_code` for the name of no registered extension. `where` as above. */
void listing_extensions(const char *folder, const char *where, const char *stray_code,
                        const char *unknown_code, struct findings *findings);

#endif

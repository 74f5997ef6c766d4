// SPDX-License-Identifier: MIT
// What lies in a folder, looked at without following anything; for the checkers.
#ifndef WARRAQ_STORE_TREE_H
#define WARRAQ_STORE_TREE_H

#include <glib.h>
#include <stdbool.h>

#include "archive/findings.h"

enum tree_kind { TREE_FILE, TREE_FOLDER, TREE_LINK, TREE_OTHER };

struct tree_entry {
    enum tree_kind kind;
    char *name;
};

/* The entries in byte order of names, or NULL if the folder cannot be read; g_ptr_array_unref().
 * Members are struct tree_entry. */
GPtrArray *tree_list(const char *folder);

const struct tree_entry *tree_find(const GPtrArray *list, const char *name);

/* What a storage root's and an object's declaration have in common (NAMASTE). */
struct tree_declaration {
    const char *prefix;                              /* "ocfl_object_" */
    const char *missing, *several, *unknown, *wrong; /* codes */
};
extern const struct tree_declaration tree_object_declaration, tree_root_declaration;

/* Checks the `0=` files of a folder; `where` is the folder's path for the findings, "" or ending
 * with '/'. Returns the specification's version, 10 or 11, or 0. */
unsigned tree_declared(const struct tree_declaration *kind, const char *folder,
                       const GPtrArray *list, const char *where, struct findings *findings);

#endif

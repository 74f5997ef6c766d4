// SPDX-License-Identifier: MIT
// A version in the making: its files gathered, its bytes and the inventory that names them written
// below a folder, which is then put in place (stage.h).
#ifndef WARRAQ_STORE_MAKING_H
#define WARRAQ_STORE_MAKING_H

#include "store/fs.h"
#include "store/inventory.h"
#include "store/root.h"
#include "store/store.h"

struct making_entry {
    const char *path;
    struct fs_bytes from;
    struct fs_digests digests;
    const char *hex; /* by the object's algorithm */
};

struct making {
    const struct bag *bag;
    const struct store_job *job; /* NULL: of a version that was there, whose block this is: */
    const json_t *was;
    const char *message; /* with another message */
    struct root *root;
    const char *id;
    char *object, *folder; /* below the root, and whole */
    bool fresh;            /* the object is not there yet */
    bool part;             /* more versions follow: the object's own inventory is not written yet */
    bool copy, copy_said;  /* whether the version gets a copy, where the caller says so */
    struct inventory *inventory;
    struct making_entry *entries; /* in byte order of paths */
    size_t n_entries;
    GBytes *note;  /* bag.json, or NULL: the version has none */
    char *version; /* "v7" */
    size_t number;
    struct store_written *ret;
};

/* An inventory without versions. */
struct inventory *making_inventory(const char *id);

/* The bag's files and the note, read once. False with FAULT_USAGE for paths that clash. */
bool making_gather(struct making *making, GError **error);

/* Writes what is new to the object, adds the version to the inventory, and writes that. `base` is
 * where the object, or the new version alone, is built. */
bool making_write(struct making *making, const char *base, GError **error);

/* Sets the digest that is reported of an inventory's text, which may be addressed by another. */
void making_digest(const struct making *making, const char *text, size_t n, const char *hex);

/* Frees what it holds, but not the root. */
void making_clear(struct making *making);

#endif

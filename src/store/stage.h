// SPDX-License-Identifier: MIT
// The stage: where a version is made ready, beside the store and on the same disk.
//
// A version is built in STAGE/new and synced. A new object then takes its place by one rename, the
// topmost folder that was missing. A new version of an object that is there needs three (the
// version's folder, the inventory, its sidecar), so first STAGE/new becomes STAGE/ready by one
// rename: from then on the version counts as made, and whoever comes next finishes it. A crash
// before that instant leaves the store untouched, a crash after it loses nothing.
//
// To another OCFL tool, which knows nothing of the stage, the object is not valid (E046, E060)
// after the first and after the second of the three renames; a crash just there leaves it so until
// our next call. It could only be avoided by exchanging the object's whole folder for another
// (RENAME_EXCHANGE), in which every file of every version is a hard link for the moment. Measured
// on ext4 that takes 28 ms of CPU at 50 versions and 85 ms at 200, for linking, syncing the new
// folders and removing the old, where typesetting and storing a version takes 78 ms in all; so it
// would undo what keeps a version's cost from growing with their number, for two instants.
//
// The stage is a hidden sibling of the store, `.NAME.warraq-part`; where that is another disk or
// not writable, `extensions/warraq-part` inside it. It is there only while a version is written,
// and only the holder of the root's exclusive lock may touch it.
#ifndef WARRAQ_STORE_STAGE_H
#define WARRAQ_STORE_STAGE_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"
#include "store/root.h"

struct stage {
    const struct root *root;
    char *folder;  /* STAGE */
    char *content; /* STAGE/new */
};

/* Whether a stage is there: a writer is at work, or was killed. */
bool stage_left(const struct root *root);

/* Finishes or clears what a killed writer left and says so in `diag` (may be NULL). The caller
 * holds the exclusive lock. False with FAULT_IO if it can do neither. */
bool stage_recover(const struct root *root, struct diag *diag, GError **error);

/* For a reader that holds the shared lock: the same, if nobody else holds a lock. What cannot be
 * mended, on a read-only disk, is a warning `store-interrupted`. */
void stage_settle(struct root *root, struct diag *diag);

/* An empty stage. The caller holds the exclusive lock and has recovered. */
bool stage_open(const struct root *root, struct stage *ret, GError **error);

/* Puts STAGE/new/tree/OBJECT into the store: a whole new object. */
bool stage_commit_object(struct stage *stage, const char *object, GError **error);

/* Puts STAGE/new's version folder, inventory.json and sidecar into OBJECT. `before` is the digest
 * (sha512 or sha256) of the inventory that is there. */
bool stage_commit_version(struct stage *stage, const char *object, const char *version,
                          const char *before, GError **error);

/* Puts STAGE/new/object in the place of OBJECT, which goes; at once where the file system can
 * exchange two names, else by two renames, which whoever comes next finishes. `before` as above. */
bool stage_commit_replacement(struct stage *stage, const char *object, const char *before,
                              GError **error);

/* Removes the stage, unless a commit in it waits to be finished. */
void stage_close(struct stage *stage);

#endif

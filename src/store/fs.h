// SPDX-License-Identifier: MIT
// The few verbs of the file system that storing needs: everything written is synced, nothing
// follows a symbolic link, and every failure is a FAULT_IO that names the path.
#ifndef WARRAQ_STORE_FS_H
#define WARRAQ_STORE_FS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/translate.h"

/* Sets FAULT_IO with the path and the reason of errno, and returns false. */
bool fs_fault(GError **error, const char *format, const char *path);

/* The formats. */
#define FS_READ N_("cannot read %s: %s")
#define FS_WRITE N_("cannot write %s: %s")
#define FS_MAKE N_("cannot make %s: %s")
#define FS_SYNC N_("cannot sync %s: %s")
#define FS_REMOVE N_("cannot remove %s: %s")
#define FS_PLACE N_("cannot put %s in place: %s")

/* The path itself, not what a link points to. */
bool fs_is_folder(const char *path);
bool fs_is_file(const char *path);
bool fs_exists(const char *path);

/* Whether `path`, below `base`, is a plain file that is reached without a link. */
bool fs_is_straight(const char *base, const char *path);

/* Makes `path`, and what is missing between it and `base`, which exists and is above it or is it.
 */
bool fs_make_folders(const char *base, const char *path, GError **error);

/* A new file with these bytes, synced; it must not exist. */
bool fs_write(const char *path, const void *data, size_t n, GError **error);

/* Syncs a folder's own entries. */
bool fs_sync_folder(const char *path, GError **error);

/* Syncs every folder of a tree, the deepest first; its files are synced already. */
bool fs_sync_tree(const char *path, GError **error);

bool fs_rename(const char *from, const char *to, GError **error);

/* Exchanges two names at once; false, and nothing is changed, where the file system cannot. */
bool fs_exchange(const char *a, const char *b);

/* Removes a file or a whole tree. True if it is gone; an absent one is gone. */
bool fs_remove(const char *path);

/* A folder to build something in, locked until the descriptor is closed, which its holder does
 * after removing it. Waits for another holder; one that was killed may have left things inside. -1
 * with FAULT_IO. */
int fs_workshop(const char *folder, GError **error);

/* Where bytes come from: memory, or a file on disk. */
struct fs_bytes {
    GBytes *bytes;
    const char *source;
};

/* What a pass over bytes found. */
struct fs_digests {
    uint64_t size;
    char hex[DIGEST_KINDS][DIGEST_HEX_MAX + 1]; /* only those asked for are set */
};

/* Reads all bytes once, computing each digest whose bit (1 << kind) is in `kinds`, and writes them
 * to the new file `copy` (synced) unless that is NULL. */
bool fs_digest(const struct fs_bytes *from, unsigned kinds, const char *copy,
               struct fs_digests *ret, GError **error);

#endif

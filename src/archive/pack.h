// SPDX-License-Identifier: MIT
// A ZIP written by libzip so that the same members give the same bytes anywhere: time, attributes,
// method and flags are fixed, members lie in the order they were added, and every byte of a member
// is read once.
#ifndef WARRAQ_ARCHIVE_PACK_H
#define WARRAQ_ARCHIVE_PACK_H

#include "base/file.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pack;

/* Told every run of a member's bytes, in order, as they are packed. */
typedef void (*pack_watch)(void *data, const void *bytes, size_t n);

/* Gives a member's bytes when its turn comes, after all earlier members are packed. The caller of
 * the function owns them. */
typedef GBytes *(*pack_make)(void *data);

/* Opens the ZIP at `path` ("-" is standard output), beside it until pack_commit(). `date` is
 * seconds since 1970 in UTC, held to what DOS can say: even seconds of 1980 to 2107. NULL with
 * FAULT_IO. */
struct pack *pack_open(const char *path, int64_t date, GError **error);

/* The same into a file that is open, empty and borrowed: pack_finish() ends it. */
struct pack *pack_open_into(struct file_out *file, int64_t date, GError **error);

/* Adds a member; it is packed at pack_commit(). `name` is UTF-8. FAULT_IO if libzip refuses.
 * The file must still have `size` bytes then, or the commit fails. `watch` may be NULL. */
bool pack_add_file(struct pack *pack, const char *name, const char *source, uint64_t size,
                   pack_watch watch, void *data, GError **error);
bool pack_add_made(struct pack *pack, const char *name, pack_make make, void *data, GError **error);

/* Packs all members beside the target, which stays as it is. ret_sha512 is the digest of the ZIP.
 * On failure (FAULT_IO) nothing is left but to abandon it. */
bool pack_close(struct pack *pack, uint64_t *ret_bytes, char ret_sha512[129], GError **error);

/* Syncs what pack_close() packed, renames it into place and frees `pack`, also when it fails
 * (FAULT_IO: the target is then as it was). */
bool pack_commit(struct pack *pack, GError **error);

/* Packs all members into the borrowed file and frees `pack`, also when it fails (FAULT_IO). */
bool pack_finish(struct pack *pack, GError **error);

/* Drops everything; NULL is allowed. */
void pack_abandon(struct pack *pack);

#endif

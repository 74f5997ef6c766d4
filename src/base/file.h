// SPDX-License-Identifier: MIT
// Files in and out. Writing happens beside the target: the bytes go to a hidden sibling, are
// synced, and take the target's name only when complete, so that a crash, a full disk or an
// error leaves the old file or none, never half of one.
#ifndef WARRAQ_BASE_FILE_H
#define WARRAQ_BASE_FILE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The whole file, or standard input for "-". At most `most` bytes; a larger one is a fault.
 * NULL and an error of domain FAULT, code FAULT_IO, if it cannot be read. */
GBytes *file_read(const char *path, size_t most, GError **error);

/* A file being written. */
struct file_out;

/* Opens `path` for writing beside it; "-" is standard output, held back until commit.
 * NULL with FAULT_IO if the folder cannot be written. */
struct file_out *file_out_open(const char *path, GError **error);

/* Appends. After a failed write every later call fails with the same reason. */
bool file_out_write(struct file_out *out, const void *data, size_t n, GError **error);

/* Bytes written so far. */
uint64_t file_out_offset(const struct file_out *out);

/* The descriptor, for a library that writes by itself; it can seek and be read, also for "-". */
int file_out_fd(struct file_out *out);

/* The hidden sibling's path, for a library that insists on a name; NULL for "-". */
const char *file_out_path(const struct file_out *out);

/* Syncs and renames into place. Frees `out` either way. False with FAULT_IO leaves the target as
 * it was. */
bool file_out_commit(struct file_out *out, GError **error);

/* Drops what was written; the target is untouched. NULL is allowed. */
void file_out_abandon(struct file_out *out);

/* file_out_open, write and commit in one. */
bool file_write(const char *path, const void *data, size_t n, GError **error);

/* Removes the siblings of `target`, and of every target whose name goes on with a dot
 * (`NAME.pdf`), that killed processes left unfinished. Files still being written stay. Returns
 * how many were removed. */
size_t file_tidy(const char *target);

/* Removes every sibling that is being written now. Safe to call from a signal handler. */
void file_out_abandon_all(void);

#endif

// SPDX-License-Identifier: MIT
// Files in and out. Only plain files are read, opened without waiting. Writing happens beside the
// target: the bytes go to a hidden sibling, are synced, and take the target's name only when
// complete, so that a crash, a full disk or an error leaves the old file or none, never half of
// one. What a call of the library may not overwrite, and what it reads from memory, base/job.h
// knows.
#ifndef WARRAQ_BASE_FILE_H
#define WARRAQ_BASE_FILE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The whole file, or standard input for "-". At most `most` bytes; a larger one is a fault.
 * NULL and an error of domain FAULT, code FAULT_IO, if it cannot be read. */
GBytes *file_read(const char *path, size_t most, GError **error);

/* The same for a file that another, `by`, names: it must lie in the folder of `by` or below, or in
 * one that the user allowed, wherever links lead. What was lent from memory may name only what was
 * lent too. FAULT_IO, "outside", for others. */
GBytes *file_read_named(const char *path, const char *by, size_t most, GError **error);

/* A descriptor of the file, at its start; the caller closes it. -1 with FAULT_IO. */
int file_open(const char *path, GError **error);

/* Whether the file may be read by its name later on; `by` as above, or NULL where the user names
 * it. *ret_held: it cannot be opened twice, being standard input or in memory. */
bool file_may_read(const char *path, const char *by, bool *ret_held, GError **error);

/* A file being written. */
struct file_out;

/* Opens `path` for writing beside it. A link is followed; a pipe or a device gets the bytes on
 * commit, as does standard output ("-"); a folder, and a file that this call reads or writes
 * already, are faults. NULL with FAULT_IO if the folder cannot be written. */
struct file_out *file_out_open(const char *path, GError **error);

/* A file without a name, in the folder `folder` (NULL: that of temporary files), for what is only
 * needed while it is open. It is abandoned, not committed. */
struct file_out *file_out_open_unnamed(const char *folder, GError **error);

/* Appends. After a failed write every later call fails with the same reason. */
bool file_out_write(struct file_out *out, const void *data, size_t n, GError **error);

/* Bytes written so far. */
uint64_t file_out_offset(const struct file_out *out);

/* Writes over what is there; a place beyond it is a fault. */
bool file_out_patch(struct file_out *out, uint64_t offset, const void *data, size_t n,
                    GError **error);

/* A copy of all that is written. NULL with FAULT_IO. g_bytes_unref(). */
GBytes *file_out_bytes(struct file_out *out, GError **error);

/* The descriptor, for a library that writes by itself; it can seek and be read, whatever the
 * target. */
int file_out_fd(struct file_out *out);

/* A path under which others of this process can open what is written, while it is not committed. */
const char *file_out_path(const struct file_out *out);

/* Syncs what is written, after which nothing is: a thread that has made a file may do so before
 * another commits it. What goes wrong is told then. */
void file_out_sync(struct file_out *out);

/* Syncs and renames into place; an existing file's mode is kept. Frees `out` either way. False with
 * FAULT_IO leaves the target as it was. */
bool file_out_commit(struct file_out *out, GError **error);

/* Drops what was written; the target is untouched. NULL is allowed. */
void file_out_abandon(struct file_out *out);

/* file_out_open, write and commit in one. */
bool file_write(const char *path, const void *data, size_t n, GError **error);

/* Removes what killed processes left unfinished in the folder. What is still being written stays.
 * Returns how many went. Each job does so once for every folder that it writes into. */
size_t file_tidy(const char *folder);

/* Removes every sibling that is being written now. Safe to call from a signal handler. */
void file_out_abandon_all(void);

#endif

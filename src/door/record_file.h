// SPDX-License-Identifier: MIT
// What a letter leaves as: the PDF of record.
#ifndef WARRAQ_DOOR_RECORD_FILE_H
#define WARRAQ_DOOR_RECORD_FILE_H

#include "base/file.h"
#include "door/letter.h"

struct level;
struct record;

/* Opens a record with the options the letter's session asks for, but for the number of threads: 0
 * or 1 is one. */
struct record *record_file_open(const struct letter *letter, struct file_out *out, guint64 threads,
                                GError **error);

/* The level of conformance that it will be of. */
const struct level *record_file_level(const struct letter *letter);

/* Lays the letter out into a PDF of record. `out` stays the caller's; `ret_pages` may be NULL. */
bool record_file_put(const struct letter *letter, struct file_out *out, size_t *ret_pages,
                     GError **error);

/* The same into a file, written beside and renamed. */
bool record_file_write(const struct letter *letter, const char *path, size_t *ret_pages,
                       GError **error);

/* `{file, bytes, pages}` of a record that is in its place. */
json_t *record_file_json(const char *path, size_t pages);

#endif

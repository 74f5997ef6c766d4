// SPDX-License-Identifier: MIT
// What a letter leaves as: the PDF of record.
#ifndef WARRAQ_PRODUCE_H
#define WARRAQ_PRODUCE_H

#include "base/file.h"
#include "letter.h"

struct record;

/* Opens a record with the options the letter's session asks for. */
struct record *produce_record_open(const struct letter *letter, struct file_out *out,
                                   GError **error);

/* Lays the letter out into a PDF of record. `out` stays the caller's; `ret_pages` may be NULL. */
bool produce_record(const struct letter *letter, struct file_out *out, size_t *ret_pages,
                    GError **error);

/* The same into a file, written beside and renamed. */
bool produce_record_file(const struct letter *letter, const char *path, size_t *ret_pages,
                         GError **error);

/* `{file, bytes, pages}` of a record that is in its place. */
json_t *produce_report(const char *path, size_t pages);

/* Characters no face covers, as noted while laying out. */
size_t produce_missing_glyphs(const struct warraq *w);

#endif

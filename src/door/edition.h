// SPDX-License-Identifier: MIT
// The letter in other forms than the record's: a page of the web, an e-book,
// a Word document, Markdown, text.
#ifndef WARRAQ_DOOR_EDITION_H
#define WARRAQ_DOOR_EDITION_H

#include "door/letter.h"

struct edition;

/* The edition that the ending of a file's name asks for; NULL for none: the record. */
const struct edition *edition_of(const char *path);

/* The edition into a file that is open. Where the letter's `starts` are filled they mark the
 * record's pages; an edition that wants them and has none lays the letter out. */
bool edition_put(const struct edition *edition, const struct letter *letter, struct file_out *out,
                 GError **error);

/* The reading room of an archive that holds `files` (struct room_file). */
bool edition_room(const struct letter *letter, const GArray *files, struct file_out *out,
                  GError **error);

/* The letter as a page of the web; the caller unrefs it. */
GBytes *edition_page(const struct letter *letter, GError **error);

/* Writes it, beside and renamed. FAULT_USAGE for options that only a PDF has. */
bool edition_write(const struct edition *edition, const struct letter *letter, const char *target,
                   GError **error);

#endif

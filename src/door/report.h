// SPDX-License-Identifier: MIT
// What the program reports of a letter, as JSON: counts, notes, faces.
#ifndef WARRAQ_DOOR_REPORT_H
#define WARRAQ_DOOR_REPORT_H

#include "door/letter.h"

/* `{listed, highest, missing, stated_total, anonymous}`; null where nothing is known. */
json_t *report_signatories(const struct document *document);

/* `{file, bytes}` of a file just written; `bytes` is left out for "-". */
json_t *report_file(const char *path);

/* `[{first_line, last_line, reason, text}]` */
json_t *report_set_aside(const struct document *document);

/* Where a source lies in an archive: "source/" and its name, without what some unpackers change.
 * g_free(). */
char *report_source_path(const struct document_source *source);

/* report.json of an archive; `lists` are the lines of its letter.txt that are entries (struct
 * dump_range). NULL with FAULT_IO if a list cannot be read again for its digest. */
json_t *report_letter(const struct letter *letter, const GArray *lists, size_t pages,
                      GError **error);

/* `[{file, family, style, version, sha512, …}]` of `faces` (const struct face), which are put into
 * order. */
json_t *report_faces(GPtrArray *faces);

#endif

// SPDX-License-Identifier: MIT
// The same description as ro-crate-metadata.json, in the forms of other systems: one model
// (archive/crate.h), a writer for each.
#ifndef WARRAQ_ARCHIVE_CATALOGUE_H
#define WARRAQ_ARCHIVE_CATALOGUE_H

#include "archive/crate.h"

/* PREMIS 3: the files with size, digest and format, what was done, by which program. */
GBytes *premis_write(const struct crate *crate);

/* One event of one object as a whole, which `object` identifies, done by a tool; its date is
 * needed.
 */
GBytes *premis_write_event(const char *object, const struct crate_event *event, const char *tool,
                           const char *version);

/* The fifteen terms of Dublin Core, as OAI's XML. */
GBytes *dublin_core_write(const struct crate *crate);

/* DataCite 4, for a DOI; publisher and author are needed. */
GBytes *datacite_write(const struct crate *crate, const char *doi);

#endif

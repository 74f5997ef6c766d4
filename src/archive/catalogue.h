// SPDX-License-Identifier: MIT
// The same description as ro-crate-metadata.json, in the forms of other systems: one model
// (archive/crate.h), a writer for each.
#ifndef WARRAQ_ARCHIVE_CATALOGUE_H
#define WARRAQ_ARCHIVE_CATALOGUE_H

#include "archive/crate.h"

/* PREMIS 3: the files with size, digest and format, what was done, by which program. */
GBytes *premis_write(const struct crate *crate);

/* The fifteen terms of Dublin Core, as OAI's XML. */
GBytes *dublin_core_write(const struct crate *crate);

/* DataCite 4, for a DOI; publisher and author are needed. */
GBytes *datacite_write(const struct crate *crate, const char *doi);

#endif

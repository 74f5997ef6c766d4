// SPDX-License-Identifier: MIT
// A bag's place in its ZIP, and what warraq itself would never have written around it.
#ifndef WARRAQ_ARCHIVE_UNPACK_CHECK_H
#define WARRAQ_ARCHIVE_UNPACK_CHECK_H

#include "base/findings.h"
#include "zip/directory.h"

/* Returns the one top folder with its slash, "" if the bag lies at the top (a fault), g_free().
 * From then on findings, also those already made, give paths below that folder. */
char *unpack_check_top(struct zip_directory *directory, struct findings *findings);

/* For a bag that says warraq wrote it: each field that readers ignore must be as bag_write()
 * leaves it, so that no byte of the file can change unseen. Where most entries are otherwise the
 * bag was packed again by another program, which is its keeper's right: a warning, beside whatever
 * else is wrong. A comment is a fault either way. */
void unpack_check_ours(const struct zip_directory *directory, struct findings *findings);

#endif

// SPDX-License-Identifier: MIT
// Whether a ZIP could be unpacked by anyone, anywhere, without harm or loss: its names, and what
// warraq itself would never have written.
#ifndef WARRAQ_ARCHIVE_UNPACK_CHECK_H
#define WARRAQ_ARCHIVE_UNPACK_CHECK_H

#include "base/findings.h"
#include "zip/directory.h"

/* Judges every name; an entry whose name cannot be trusted is not `named` any more. Returns the
 * one top folder with its slash, "" if the bag lies at the top (a fault), g_free(). From then on
 * findings, also those already made, give paths below that folder. */
char *unpack_check_names(struct zip_directory *directory, struct findings *findings);

/* For a bag that says warraq wrote it: each field that readers ignore must be as bag_write()
 * leaves it, so that no byte of the file can change unseen. Where most entries are otherwise the
 * bag was packed again by another program, which is its keeper's right: a warning. */
void unpack_check_ours(const struct zip_directory *directory, struct findings *findings);

#endif

// SPDX-License-Identifier: MIT
// One payload file out of a bag, in a ZIP or a folder. A ZIP is read the way verify.h judges it
// (zip/view.h), so that both see the same bytes; whether the bag is as it was made verify.h says.
#ifndef WARRAQ_ARCHIVE_BAG_READ_H
#define WARRAQ_ARCHIVE_BAG_READ_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Whether `path` looks like a bag: a folder or a ZIP that holds bagit.txt, or a ZIP that cannot be
 * read. */
bool bag_is(const char *path);

/* The bytes of data/`name`, at most `most`. NULL with FAULT_IO if there is no such bag or file,
 * FAULT_INVALID if the ZIP is damaged or the file larger. The caller unrefs it. */
GBytes *bag_read(const char *path, const char *name, size_t most, GError **error);

#endif

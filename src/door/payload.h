// SPDX-License-Identifier: MIT
// What an archive, or a version in a store, holds of a letter.
#ifndef WARRAQ_DOOR_PAYLOAD_H
#define WARRAQ_DOOR_PAYLOAD_H

#include "archive/bag.h"
#include "base/file.h"
#include "door/letter.h"

/* The files of an archive or of a version in a store, in byte order of their paths: the record,
 * its editions and the reading room, the text as typeset, every source byte for byte, the styles,
 * fonts.json, report.json and the RO-Crate. With --volumes each volume is a record of its own.
 * Records lie in `folder` (NULL: that of temporary files), without names, until the payload is
 * freed. */
struct payload {
    GArray *files;    /* struct bag_file */
    GArray *info;     /* struct bag_label, for bag-info.txt */
    json_t *editions; /* names of the letter's other forms, for report.json */
    GArray *lists;    /* struct dump_range: the entries' lines in letter.txt */
    GPtrArray *kept;
    GPtrArray *records; /* struct file_out, one a volume */
};

bool payload_make(const struct letter *letter, const char *folder, struct payload *ret,
                  GError **error);
void payload_free(struct payload *payload);

/* The bag of it, under `name` and dated `date`; all in it is borrowed. */
struct bag payload_bag(const struct payload *payload, const char *name, int64_t date);

#endif

// SPDX-License-Identifier: MIT
// The parts of a payload as they are gathered.
#ifndef WARRAQ_DOOR_PARTS_H
#define WARRAQ_DOOR_PARTS_H

#include "archive/bag.h"
#include "base/file.h"
#include "base/json.h"

/* The reading room's path, which RO-Crate names. */
#define ROOM_NAME "ro-crate-preview.html"

/* The files of an archive or of a version in a store, in byte order of their paths: the record,
 * its editions and the reading room, the text as typeset, every source byte for byte, the styles,
 * fonts.json, report.json and the descriptions. With --volumes each volume is a record of its own.
 * Records lie in `folder` (NULL: that of temporary files), without names, until the payload is
 * freed. */
struct payload {
    GArray *files;    /* struct bag_file */
    GArray *info;     /* struct bag_label, for bag-info.txt */
    json_t *editions; /* names of the letter's other forms, for report.json */
    GArray *lists;    /* struct dump_range: the entries' lines in letter.txt */
    GPtrArray *kept;
    GPtrArray *records;  /* struct file_out, one a volume */
    json_t *volumes;     /* their names, for report.json; empty where the letter is in one */
    GHashTable *sayings; /* what volumes say beside the letter's own words: a set of texts */
};

/* Adds a file; takes `path` and `bytes`. And keeps a string as long as the payload lasts. */
void payload_add_bytes(struct payload *payload, char *path, GBytes *bytes);
const char *payload_keep(struct payload *payload, char *text);

#endif

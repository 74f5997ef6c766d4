// SPDX-License-Identifier: MIT
// What a letter leaves as: the record, and the payload of its archive.
#ifndef WARRAQ_PRODUCE_H
#define WARRAQ_PRODUCE_H

#include "archive/bag.h"
#include "base/file.h"
#include "letter.h"

struct record;

/* Opens a record with the options the letter's session asks for. */
struct record *produce_record_open(const struct letter *letter, struct file_out *out,
                                   GError **error);

/* Lays the letter out into a PDF of record. `out` stays the caller's. */
bool produce_record(const struct letter *letter, struct file_out *out, GError **error);

/* Characters no face covers, as noted while laying out. */
size_t produce_missing_glyphs(const struct warraq *w);

/* The files of an archive or of a version in a store, in byte order of their paths: the record,
 * the text as typeset, every source byte for byte, the styles, fonts.json, report.json and the
 * RO-Crate. The record lies beside `target` until the payload is freed. */
struct payload {
    GArray *files; /* struct bag_file */
    GArray *info;  /* struct bag_label, for bag-info.txt */
    GArray *lists; /* struct dump_range: the entries' lines in letter.txt */
    GPtrArray *kept;
    struct file_out *record;
};

bool payload_make(const struct letter *letter, const char *target, struct payload *ret,
                  GError **error);
void payload_free(struct payload *payload);

#endif

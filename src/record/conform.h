// SPDX-License-Identifier: MIT
// What each standard asks of the file as a whole: a row for each level, and the objects that make
// the claim (catalog, information, metadata, output intent).
#ifndef WARRAQ_RECORD_CONFORM_H
#define WARRAQ_RECORD_CONFORM_H

#include "record/record.h"

struct conform {
    const char *name;    /* "PDF/A-2a", for messages */
    const char *version; /* of PDF */
    unsigned part;
    const char *conformance; /* NULL where the part has none */
    const char *revision;
    bool ua;          /* may claim PDF/UA-1 as well */
    bool info;        /* has an information dictionary */
    bool attachments; /* may carry files of any kind */
};

/* The row; its attachments are looked at, since part 4 names a file that carries some apart. */
const struct conform *conform_find(const struct record_options *options);

/* The output intent's profile: the caller's file, or one of our own. NULL with FAULT_IO or
 * FAULT_INVALID. */
GBytes *conform_profile(const struct record_options *options, GError **error);

/* Writes all that is left but the pages, and the trailer. */
bool conform_finish(struct record *record, GError **error);

#endif

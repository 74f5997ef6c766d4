// SPDX-License-Identifier: MIT
// The end-of-central-directory records, where a ZIP's reading begins.
#ifndef WARRAQ_ZIP_END_H
#define WARRAQ_ZIP_END_H

#include "base/findings.h"
#include "zip/input.h"

struct zip_end {
    uint64_t offset;      /* of the first end record, ZIP64's if there is one */
    uint64_t last;        /* of the plain end record */
    uint64_t entries;     /* as stated */
    uint64_t start, size; /* of the central directory, as stated */
    size_t comment_length;
    bool zip64;
    uint16_t made_by, needed; /* of the ZIP64 record */
};

/* False when no end record can be found; the fault is a finding. */
bool zip_end_read(const struct zip_input *input, struct zip_end *ret, struct findings *findings);

/* Reports every other signature of an end record that a reader may come upon: behind `start`,
 * where the central directory begins, anywhere; before it, where it would lead a reader to a
 * directory. */
void zip_end_check_hidden(const struct zip_input *input, const struct zip_end *end, uint64_t start,
                          struct findings *findings);

#endif

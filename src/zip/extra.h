// SPDX-License-Identifier: MIT
// The extra fields of a header. Most hold times and owners; some change what an entry is or is
// called, and one reader heeds them where another does not.
#ifndef WARRAQ_ZIP_EXTRA_H
#define WARRAQ_ZIP_EXTRA_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zip_extra {
    bool malformed;       /* the fields do not fill the block */
    bool other;           /* any field but ZIP64's */
    bool repeated;        /* a field stands twice: readers take the first, or the last */
    bool unknown;         /* a field is not one of the known harmless ones: */
    uint16_t unknown_id;  /* the first such */
    const uint8_t *zip64; /* the first one's data, borrowed; NULL if none */
    size_t zip64_length;
    bool encrypted;            /* AE-x, or PKWARE's strong encryption */
    const uint8_t *other_name; /* Info-ZIP's Unicode path, borrowed; NULL if none */
    size_t other_name_length;
    uint16_t mode; /* Unix mode of a field that gives one, or 0 */
    bool link;     /* a field names the target of a link */
};

struct zip_extra zip_extra_read(const uint8_t *block, size_t n);

/* Takes the next 64-bit number of the ZIP64 field into *ret. False if the field is used up. */
bool zip_extra_take(struct zip_extra *extra, uint64_t *ret);

#endif

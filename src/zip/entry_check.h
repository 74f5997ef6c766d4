// SPDX-License-Identifier: MIT
// What one entry claims to be, by its record in the central directory and by its extra fields.
#ifndef WARRAQ_ZIP_ENTRY_CHECK_H
#define WARRAQ_ZIP_ENTRY_CHECK_H

#include "zip/directory.h"
#include "zip/extra.h"

/* Judges the record, with the extra fields that follow its name. Sizes and place are taken from
 * the ZIP64 field where the record leaves them to it. */
void entry_check(struct zip_entry *entry, const uint8_t *extra_block,
                 const struct zip_limits *limits, struct findings *findings);

/* Judges extra fields, of the directory or of a local header: none twice, none unknown, none that
 * gives another name or kind; each entry's fault is reported once. False if the entry's
 * content is in doubt then. */
bool entry_check_extra(struct zip_entry *entry, const struct zip_extra *extra,
                       struct findings *findings);

#endif

// SPDX-License-Identifier: MIT
// What each standard asks of the file as a whole: the objects that make the claim (catalog,
// information, metadata, output intent).
#ifndef WARRAQ_RECORD_CONFORM_H
#define WARRAQ_RECORD_CONFORM_H

#include "record/record.h"

/* The level a record is of that is made by these options. NULL with FAULT_USAGE where the one asked
 * for cannot be a printer's master or cannot carry files. */
const struct level *conform_level(const struct record_options *options, GError **error);

/* The version of PDF: PDF/X-4 (ISO 15930-7) is 1.6. */
const char *conform_version(const struct record_options *options, const struct level *level);

/* Whether the level lets a page be so large; FAULT_INVALID if not. */
bool conform_page(const struct level *level, const struct page *page, GError **error);

/* The output intent's profile: the caller's file, or one of our own. NULL with FAULT_IO or
 * FAULT_INVALID. */
GBytes *conform_profile(const struct record_options *options, GError **error);

/* Writes all that is left but the pages, and the trailer. */
bool conform_finish(struct record *record, GError **error);

#endif

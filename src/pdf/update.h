// SPDX-License-Identifier: MIT
// What is added behind a file that stays as it is (an incremental update: ISO 32000-2, 7.5.6), of
// which a cross-reference stream tells. The same is added for the same.
#ifndef WARRAQ_PDF_UPDATE_H
#define WARRAQ_PDF_UPDATE_H

#include "pdf/reader.h"

struct pdf_update;

/* `reader` is borrowed. */
struct pdf_update *pdf_update_new(struct pdf_reader *reader);

/* A fresh object number. */
uint32_t pdf_update_reserve(struct pdf_update *update);

/* Adds an object, or puts another in the place of one. */
void pdf_update_object(struct pdf_update *update, uint32_t number, const GString *text);

/* The same for a stream of these bytes, packed. */
void pdf_update_stream(struct pdf_update *update, uint32_t number, GBytes *bytes);

/* The bytes to append; frees `update`. g_string_free(). */
GString *pdf_update_finish(struct pdf_update *update);

/* Appends a dictionary but for its end: all entries of `value` but those of `keys`, which are
 * ended by NULL. */
void pdf_update_copy(GString *out, struct pdf_value value, const char *const *keys);

#endif

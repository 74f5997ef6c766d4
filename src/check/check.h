// SPDX-License-Identifier: MIT
// What a careful editor would query: reported, never corrected.
#ifndef WARRAQ_CHECK_CHECK_H
#define WARRAQ_CHECK_CHECK_H

#include "model/document.h"

/* Adds a note for each query, with its place in the source; codes.inc lists what is queried. At
 * most 100 notes of each code, then their number. Reads a streamed list once. False only if such a
 * list cannot be read. */
bool check_document(const struct document *document, struct diag *diag, GError **error);

#endif

// SPDX-License-Identifier: MIT
// What a careful editor would query: told, never mended.
#ifndef WARRAQ_CHECK_CHECK_H
#define WARRAQ_CHECK_CHECK_H

#include "model/document.h"

/* Adds a note for each query, with its place in the source. Codes:
 *   numbers-missing numbers-repeated numbers-order totals-disagree name-empty
 *   duplicate near-duplicate
 *   space-odd space-doubled space-before-punctuation space-inside-bracket
 *   space-missing-before-bracket space-missing-after-bracket space-missing-after-punctuation
 *   dash-spacing quote-unbalanced bracket-unbalanced mixed-script-word
 *   not-nfc bidi-control zero-width replacement-character private-use
 * At most 100 of each, then their number. Reads a streamed list once.
 * False only if such a list cannot be read. */
bool check_document(const struct document *document, struct diag *diag, GError **error);

#endif

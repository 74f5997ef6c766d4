// SPDX-License-Identifier: MIT
// The cover and the back of a booklet, as documents made of the letter.
#ifndef WARRAQ_DERIVE_COVER_H
#define WARRAQ_DERIVE_COVER_H

#include "model/document.h"

/* Its title and its addressees. The caller owns it. */
struct document *cover_document(const struct document *letter);

/* Where the letter is read and proved: a call, a sentence, the code of `link` (an image's address)
 * with the link; without a link the letter's title. `words` is the file with the
 * words. FAULT_IO if that cannot be read. */
struct document *cover_back_document(const struct document *letter, const char *words,
                                     const char *link, const char *code, GError **error);

#endif

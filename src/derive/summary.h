// SPDX-License-Identifier: MIT
// The summary handout: a letter on one page.
#ifndef WARRAQ_DERIVE_SUMMARY_H
#define WARRAQ_DERIVE_SUMMARY_H

#include "model/document.h"

/* Where more is to be found, with its QR code as a PNG. */
struct summary_link {
    const char *address;
    GBytes *code_png;
};

/* A document of its own made from the letter's: title, first paragraph, how many signed, by script
 * and (where the list says) by place, the first and the last names, and `link` (NULL: none).
 * `words` is the file of the words on it. NULL with FAULT_IO; else the caller owns the document. */
struct document *summary_document(const struct document *letter, const char *words,
                                  const struct summary_link *link, GError **error);

#endif

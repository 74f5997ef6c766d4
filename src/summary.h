// SPDX-License-Identifier: MIT
// The summary handout: a letter on one page.
#ifndef WARRAQ_SUMMARY_H
#define WARRAQ_SUMMARY_H

#include "letter.h"

/* A document of its own made from the letter's: title, first paragraph, how many signed, by script
 * and (where the list tells) by place, the first and the last names, and `link` as a QR code
 * where given. The caller owns it. FAULT_USAGE when the link is too long for a QR code. */
struct document *summary_document(const struct letter *letter, const char *link, GError **error);

#endif

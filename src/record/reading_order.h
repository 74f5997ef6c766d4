// SPDX-License-Identifier: MIT
// From the order in which a line's characters are seen, left to right, to the one in which they are
// read: the rule L2 of the bidirectional algorithm (UAX #9) taken backwards.
#ifndef WARRAQ_RECORD_READING_ORDER_H
#define WARRAQ_RECORD_READING_ORDER_H

#include <glib.h>
#include <stdbool.h>

/* The characters of one piece of a line in the order of reading, without the marks that the record
 * adds for readers (U+200E, U+200F, U+2060). `rightward`: the piece is of a right-to-left language.
 * The caller frees it. */
char *reading_order(const char *seen, bool rightward);

#endif

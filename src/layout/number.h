// SPDX-License-Identifier: MIT
// Numbers in a document's digits.
#ifndef WARRAQ_LAYOUT_NUMBER_H
#define WARRAQ_LAYOUT_NUMBER_H

#include "base/arena.h"
#include "model/node.h"
#include "style/property.h"

/* The digits most used below `root`, in its text and its labels; DIGITS_DECIMAL where there are
 * none. What the program sets is in them, so that a page does not mix digits. */
enum style_digits number_digits_used(const struct node *root);

/* `number` in digits of a series, which is not DIGITS_AUTO. */
char *number_format(struct arena *arena, unsigned number, enum style_digits digits);

/* `text` with its European digits in those of a series, which is not DIGITS_AUTO. */
char *number_exchange(struct arena *arena, const char *text, enum style_digits digits);

#endif

// SPDX-License-Identifier: MIT
// Numbers in a document's digits.
#ifndef WARRAQ_LAYOUT_NUMBER_H
#define WARRAQ_LAYOUT_NUMBER_H

#include "base/arena.h"
#include "style/property.h"

/* The digits a language writes numbers in, where the style leaves it to the language (CLDR's
 * default numbering systems): Arabic-Indic for Arabic but in the Maghreb, Persian for fa, ur, ps.
 */
enum style_digits number_digits(enum style_digits wanted, const char *lang);

/* `number` in those digits. */
char *number_format(struct arena *arena, unsigned number, enum style_digits digits);

#endif

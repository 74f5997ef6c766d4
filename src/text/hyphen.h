// SPDX-License-Identifier: MIT
// Hyphenation by libhyphen (Liang's patterns), with the dictionaries that fonts/roles names and
// fonts/stage lays beside the faces. A language without one is not hyphenated.
#ifndef WARRAQ_TEXT_HYPHEN_H
#define WARRAQ_TEXT_HYPHEN_H

#include "text/itemize.h"
#include "text/role.h"

/* Dictionaries by language, which `roles` (borrowed) names and which lie in `folder`, opened when
 * first wanted. One belongs to each font_set. */
struct hyphenators;
struct hyphenators *hyphenators_new(const char *folder, const struct role_table *roles);
void hyphenators_free(struct hyphenators *hyphenators);

/* Adds CHAR_HYPHEN before every character of the items where a word may be parted with a hyphen:
 * in words of five letters and more, two kept before and two or three after, or as each dictionary
 * says.
 * Items whose attribute is a name and those whose language was only guessed are passed over;
 * `lang` is the document's. */
void hyphenate(struct hyphenators *hyphenators, struct chars *chars, const struct text_items *items,
               const char *lang);

#endif

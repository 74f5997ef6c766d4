// SPDX-License-Identifier: MIT
// Whether a text is a language tag as BCP 47 has them, by its shape alone (RFC 5646, 2.1).
#ifndef WARRAQ_BASE_LANG_TAG_H
#define WARRAQ_BASE_LANG_TAG_H

#include <stdbool.h>

/* "ar", "zh-Hant-TW", "sl-rozaj-biske", "x-mine"; not "arabic_EG", "", NULL. Subtags are not looked
 * up in the registry. */
bool lang_tag_is_valid(const char *tag);

#endif

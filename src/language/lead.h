// SPDX-License-Identifier: MIT
// The phrase that opens a text: "We, the undersigned organisations,".
#ifndef WARRAQ_LANGUAGE_LEAD_H
#define WARRAQ_LANGUAGE_LEAD_H

#include <stddef.h>

/* Bytes of the text's opening phrase: up to its first comma behind `least` words or more, which is
 * counted, if that is within `words` words and something follows; else 0. */
size_t lead_phrase(const char *text, size_t n, int least, int words);

#endif

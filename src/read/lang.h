// SPDX-License-Identifier: MIT
// Which language a text is in.
#ifndef WARRAQ_READ_LANG_H
#define WARRAQ_READ_LANG_H

#include "read/tables.h"

/* A BCP 47 tag decided from the scripts used and the little words of `tables`; "und" where
 * nothing decides. A string constant or owned by `tables`. Reads the first 20,000 bytes. */
const char *lang_detect(const char *text, size_t n, const struct tables *tables);

/* Whether so few of the text's words are the language's little words that they may as well be
 * names ("Li Wei"). Never for a language that its letters decided. */
bool lang_is_chance(const char *text, size_t n, const struct tables *tables, const char *tag);

/* Whether two tags name one language ("zh-Hant", "zh-TW" do; regions and scripts aside). */
bool lang_same(const char *a, const char *b);

#endif

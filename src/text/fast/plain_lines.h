// SPDX-License-Identifier: MIT
// Ragged lines of plain text (text/fast/plain_words.h): slices of its one item, chosen by the same
// breaker at its spaces.
#ifndef WARRAQ_TEXT_FAST_PLAIN_LINES_H
#define WARRAQ_TEXT_FAST_PLAIN_LINES_H

#include "text/glyph_run.h"
#include "text/setting.h"

/* The lines that the stages would give. False where the text is not plain or not ragged, or where a
 * word is wider than a line: the stages are to be asked. */
bool plain_lines_set(const struct setting *setting, struct lines *ret);

#endif

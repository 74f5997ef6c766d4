// SPDX-License-Identifier: MIT
// Hanging punctuation: how far a sign at a line's edge reaches into the margin, so that the
// edge looks straight. Only where the style asks for it.
#ifndef WARRAQ_TEXT_HANG_H
#define WARRAQ_TEXT_HANG_H

#include "text/setting.h"

/* Of a line that starts with character `first`, or whose visible text ends before `end`. */
len hang_at_start(const struct setting *setting, size_t first);
len hang_at_end(const struct setting *setting, size_t end);

/* Of a hyphen this wide. */
len hang_of_hyphen(const struct setting *setting, len width);

#endif

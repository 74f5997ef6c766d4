// SPDX-License-Identifier: MIT
// A paragraph's lines once more, in another arena.
#ifndef WARRAQ_TEXT_FAST_LINES_COPY_H
#define WARRAQ_TEXT_FAST_LINES_COPY_H

#include "base/arena.h"
#include "text/paragraph.h"

/* The runs of the copy point into `text`, which is a copy of `old_text`. */
struct lines lines_copy(struct arena *arena, const struct lines *lines, const char *old_text,
                        const char *text);

#endif

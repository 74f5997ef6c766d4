// SPDX-License-Identifier: MIT
// Words that end one line after another: a reader takes them for one line, or for a river.
#ifndef WARRAQ_TEXT_REPEATS_H
#define WARRAQ_TEXT_REPEATS_H

#include "text/setting.h"

/* The line, from 1, before and after which a line ends with the same word as it does; 0 for none.
 * points[ends[i]] ends line i. */
size_t repeats_find(const struct setting *setting, const struct fit_point *points,
                    const size_t *ends, size_t n);

#endif

// SPDX-License-Identifier: MIT
// Where the lines of a paragraph may end, and at which price.
#ifndef WARRAQ_TEXT_POINTS_H
#define WARRAQ_TEXT_POINTS_H

#include "text/setting.h"

/* The places where lines may end, with their prices; points of total_fit(). With `hyphens`, those
 * within words too. */
GArray *points_find(const struct setting *setting, bool hyphens);

/* What it costs to end a line before character `at`, whose visible text ends at `end`; not within a
 * word. */
double points_penalty(const struct setting *setting, size_t end, size_t at);

#endif

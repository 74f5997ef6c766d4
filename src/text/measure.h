// SPDX-License-Identifier: MIT
// The paragraph's natural advances, character by character in logical order.
#ifndef WARRAQ_TEXT_MEASURE_H
#define WARRAQ_TEXT_MEASURE_H

#include "text/kashida.h"
#include "text/total_fit.h"

struct measured {
    int64_t *x;           /* n + 1: advance of all characters before this one, in len */
    bool *unsafe;         /* n + 1: parting here needs both sides shaped again */
    struct fit_sum *sums; /* n + 1 */
};

/* Fills x and unsafe; the sums are left to measure_sums(). */
void measure_items(const struct chars *chars, const struct text_items *items,
                   struct measured *measured, struct arena *arena);

/* The advance of the whole in len, which is x at its end. */
int64_t measure_whole(const struct text_items *items);

/* What letters may give: see struct text_rungs. */
struct measured_rungs {
    const struct kashida_places *places;
    int gaps, finals;
};

void measure_sums(const struct chars *chars, const struct text_items *items,
                  const struct measured_rungs *rungs, struct measured *measured,
                  struct arena *arena);

#endif

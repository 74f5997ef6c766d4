// SPDX-License-Identifier: MIT
// What two sequences have in common, in order: patience matching (Bram Cohen), as people read a
// change. What occurs once on both sides anchors the rest; the gaps between anchors are matched the
// same way, and small gaps without anchors by their longest common subsequence.
#ifndef WARRAQ_PAINT_MATCH_H
#define WARRAQ_PAINT_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One side: what stands where, as numbers below `kinds`, equal where the things are. */
struct sequence {
    const uint32_t *ids;
    size_t n;
    bool *ret_matched; /* n of them, false at first; set where the other side has the same */
};

/* Never takes more than in proportion to n log n, but for gaps of at most a million pairs each;
 * larger ones without an anchor stay unmatched. */
void sequences_match(const struct sequence *a, const struct sequence *b, uint32_t kinds);

#endif

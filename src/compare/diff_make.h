// SPDX-License-Identifier: MIT
// The two halves of diff_make().
#ifndef WARRAQ_COMPARE_DIFF_MAKE_H
#define WARRAQ_COMPARE_DIFF_MAKE_H

#include "compare/diff.h"

void diff_make_names(struct arena *arena, const struct diff_side *from, const struct diff_side *to,
                     struct diff *diff);
void diff_make_text(struct arena *arena, const struct diff_side *from, const struct diff_side *to,
                    struct diff *diff);

/* The words that differ between two paragraphs. Myers, "An O(ND) difference algorithm", 1986;
 * where more than some thousand words differ, the middle is given as one change. */
const struct diff_word *diff_make_words(struct arena *arena, const char *before, const char *after,
                                        size_t *ret_n);

/* Whether the first letter with a direction is a right-to-left one. */
bool diff_is_rtl(const char *text);

/* How many renumberings from `first` on moved by the same step, in ascending order: one name put in
 * near the top moves all below it, and is reported as such. */
size_t diff_run(const struct diff *diff, size_t first);
enum { DIFF_RUN_LEAST = 4 };

/* Words of a text, in order: runs of letters and digits, runs of space, each other character by
 * itself. Members are struct diff_token. */
struct diff_token {
    const char *text;
    size_t n;
    uint32_t hash;
    bool word;
};
GArray *diff_tokens(const char *text);

#endif

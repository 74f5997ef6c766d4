// SPDX-License-Identifier: MIT
// What somebody may have meant: the name that is the fewest letters away.
#include "cli/cli.h"

#include <string.h>

enum { WORD_LONGEST = 32 };

// Letters to put in, take out or change, by Wagner and Fischer's table, row by row.
static size_t distance(const char *a, const char *b)
{
    size_t row[WORD_LONGEST + 1], n = strlen(b);
    for (size_t k = 0; k <= n; k++)
        row[k] = k;
    for (size_t i = 0; a[i]; i++) {
        size_t corner = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < n; k++) {
            size_t change = corner + (a[i] != b[k]);
            corner = row[k + 1];
            row[k + 1] = MIN(change, MIN(row[k], corner) + 1);
        }
    }
    return row[n];
}

const char *near_name(const char *word, const char *const *names)
{
    const char *nearest = NULL;
    size_t least = strlen(word) / 3 + 1; // a letter in three may be wrong
    for (size_t i = 0; names[i] && strlen(word) <= WORD_LONGEST; i++) {
        size_t away = strlen(names[i]) <= WORD_LONGEST ? distance(word, names[i]) : least + 1;
        if (away <= least && (!nearest || away < least)) {
            nearest = names[i];
            least = away;
        }
    }
    return nearest;
}

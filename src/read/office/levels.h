// SPDX-License-Identifier: MIT
// A numbered list of several levels: how each level is shown, and where its count has come to.
#ifndef WARRAQ_READ_OFFICE_LEVELS_H
#define WARRAQ_READ_OFFICE_LEVELS_H

#include "read/office/office.h"
#include "read/office/numerals.h"

enum { LEVELS = 10, LEVEL_START_MOST = 999999999 };

struct list_level {
    enum numeral numeral;
    const char *pattern; /* "%1.%2)": %n is the number of level n; borrowed. NULL: the number */
    int64_t start;
    int restart; /* the level, from 1, that must be used before this one begins again; -1: any
                    above it; 0: it never does */
    bool digits; /* the numbers of the levels above come in digits */
};

struct list_levels {
    struct list_level level[LEVELS];
};

struct list_counts {
    int64_t at[LEVELS];
    bool begun[LEVELS];
};

/* Nine levels in digits, each from 1. */
struct list_levels levels_plain(void);

/* A start as a file says it: NUMBER_NONE for what is no number that a list could have. */
int64_t level_start_read(const char *text);

/* Goes on to the next item of `level`; the levels below it begin again. */
void counts_step(struct list_counts *counts, const struct list_levels *levels, int level);

/* Says what a reader sees of the item that was counted: `label` (in `arena`), `number`, `bullet`
 * and `depth` of *para. A label that shows the levels above it ("1.2") stands in one list with
 * them. A level that shows nothing makes no item. */
void counts_show(const struct list_counts *counts, const struct list_levels *levels, int level,
                 struct arena *arena, struct para *para);

#endif

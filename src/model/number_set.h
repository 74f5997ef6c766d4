// SPDX-License-Identifier: MIT
// The numbers that a list's entries have: which there are, the highest, how many.
#ifndef WARRAQ_MODEL_NUMBER_SET_H
#define WARRAQ_MODEL_NUMBER_SET_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* A stray "999999999999." must not ask for memory by its own size: past this, numbers count
 * toward the highest but their gaps are not listed one by one. */
enum { NUMBER_MOST = 100 * 1000 * 1000 };

/* A growing bit map: a list of a million costs 125 kB. */
struct number_set {
    GByteArray *bits;
    int64_t highest;  /* -1: none */
    int64_t distinct; /* of the positive numbers */
};

struct number_set number_set_new(void);
void number_set_clear(struct number_set *set);
void number_set_add(struct number_set *set, int64_t number);
bool number_set_has(const struct number_set *set, int64_t number);

/* All of `from` too. */
void number_set_join(struct number_set *set, const struct number_set *from);

#endif

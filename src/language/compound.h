// SPDX-License-Identifier: MIT
// Numbers that are written in several parts and read as one: telephone numbers, dates, numbers in
// groups, ranges, numbers with their unit of money or percent. A line must not end inside them,
// and plain Unicode order (UAX #9) turns some of them around among Arabic or Hebrew words.
#ifndef WARRAQ_LANGUAGE_COMPOUND_H
#define WARRAQ_LANGUAGE_COMPOUND_H

#include <glib.h>
#include <hb.h>
#include <stdbool.h>
#include <stddef.h>

enum compound_kind {
    COMPOUND_TELEPHONE, /* +961 1 234 567, 00961-1-234567, (01) 234 567 */
    COMPOUND_DATE,      /* 2020-06-26, 26/6/2020, 26.6.2020 */
    COMPOUND_GROUPED,   /* 1 250 000 */
    COMPOUND_SIGNED,    /* -5, +3.5 */
    COMPOUND_RANGE,     /* 2019-2020, 14–18 */
    COMPOUND_AMOUNT,    /* 35 %, 1250 €, $ 20 */
};

struct compound {
    size_t first, end;  /* characters of the number */
    size_t from, until; /* the same with the sign of money or percent beside it */
    enum compound_kind kind;
};

/* Finds the compounds among `n` characters, in order; free the array with g_array_unref(). */
GArray *compounds_find(const hb_codepoint_t *codes, size_t n);

/* Whether it is read from left to right in every script: all but ranges and amounts, which run with
 * the text around them. */
bool compound_is_ltr(const struct compound *compound);

#endif

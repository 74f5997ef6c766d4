// SPDX-License-Identifier: MIT
// What is read as one and not parted: telephone numbers, dates, numbers in groups, ranges, amounts
// (language/compound.h), and addresses of mail and the web.
#ifndef WARRAQ_TEXT_UNITS_H
#define WARRAQ_TEXT_UNITS_H

#include "text/chars.h"
#include "text/paragraph.h"

struct text_unit {
    size_t first, end;  /* characters that run from left to right in every script; none if equal */
    size_t from, until; /* no line ends within these; none if equal */
    bool digits;        /* holds no letters, so that its order is that of the text */
};

struct text_units {
    const struct text_unit *units; /* in order, apart from each other */
    size_t n;
    bool arabic; /* it has digits, and its language is written in Arabic letters */
};

/* A raised span of `text` (a note's mark) is a unit of its own, apart from a number before it, and
 * no line begins with it. */
struct text_units text_units_find(const struct chars *chars, const struct styled_text *text,
                                  const char *lang, struct arena *arena);

/* The next address of mail or the web at or after character *at, with the signs around it:
 * characters [*at, *ret_end). False if there is none. */
bool text_units_next_address(const struct chars *chars, size_t *at, size_t *ret_end);

#endif

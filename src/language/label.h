// SPDX-License-Identifier: MIT
// The mark before an entry of a list, in the forms people write: "1." "1)" "(1)" "١." "１．" "一、"
// "①" "-" "•". What is printed is kept beside its value.
#ifndef WARRAQ_LANGUAGE_LABEL_H
#define WARRAQ_LANGUAGE_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The value of what has no number. */
#define NUMBER_NONE ((int64_t)-1)

enum label_kind { LABEL_NONE, LABEL_NUMBER, LABEL_BULLET };

struct label {
    enum label_kind kind;
    uint32_t length; /* bytes of the label as printed, from the start of the text */
    uint32_t skip;   /* bytes to the text it labels */
    int32_t number;  /* NUMBER_NONE for a bullet; nine digits at most */
};

/* Reads the label at the start of `text` (UTF-8, n bytes, no white space before it).
 * False, and kind LABEL_NONE, if there is none. */
bool label_parse(const char *text, size_t n, struct label *ret);

/* A number in any decimal digits, or in Chinese numerals up to 9,999, at the start of `text`.
 * Its length in bytes, 0 if there is none; at most nine digits. Digits may be grouped in threes. */
size_t number_parse(const char *text, size_t n, int64_t *ret);

#endif

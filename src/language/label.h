// SPDX-License-Identifier: MIT
// The mark before an entry of a list, in the forms people write: "1." "1)" "(1)" "١." "１．" "一、"
// "①" "-" "•". What is printed is kept beside its value.
#ifndef WARRAQ_LANGUAGE_LABEL_H
#define WARRAQ_LANGUAGE_LABEL_H

#include <glib.h>
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

/* Which series of digits `c` is of (ASCII, Arabic-Indic, Persian) and its value; -1 for any other
 * character. */
enum { DIGIT_SERIES = 3 };
int digit_series(gunichar c, int *ret_value);
gunichar digit_of_series(int series, int value);

/* A label with every digit of these series an eight: labels of one shape take the same room in
 * faces whose digits do. False if it is too long to be a number. */
enum { LABEL_SHAPE_SIZE = 48 };
bool label_shape(const char *label, char ret[LABEL_SHAPE_SIZE]);

/* A number in any decimal digits, or in Chinese numerals up to 9,999, at the start of `text`.
 * Its length in bytes, 0 if there is none; at most nine digits. Digits may be grouped in threes. */
size_t number_parse(const char *text, size_t n, int64_t *ret);

#endif

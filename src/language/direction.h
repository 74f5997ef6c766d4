// SPDX-License-Identifier: MIT
// Which way a text runs: by its language, by most of its letters, or by the first of them.
#ifndef WARRAQ_LANGUAGE_DIRECTION_H
#define WARRAQ_LANGUAGE_DIRECTION_H

#include <stdbool.h>
#include <stddef.h>

enum direction {
    DIRECTION_INHERIT,
    DIRECTION_LTR,
    DIRECTION_RTL,
    DIRECTION_AUTO, /* an isolate whose first strong character decides */
};

/* DIRECTION_RTL or DIRECTION_LTR by the script that a BCP 47 tag names, else by the likeliest one
 * of its language; DIRECTION_INHERIT for a tag that does not say ("und"). */
enum direction direction_of_language(const char *tag);

/* Direction of most of the letters of the first 20,000 bytes; DIRECTION_LTR where there are none.
 */
enum direction direction_of_text(const char *text, size_t n);

/* DIRECTION_LTR or DIRECTION_RTL of a letter; DIRECTION_INHERIT of what is none. */
enum direction direction_of_letter(const char *letter);

/* The direction of the first letter of a NUL-terminated text (UAX #9, P2 and P3, for letters
 * alone). False if it has none. */
bool direction_first_strong(const char *text, bool *ret_rtl);

#endif

// SPDX-License-Identifier: MIT
// Text made comparable, and the few measures of it that the readers decide by.
#ifndef WARRAQ_READ_FOLD_H
#define WARRAQ_READ_FOLD_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Case folded, white space runs one space and none at the start, Arabic tatweel and vowel marks
 * dropped. Appends to `out`. */
void fold_text(const char *text, size_t n, GString *out);

/* The same, and the end trimmed of space and of , . : ; ! * and their kin in other scripts. */
void fold_line(const char *text, size_t n, GString *out);

/* The Arabic letter that stands for `c` where spellings are compared: Persian and Urdu yeh, kaf and
 * heh as Arabic, alef maksura as yeh, teh marbuta as heh; any other letter stays itself. */
gunichar fold_letter(gunichar c);

/* Letters and digits alone, case and accents folded, Persian kaf and yeh as Arabic: two spellings
 * that a reader would take for one name fold alike. Appends to `out`. */
void fold_name(const char *text, size_t n, GString *out);

/* Columns on a screen: two for a wide character, none for a mark. */
size_t text_columns(const char *text, size_t n);

/* Whether the text ends as a sentence does, closing quotes and brackets aside. */
bool text_ends_sentence(const char *text, size_t n);

/* Whether a full stop at the end is that of an abbreviation: "e.V.", "S.A.", "Ph.D.". */
bool text_ends_abbreviated(const char *text, size_t n);

/* Of lines below each other, as wide as `widest` at most: whether the first word of the line
 * `next` had no room at the end of a line of `columns`, as where prose is wrapped. */
bool line_fills(size_t columns, const char *next, size_t n, size_t widest);

/* The last character that is not white space, 0 if there is none. */
gunichar text_last_char(const char *text, size_t n);

/* Bytes left when white space at the end is dropped. */
size_t text_trimmed(const char *text, size_t n);

/* Bytes of white space at the start. */
size_t text_leading(const char *text, size_t n);

bool text_has_digit(const char *text, size_t n);

/* Whether the character is of a script that parts neither words nor sentences. */
bool char_is_unparted(gunichar c);

/* Runs of characters between white space; a wide character is a word of its own. */
size_t text_words(const char *text, size_t n);

#endif

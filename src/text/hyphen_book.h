// SPDX-License-Identifier: MIT
// A dictionary too big for libhyphen to load whole (the German one takes it three seconds): its
// lines are indexed by their letters, and for each word libhyphen is given only those lines that
// can match it, which yields the same marks.
#ifndef WARRAQ_TEXT_HYPHEN_BOOK_H
#define WARRAQ_TEXT_HYPHEN_BOOK_H

#include <glib.h>
#include <hyphen.h>

struct hyphen_book;

/* NULL if the file cannot be read. */
struct hyphen_book *hyphen_book_open(const char *path);
void hyphen_book_free(struct hyphen_book *book);

/* The encoding of its words. */
const char *hyphen_book_encoding(const struct hyphen_book *book);

/* A dictionary of the lines that can match the word, in the book's encoding and lower case; free
 * it with hnj_hyphen_free(). NULL when memory is short. */
HyphenDict *hyphen_book_select(const struct hyphen_book *book, const char *word, size_t n);

#endif

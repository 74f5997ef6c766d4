// SPDX-License-Identifier: MIT
// The words of finished pages, in reading order, each with its place.
#ifndef WARRAQ_PAINT_WORDS_H
#define WARRAQ_PAINT_WORDS_H

#include "page/page.h"

struct word {
    const char *text; /* borrowed from the page; the bytes of an image */
    size_t n;
    size_t page; /* index into the pages */
    size_t item; /* index into the page's items */
    struct rect box;
};

/* All words and images but the furniture's. An array of struct word, freed by g_array_unref(). */
GArray *words_of(const struct page *const *pages, size_t n);

#endif

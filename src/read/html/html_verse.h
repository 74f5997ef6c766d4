// SPDX-License-Identifier: MIT
// Verse on a page, where its class says so: lines that are blocks or end with a break, their
// hemistichs two elements side by side, or parted by signs as in Markdown (read/verse.h).
#ifndef WARRAQ_READ_HTML_HTML_VERSE_H
#define WARRAQ_READ_HTML_HTML_VERSE_H

#include "read/html/dom.h"

/* Whether the element's class calls it verse. */
bool html_verse_is_named(const struct dom *element);

/* The lines of verse in the element, each as Markdown writes it: a bar, a hemistich and, where
 * there is a second, " *** " and that. NULL if it holds anything but words, or a single line.
 * g_free() */
char *html_verse_lines(const struct dom *element);

#endif

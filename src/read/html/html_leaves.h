// SPDX-License-Identifier: MIT
// The leaf blocks of a page: what is judged of it, one by one.
#ifndef WARRAQ_READ_HTML_HTML_LEAVES_H
#define WARRAQ_READ_HTML_HTML_LEAVES_H

#include "read/html/dom.h"

#include <glib.h>

/* A block of text that holds no other block. */
struct html_leaf {
    const struct dom *block; /* the element it stands in */
    size_t words, linked;
    size_t parts; /* paragraphs that breaks part it into */
    char *brief;  /* its text where it is short; else NULL */
    bool prose;   /* a sentence of some length */
    bool stop;
    float score; /* above 0: of the letter */
    bool dropped;
    bool around; /* its elements say that it stands around a text: a footer, comments */
};

/* The leaves below `root` (struct html_leaf), whose texts are given theirs: dom.leaf is the index
 * plus one. g_array_unref() */
GArray *html_leaves_gather(struct dom *root);

static inline const struct html_leaf *html_leaf_at(const GArray *leaves, guint index)
{
    return &g_array_index(leaves, struct html_leaf, index);
}

#endif

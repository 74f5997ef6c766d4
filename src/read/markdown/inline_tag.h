// SPDX-License-Identifier: MIT
// One HTML tag within Markdown's text.
#ifndef WARRAQ_READ_MARKDOWN_INLINE_TAG_H
#define WARRAQ_READ_MARKDOWN_INLINE_TAG_H

#include "read/html/tags.h"

struct inline_tag {
    const struct tag *tag;
    bool closes; /* "</b>" */
    bool lone;   /* "<br/>" */
    /* Attributes, NULL where not given; in `arena`. */
    const char *lang, *dir, *class_name, *href, *src, *alt;
};

/* Reads "<name attr=value ...>"; false for a comment, a declaration or anything else. */
bool inline_tag_parse(struct arena *arena, const char *text, struct inline_tag *ret);

/* The node that an opening tag gives as a child of `parent`; NULL if it gives none. */
struct node *inline_tag_node(struct arena *arena, struct node *parent,
                             const struct inline_tag *tag);

#endif

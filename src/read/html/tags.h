// SPDX-License-Identifier: MIT
// HTML's element names and what each means to a letter. Used for whole pages and for the tags
// that Markdown lets through.
#ifndef WARRAQ_READ_HTML_TAGS_H
#define WARRAQ_READ_HTML_TAGS_H

#include "model/node.h"

enum tag_role {
    TAG_UNKNOWN, /* no element of HTML: "<mail>" is what somebody wrote */
    TAG_INLINE,  /* gives a node of .kind */
    TAG_THROUGH, /* its content counts, it does not */
    TAG_BLOCK,   /* gives a block of .kind */
    TAG_PARTS,   /* parts blocks and gives none: div, section, table parts */
    TAG_BREAK,
    TAG_IMAGE,
    TAG_RULE,
    TAG_STRUCK,  /* no longer said: left out and told */
    TAG_RAISED,  /* above or below the line */
    TAG_DROPPED, /* scripts, frames: with all that is in it */
};

struct tag {
    const char *name; /* lower case */
    enum tag_role role;
    enum node_kind kind;
    int level; /* of a heading */
};

/* Never NULL; an unknown name gives role TAG_UNKNOWN. Case does not matter. */
const struct tag *tag_find(const char *name, size_t n);

/* Part of a line of text, and no block. */
bool tag_is_in_line(const struct tag *tag);

/* A number as raised (or, for "sub", lowered) characters, to be freed; NULL for any other text. */
char *tag_raised(const struct tag *tag, const char *text);

/* "rtl", "ltr", "auto" in any case; DIRECTION_INHERIT otherwise. */
enum direction tag_direction(const char *value);

#endif

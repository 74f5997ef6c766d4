// SPDX-License-Identifier: MIT
// Where what cmark read is in the source: it says lines and columns, of a text not always the right
// ones.
#ifndef WARRAQ_READ_MARKDOWN_MARKDOWN_PLACES_H
#define WARRAQ_READ_MARKDOWN_MARKDOWN_PLACES_H

#include "model/node.h"
#include "read/markdown/cmark.h"
#include "read/source.h"

#include <glib.h>
#include <stdbool.h>

struct markdown_places {
    const struct source *source;
    size_t offset;     /* of the body in the source: what is before it is front matter, */
    size_t first_line; /* of so many lines */
    const char *body;
    size_t length;
    GArray *lines;       /* size_t: where each line of the body starts */
    size_t line, cursor; /* where the next text is looked for, in the body */
    bool lost;           /* no text of this line is found any more */
};

/* Finds the lines of `body`, which is kept; g_array_unref() frees `places->lines`. */
void markdown_places_find(struct markdown_places *places, const char *body);

/* The byte of the body that cmark calls so, both from 1. */
size_t markdown_places_offset(const struct markdown_places *places, int line, int column);

/* Gives the node its line and bytes: those of a block or an inline that is no text. */
void markdown_places_set(const struct markdown_places *places, struct node *node, cmark_node *from);

/* The same for a text; texts come in order. */
void markdown_places_set_text(struct markdown_places *places, struct node *text);
void markdown_places_start_line(struct markdown_places *places, size_t line);

/* The line of the source where the next text is looked for. */
size_t markdown_places_line(const struct markdown_places *places);

#endif

// SPDX-License-Identifier: MIT
// Text as Markdown and YAML write it, escaped where it would mean something and nowhere else.
#ifndef WARRAQ_READ_WRITE_MARKDOWN_ESCAPE_H
#define WARRAQ_READ_WRITE_MARKDOWN_ESCAPE_H

#include "model/document.h"

/* A run of text within a line. */
void markdown_append_text(const char *text, GString *out);

/* The inlines of a block, breaks as "\" and a newline; the start of each line is escaped too. */
void markdown_append_inlines(const struct node *block, GString *out);

/* The inlines of a cell or an entry in one line: a break is <br>, an affiliation always a span of
 * that class, bars are escaped. */
void markdown_append_cell(const struct node *cell, GString *out);

/* The text of a caption that an image's title can hold; NULL where it has more than text, or
 * `caption` is none. */
const char *markdown_plain_caption(const struct node *caption);

/* Escapes what would begin a block at the start of each line of `text`. */
void markdown_escape_line_starts(GString *text);

/* The block between "---" lines. */
void markdown_append_front_matter(const struct document *document, GString *out);

#endif

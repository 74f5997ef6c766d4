// SPDX-License-Identifier: MIT
// HTML by gumbo: whole pages, and pieces that stand in Markdown.
#ifndef WARRAQ_READ_HTML_HTML_H
#define WARRAQ_READ_HTML_HTML_H

#include "read/reader.h"

/* The blocks of a piece of HTML (NUL-terminated) below `parent`; `line` is where it stands. */
void html_append_fragment(struct reader *reader, struct node *parent, const char *text,
                          size_t line);

#endif

// SPDX-License-Identifier: MIT
// HTML by libxml2: whole pages, and pieces that stand in Markdown.
#ifndef WARRAQ_READ_HTML_HTML_H
#define WARRAQ_READ_HTML_HTML_H

#include "read/reader.h"

/* The blocks of a piece of HTML (NUL-terminated) below `parent`; `line` is where it stands. Fails
 * only where libxml2 is not there. */
bool html_append_fragment(struct reader *reader, struct node *parent, const char *text, size_t line,
                          GError **error);

#endif

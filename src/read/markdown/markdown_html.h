// SPDX-License-Identifier: MIT
// HTML in Markdown: tags within a line, which cmark gives one by one, and blocks of it.
#ifndef WARRAQ_READ_MARKDOWN_MARKDOWN_HTML_H
#define WARRAQ_READ_MARKDOWN_MARKDOWN_HTML_H

#include "read/markdown/markdown_tree.h"

/* An opening tag opens a level, its closing tag ends it; what is no tag of HTML is text. */
void markdown_html_inline(struct markdown_tree *tree, cmark_node *from);

/* A block is read as a page is; "<!-- signatories -->" marks where the list is. */
void markdown_html_block(struct markdown_tree *tree, cmark_node *from);

#endif

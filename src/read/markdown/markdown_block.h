// SPDX-License-Identifier: MIT
// What holds something in Markdown: paragraphs, lists, tables, quotes, and emphasis and links
// within a line.
#ifndef WARRAQ_READ_MARKDOWN_MARKDOWN_BLOCK_H
#define WARRAQ_READ_MARKDOWN_MARKDOWN_BLOCK_H

#include "read/markdown/markdown_tree.h"

/* Every node that was entered is left again, when all within it has been added. */
void markdown_block_enter(struct markdown_tree *tree, cmark_node *from);
void markdown_block_leave(struct markdown_tree *tree, cmark_node *from);

#endif

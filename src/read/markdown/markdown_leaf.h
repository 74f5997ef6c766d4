// SPDX-License-Identifier: MIT
// What holds nothing else in Markdown: texts, line ends, code, rules, the marks of notes.
#ifndef WARRAQ_READ_MARKDOWN_MARKDOWN_LEAF_H
#define WARRAQ_READ_MARKDOWN_MARKDOWN_LEAF_H

#include "read/markdown/markdown_tree.h"

/* Adds it to the tree; false if the node is none. */
bool markdown_leaf(struct markdown_tree *tree, cmark_node *from);

#endif

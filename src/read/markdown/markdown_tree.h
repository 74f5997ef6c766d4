// SPDX-License-Identifier: MIT
// The letter's tree as it grows while cmark's is walked: which node what comes next belongs to. It
// has at most MARKDOWN_DEPTH_MOST levels; what lies deeper is kept, on the deepest level there is.
#ifndef WARRAQ_READ_MARKDOWN_MARKDOWN_TREE_H
#define WARRAQ_READ_MARKDOWN_MARKDOWN_TREE_H

#include "read/html/tags.h"
#include "read/markdown/markdown_places.h"
#include "read/notes.h"
#include "read/reader.h"

enum { MARKDOWN_DEPTH_MOST = 48 };

struct nesting {
    struct node *node;
    const struct tag *tag; /* opened by an HTML tag; NULL for cmark's own */
};

struct markdown_tree {
    struct reader *reader;
    struct arena *arena;
    struct notes *notes;
    struct markdown_places places;
    struct nesting stack[MARKDOWN_DEPTH_MOST];
    int depth;   /* levels in use */
    int surplus; /* containers entered beyond the stack */
    int footnotes;
    int strikes; /* texts left out since the last item */
    bool after_struck;
    const char *image_title; /* of the image last met */
    int column;              /* of the next cell */
};

/* The node of the level in use. */
struct node *markdown_tree_top(const struct markdown_tree *tree);

/* Enters a level, and leaves it. */
void markdown_tree_push(struct markdown_tree *tree, struct node *node, const struct tag *tag);
void markdown_tree_pop(struct markdown_tree *tree);
/* Tags left open end with the element around them. */
void markdown_tree_pop_tags(struct markdown_tree *tree);

/* A text of the node in use; and one that cmark has. */
void markdown_tree_text(struct markdown_tree *tree, const char *text, size_t n);
void markdown_tree_literal(struct markdown_tree *tree, cmark_node *from);

/* A text that is struck out is no longer said: it is set aside. */
void markdown_tree_strike(struct markdown_tree *tree, const GString *text);

#endif

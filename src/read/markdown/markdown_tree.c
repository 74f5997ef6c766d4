// SPDX-License-Identifier: MIT
#include "read/markdown/markdown_tree.h"

#include <string.h>

struct node *markdown_tree_top(const struct markdown_tree *tree)
{
    return tree->stack[tree->depth - 1].node;
}

void markdown_tree_push(struct markdown_tree *tree, struct node *node, const struct tag *tag)
{
    if (tree->depth < MARKDOWN_DEPTH_MOST)
        tree->stack[tree->depth++] = (struct nesting){node, tag};
    else
        tree->surplus++;
}

void markdown_tree_pop(struct markdown_tree *tree)
{
    if (tree->surplus)
        tree->surplus--;
    else
        tree->depth--;
}

void markdown_tree_pop_tags(struct markdown_tree *tree)
{
    while (tree->depth > 1 && tree->stack[tree->depth - 1].tag)
        markdown_tree_pop(tree);
}

void markdown_tree_text(struct markdown_tree *tree, const char *text, size_t n)
{
    // Of the spaces on both sides of what was struck out one is left.
    const struct node *last = markdown_tree_top(tree)->last;
    bool spaced = !last || (last->kind == NODE_TEXT && g_str_has_suffix(last->text, " "));
    size_t skip = tree->after_struck && spaced && n && *text == ' ';
    tree->after_struck = false;
    text += skip;
    n -= skip;
    if (n == 0)
        return;
    struct node *node = node_new_text(tree->arena, markdown_tree_top(tree), text, n);
    markdown_places_set_text(&tree->places, node);
}

void markdown_tree_literal(struct markdown_tree *tree, cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    if (text)
        markdown_tree_text(tree, text, strlen(text));
}

void markdown_tree_strike(struct markdown_tree *tree, const GString *text)
{
    size_t line = markdown_places_line(&tree->places);
    if (text->len)
        reader_set_aside(tree->reader, SPAN_NONE, line, line, "text-struck", text->str, text->len);
    tree->strikes++;
    tree->after_struck = true;
}

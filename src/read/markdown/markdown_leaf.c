// SPDX-License-Identifier: MIT
#include "read/markdown/markdown_leaf.h"

#include "read/fold.h"
#include "read/markdown/markdown_html.h"

#include <string.h>

static gunichar first_char_after(cmark_node *node)
{
    cmark_node *next = cmark_node_next(node);
    const char *text =
        next && cmark_node_get_type(next) == CMARK_NODE_TEXT ? cmark_node_get_literal(next) : NULL;
    return text ? g_utf8_get_char(text) : 0;
}

// A line end is a space, but not between characters of scripts that write none.
static void add_soft_break(struct markdown_tree *tree, cmark_node *from)
{
    const struct node *last = markdown_tree_top(tree)->last;
    bool wide = last && last->kind == NODE_TEXT &&
                g_unichar_iswide(text_last_char(last->text, strlen(last->text))) &&
                g_unichar_iswide(first_char_after(from));
    if (!wide)
        node_new_text(tree->arena, markdown_tree_top(tree), " ", 1)->line =
            markdown_places_line(&tree->places);
    markdown_places_start_line(&tree->places, tree->places.line + 1);
}

static void add_hard_break(struct markdown_tree *tree)
{
    node_new(tree->arena, markdown_tree_top(tree), NODE_BREAK);
    markdown_places_start_line(&tree->places, tree->places.line + 1);
}

static void add_code(struct markdown_tree *tree, cmark_node *from)
{
    struct node *code = node_new(tree->arena, markdown_tree_top(tree), NODE_CODE);
    code->line = markdown_tree_top(tree)->line;
    const char *text = cmark_node_get_literal(from);
    node_new_text(tree->arena, code, text ? text : "", text ? strlen(text) : 0)->line = code->line;
}

// A code block is a paragraph of code with its lines kept.
static void add_code_block(struct markdown_tree *tree, cmark_node *from)
{
    struct node *block = node_new(tree->arena, markdown_tree_top(tree), NODE_PARAGRAPH);
    markdown_places_set(&tree->places, block, from);
    // Lines that are only indented are lines: a letter has names there and no code.
    int length, offset;
    char mark;
    bool fenced = cmark_node_get_fenced(from, &length, &offset, &mark);
    struct node *code = fenced ? node_new(tree->arena, block, NODE_CODE) : block;
    code->line = block->line;
    const char *text = cmark_node_get_literal(from);
    for (const char *p = text ? text : ""; *p;) {
        size_t n = strcspn(p, "\n");
        if (n)
            node_new_text(tree->arena, code, p, n)->line = block->line;
        p += n + (p[n] == '\n');
        if (*p)
            node_new(tree->arena, code, NODE_BREAK);
    }
}

static void add_rule(struct markdown_tree *tree, cmark_node *from)
{
    markdown_places_set(&tree->places, node_new(tree->arena, markdown_tree_top(tree), NODE_RULE),
                        from);
}

static void add_reference(struct markdown_tree *tree, cmark_node *from)
{
    struct node *node = node_new(tree->arena, markdown_tree_top(tree), NODE_FOOTNOTE_REF);
    const char *name = cmark_node_get_literal(from);
    node->line = markdown_tree_top(tree)->line;
    node->name = arena_strdup(tree->arena, name ? name : "");
}

bool markdown_leaf(struct markdown_tree *tree, cmark_node *from)
{
    cmark_node_type type = cmark_node_get_type(from);
    if (type == CMARK_NODE_TEXT)
        markdown_tree_literal(tree, from);
    else if (type == CMARK_NODE_SOFTBREAK)
        add_soft_break(tree, from);
    else if (type == CMARK_NODE_LINEBREAK)
        add_hard_break(tree);
    else if (type == CMARK_NODE_CODE)
        add_code(tree, from);
    else if (type == CMARK_NODE_CODE_BLOCK)
        add_code_block(tree, from);
    else if (type == CMARK_NODE_HTML_INLINE)
        markdown_html_inline(tree, from);
    else if (type == CMARK_NODE_HTML_BLOCK)
        markdown_html_block(tree, from);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
        add_rule(tree, from);
    else if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
        add_reference(tree, from);
    else
        return false;
    return true;
}

// SPDX-License-Identifier: MIT
#include "read/markdown/markdown_html.h"

#include "read/html/html.h"
#include "read/markdown/inline_tag.h"
#include "read/markdown/markdown_tail.h"

#include <string.h>

static bool is_closing_of(const struct markdown_tree *tree, const struct tag *tag)
{
    for (int i = tree->depth - 1; i > 0 && tree->stack[i].tag; i--) {
        if (tree->stack[i].tag == tag)
            return true;
    }
    return false;
}

// "<del>" stands in text that cmark gives piece by piece: all to "</del>" is left out.
static void end_struck(struct markdown_tree *tree, struct node *struck)
{
    GString *text = g_string_new(NULL);
    node_append_text(struck, text);
    markdown_tree_strike(tree, text);
    g_string_free(text, TRUE);
    node_detach(struck);
}

static void end_raised(struct markdown_tree *tree, struct node *raised, const struct tag *tag)
{
    GString *text = g_string_new(NULL);
    node_append_text(raised, text);
    char *digits = text->len && !raised->first->first ? tag_raised(tag, text->str) : NULL;
    if (digits) {
        raised->first = raised->last = NULL;
        node_new_text(tree->arena, raised, digits, strlen(digits))->line = raised->line;
    }
    g_free(digits);
    g_string_free(text, TRUE);
}

static void end_tag(struct markdown_tree *tree, const struct nesting *level)
{
    if (!level->tag)
        return;
    if (level->tag->role == TAG_STRUCK)
        end_struck(tree, level->node);
    else if (level->tag->role == TAG_RAISED)
        end_raised(tree, level->node, level->tag);
}

static void close_tag(struct markdown_tree *tree, const struct tag *tag)
{
    if (!is_closing_of(tree, tag))
        return;
    for (bool open = true; open;) {
        struct nesting level = tree->stack[tree->depth - 1];
        open = level.tag != tag;
        markdown_tree_pop(tree);
        end_tag(tree, &level);
    }
}

void markdown_html_inline(struct markdown_tree *tree, cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    struct inline_tag tag;
    if (!text || !inline_tag_parse(tree->arena, text, &tag))
        return;
    if (tag.tag->role == TAG_UNKNOWN) {
        notes_add(tree->notes, DIAG_WARNING, "tag-unknown", markdown_tree_top(tree)->source,
                  "\"%s\" is no tag of HTML; it is kept as text", text);
        markdown_tree_literal(tree, from);
    } else if (tag.closes) {
        close_tag(tree, tag.tag);
    } else {
        struct node *node = inline_tag_node(tree->arena, markdown_tree_top(tree), &tag);
        if (node)
            node->line = markdown_tree_top(tree)->line;
        bool holds = tag.tag->role == TAG_INLINE || tag.tag->role == TAG_STRUCK ||
                     tag.tag->role == TAG_RAISED;
        if (node && holds && !tag.lone && tree->depth < MARKDOWN_DEPTH_MOST)
            markdown_tree_push(tree, node, tag.tag);
    }
}

static bool is_marker(const char *text)
{
    if (!g_str_has_prefix(text, "<!--"))
        return false;
    text += 4;
    text += strspn(text, " \t");
    return g_str_has_prefix(text, "signatories") &&
           g_str_has_prefix(text + 11 + strspn(text + 11, " \t"), "-->");
}

void markdown_html_block(struct markdown_tree *tree, cmark_node *from)
{
    const char *text = cmark_node_get_literal(from);
    if (!text)
        return;
    if (is_marker(text) && tree->depth == 1) {
        struct node *marker = markdown_marker_new(tree->arena, markdown_tree_top(tree));
        markdown_places_set(&tree->places, marker, from);
        return;
    }
    html_append_fragment(tree->reader, markdown_tree_top(tree), text,
                         (size_t)cmark_node_get_start_line(from) + tree->places.first_line);
}

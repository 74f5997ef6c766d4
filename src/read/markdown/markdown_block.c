// SPDX-License-Identifier: MIT
#include "read/markdown/markdown_block.h"

#include "language/label.h"
#include "read/verse.h"

#include "read/lazy_cmark_extensions.h"
#include <string.h>

// "1." before every item is how some write a list that counts (CommonMark 5.3). Numbers that rise
// are kept, gaps and all.
static void count_up(struct markdown_tree *tree, struct node *entry)
{
    const struct node *before = entry->previous;
    if (!before || before->entry.number == NUMBER_NONE || entry->entry.number == NUMBER_NONE ||
        entry->entry.number > before->entry.number)
        return;
    size_t n = strlen(entry->entry.label);
    char mark = entry->entry.label[n - 1];
    entry->entry.number = before->entry.number + 1;
    entry->entry.label = arena_printf(tree->arena, "%d%c", (int)entry->entry.number, mark);
}

// The label as printed: cmark keeps the first number of a list only, and this list is evidence.
static void set_label(struct markdown_tree *tree, struct node *entry, cmark_node *from)
{
    size_t start = markdown_places_offset(&tree->places, cmark_node_get_start_line(from),
                                          cmark_node_get_start_column(from));
    const char *text = tree->places.body + start;
    size_t n = strcspn(text, "\n");
    struct label label;
    entry->entry.label = "";
    if (n && strchr("-*+", text[0])) {
        entry->entry.label = "•"; // the sign is Markdown's, not the list's
    } else if (label_parse(text, n, &label)) {
        entry->entry.label = arena_strndup(tree->arena, text, label.length);
        entry->entry.number = label.number;
        count_up(tree, entry);
    } else {
        n = strspn(text, "0123456789");
        entry->entry.label = arena_strndup(tree->arena, text, n + (n && text[n]));
        number_parse(text, n, &entry->entry.number);
    }
}

static enum direction table_align(cmark_node *row, int column)
{
    cmark_node *table = row ? cmark_node_parent(row) : NULL;
    uint8_t *aligns = table ? cmark_gfm_extensions_get_table_alignments(table) : NULL;
    if (!aligns || column >= cmark_gfm_extensions_get_table_columns(table))
        return DIRECTION_INHERIT;
    switch (aligns[column]) {
    case 'l':
        return DIRECTION_LTR;
    case 'r':
        return DIRECTION_RTL;
    case 'c':
        return DIRECTION_AUTO;
    default:
        return DIRECTION_INHERIT;
    }
}

// The first paragraph of an entry or a cell is its text, not a block in it.
static bool is_transparent(const struct markdown_tree *tree, cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && !cmark_node_previous(node) &&
           markdown_tree_top(tree)->kind == NODE_ENTRY && !markdown_tree_top(tree)->first;
}

static struct node *container_new(struct markdown_tree *tree, cmark_node *from)
{
    static const struct {
        const char *name; // cmark's; extensions have no constants for theirs
        enum node_kind kind;
    } kinds[] = {
        {"block_quote", NODE_QUOTE},   {"list", NODE_LIST},       {"item", NODE_ENTRY},
        {"paragraph", NODE_PARAGRAPH}, {"heading", NODE_HEADING}, {"emph", NODE_EMPHASIS},
        {"strong", NODE_STRONG},       {"link", NODE_LINK},       {"image", NODE_IMAGE},
        {"table", NODE_TABLE},         {"table_row", NODE_ROW},   {"table_header", NODE_ROW},
        {"table_cell", NODE_CELL},
    };
    if (cmark_node_get_type(from) == CMARK_NODE_FOOTNOTE_DEFINITION)
        return node_new(tree->arena, markdown_tree_top(tree),
                        NODE_FOOTNOTE); // cmark has no name for it
    const char *name = cmark_node_get_type_string(from);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return node_new(tree->arena, markdown_tree_top(tree), kinds[i].kind);
    }
    return NULL;
}

static void container_fill(struct markdown_tree *tree, struct node *node, cmark_node *from)
{
    switch (node->kind) {
    case NODE_HEADING:
        node->level = cmark_node_get_heading_level(from);
        break;
    case NODE_LIST:
        node->list.kind =
            cmark_node_get_list_type(from) == CMARK_ORDERED_LIST ? LIST_ORDERED : LIST_BULLET;
        break;
    case NODE_ENTRY:
        tree->strikes = 0;
        set_label(tree, node, from);
        break;
    case NODE_IMAGE:
        tree->image_title = arena_strdup(tree->arena, cmark_node_get_title(from));
        node->href = arena_strdup(tree->arena, cmark_node_get_url(from));
        break;
    case NODE_LINK:
        node->href = arena_strdup(tree->arena, cmark_node_get_url(from));
        break;
    case NODE_FOOTNOTE:
        node->name = arena_printf(tree->arena, "%d", ++tree->footnotes);
        break;
    case NODE_ROW:
        tree->column = 0;
        break;
    case NODE_CELL:
        node->cell.header =
            strcmp(cmark_node_get_type_string(cmark_node_parent(from)), "table_header") == 0;
        node->cell.align = table_align(cmark_node_parent(from), tree->column++);
        break;
    default:
        break;
    }
}

void markdown_block_enter(struct markdown_tree *tree, cmark_node *from)
{
    if (tree->depth >= MARKDOWN_DEPTH_MOST - 1 || is_transparent(tree, from)) {
        markdown_tree_push(tree, markdown_tree_top(tree), NULL);
        return;
    }
    struct node *node = container_new(tree, from);
    if (!node) {
        markdown_tree_push(tree, markdown_tree_top(tree), NULL);
        return;
    }
    if (node_is_inline(node))
        node->line = node->parent->line;
    else
        markdown_places_set(&tree->places, node, from);
    if (!node_is_inline(node) && cmark_node_get_start_line(from) > 0)
        markdown_places_start_line(&tree->places, (size_t)cmark_node_get_start_line(from));
    container_fill(tree, node, from);
    markdown_tree_push(tree, node, NULL);
}

static void append_alternative(const struct node *node, GString *out)
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->text)
            g_string_append(out, child->text); // an image within has become its text already
        else if (child->kind == NODE_BREAK)
            g_string_append_c(out, ' ');
        append_alternative(child, out);
    }
}

// An image's alternative text was gathered as its children.
static void finish_image(struct markdown_tree *tree, struct node *image)
{
    GString *text = g_string_new(NULL);
    image->text = "";
    append_alternative(image, text);
    image->text = arena_strndup(tree->arena, text->str, text->len);
    image->first = image->last = NULL;
    g_string_free(text, TRUE);
}

// "{% include share.html %}": what the site's own program would put there.
static bool is_template(const struct node *paragraph)
{
    GString *text = g_string_new(NULL);
    node_append_text(paragraph, text);
    g_strstrip(text->str);
    bool is = (g_str_has_prefix(text->str, "{%") && g_str_has_suffix(text->str, "%}")) ||
              (g_str_has_prefix(text->str, "{{") && g_str_has_suffix(text->str, "}}"));
    g_string_free(text, TRUE);
    return is;
}

static void set_template_aside(struct markdown_tree *tree, struct node *paragraph)
{
    if (reader_keeps(tree->reader, paragraph->line, paragraph->line))
        return;
    GString *text = g_string_new(NULL);
    node_append_text(paragraph, text);
    reader_set_aside(tree->reader, paragraph->source, paragraph->line, paragraph->line,
                     "residue-markup", text->str, text->len);
    g_string_free(text, TRUE);
    node_detach(paragraph);
}

// An image that stands alone is a figure, and its title the caption.
static void finish_paragraph(const struct markdown_tree *tree, struct node *paragraph)
{
    struct node *image = paragraph->first;
    if (!image || image != paragraph->last || image->kind != NODE_IMAGE)
        return;
    paragraph->kind = NODE_FIGURE;
    const char *title = tree->image_title;
    if (!title || !*title)
        return;
    struct node *caption = node_new(tree->arena, paragraph, NODE_CAPTION);
    caption->source = image->source;
    caption->line = image->line;
    node_new_text(tree->arena, caption, title, strlen(title));
}

static bool is_verse(const struct markdown_tree *tree, cmark_node *from, struct node *paragraph)
{
    if (cmark_node_get_type(from) != CMARK_NODE_PARAGRAPH)
        return false;
    size_t start = markdown_places_offset(&tree->places, cmark_node_get_start_line(from), 1);
    size_t end = markdown_places_offset(&tree->places, cmark_node_get_end_line(from) + 1, 1);
    return verse_make(tree->arena, paragraph, tree->places.body + start, end - start);
}

void markdown_block_leave(struct markdown_tree *tree, cmark_node *from)
{
    markdown_tree_pop_tags(tree);
    if (!tree->surplus && markdown_tree_top(tree)->kind == NODE_IMAGE)
        finish_image(tree, markdown_tree_top(tree));
    else if (!tree->surplus && markdown_tree_top(tree)->kind == NODE_PARAGRAPH &&
             is_template(markdown_tree_top(tree)))
        set_template_aside(tree, markdown_tree_top(tree));
    else if (!tree->surplus && markdown_tree_top(tree)->kind == NODE_PARAGRAPH &&
             !is_verse(tree, from, markdown_tree_top(tree)))
        finish_paragraph(tree, markdown_tree_top(tree));
    markdown_tree_pop(tree);
}

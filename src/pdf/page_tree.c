// SPDX-License-Identifier: MIT
#include "pdf/page_tree.h"

#include "pdf/number_tree.h"
#include "pdf/object.h"

#include <string.h>

enum { PAGES_A_NODE = 64, LABELS_A_LEAF = 64 };

// A line of the outline; the tree is tied when all are known.
struct outline_item {
    unsigned level;
    uint32_t object;
    char *body;                                         // title and destination, as PDF
    unsigned parent, first, last, before, after, count; // indices + 1; 0 none
};

struct pdf_page_tree {
    struct pdf_writer *writer;
    uint32_t root, node, page;
    unsigned n_pages, in_node;
    GString *kids, *node_kids;
    struct pdf_number_tree *labels;
    uint64_t next_label; // the number that needs no new entry; 0 none
    GArray *marks;
};

struct pdf_page_tree *pdf_page_tree_new(struct pdf_writer *writer)
{
    struct pdf_page_tree *tree = g_new0(struct pdf_page_tree, 1);
    tree->writer = writer;
    tree->root = pdf_writer_reserve(writer);
    tree->kids = g_string_new(NULL);
    tree->node_kids = g_string_new(NULL);
    tree->labels = pdf_number_tree_new(writer, PDF_SHELF_PAGES, LABELS_A_LEAF, false);
    tree->marks = g_array_new(FALSE, TRUE, sizeof(struct outline_item));
    return tree;
}

void pdf_page_tree_free(struct pdf_page_tree *tree)
{
    if (!tree)
        return;
    for (guint i = 0; i < tree->marks->len; i++)
        g_free(g_array_index(tree->marks, struct outline_item, i).body);
    g_array_unref(tree->marks);
    pdf_number_tree_free(tree->labels);
    g_string_free(tree->kids, TRUE);
    g_string_free(tree->node_kids, TRUE);
    g_free(tree);
}

unsigned pdf_page_tree_pages(const struct pdf_page_tree *tree)
{
    return tree->n_pages;
}

static void tree_put(struct pdf_page_tree *tree, uint32_t id, GString *text)
{
    pdf_writer_object(tree->writer, PDF_SHELF_PAGES, id, text->str, text->len);
    g_string_free(text, TRUE);
}

static void tree_close_node(struct pdf_page_tree *tree)
{
    if (tree->in_node == 0)
        return;
    GString *out = g_string_new("<</Type/Pages/Parent ");
    pdf_ref(out, tree->root);
    g_string_append(out, "/Count ");
    pdf_int(out, tree->in_node);
    g_string_append_printf(out, "/Kids[%s]>>", tree->node_kids->str);
    tree_put(tree, tree->node, out);
    pdf_ref(tree->kids, tree->node);
    g_string_append_c(tree->kids, ' ');
    g_string_truncate(tree->node_kids, 0);
    tree->in_node = 0;
}

uint32_t pdf_page_tree_add(struct pdf_page_tree *tree, uint32_t *ret_parent)
{
    if (tree->in_node == PAGES_A_NODE)
        tree_close_node(tree);
    if (tree->in_node == 0)
        tree->node = pdf_writer_reserve(tree->writer);
    tree->page = pdf_writer_reserve(tree->writer);
    pdf_ref(tree->node_kids, tree->page);
    g_string_append_c(tree->node_kids, ' ');
    tree->in_node++;
    tree->n_pages++;
    *ret_parent = tree->node;
    return tree->page;
}

// The number a label of plain digits is; 0 for any other label.
static uint64_t label_number(const char *label)
{
    if (*label < '1' || *label > '9' || strspn(label, "0123456789") != strlen(label) ||
        strlen(label) > 9)
        return 0;
    return g_ascii_strtoull(label, NULL, 10);
}

void pdf_page_tree_label(struct pdf_page_tree *tree, const char *label)
{
    uint32_t index = tree->n_pages - 1;
    uint64_t number = *label ? label_number(label) : index + 1;
    if (number && number == tree->next_label) {
        tree->next_label++;
        return;
    }
    GString *value = g_string_new(number ? "<</S/D/St " : "<</P");
    if (number)
        pdf_int(value, (int64_t)number);
    else
        pdf_text_hex(value, label);
    g_string_append(value, ">>");
    pdf_number_tree_add(tree->labels, index, value->str);
    g_string_free(value, TRUE);
    tree->next_label = number ? number + 1 : 0;
}

static void put_place(GString *out, const char *key, uint32_t object, len top)
{
    g_string_append(out, key);
    pdf_ref(out, object);
    g_string_append(out, "/XYZ null ");
    pdf_len(out, top);
    g_string_append(out, " null]");
}

void pdf_put_destination(GString *out, const struct pdf_place *place)
{
    if (!place->element) {
        put_place(out, "/Dest[", place->page, place->top);
        return;
    }
    put_place(out, "/A<</S/GoTo/D[", place->page, place->top);
    put_place(out, "/SD[", place->element, place->top);
    g_string_append(out, ">>");
}

void pdf_page_tree_bookmark(struct pdf_page_tree *tree, unsigned level, const char *title,
                            const struct pdf_place *place)
{
    GString *body = g_string_new("/Title");
    pdf_text_hex(body, title);
    pdf_put_destination(body, place);
    struct outline_item mark = {.level = MAX(level, 1),
                                .object = pdf_writer_reserve(tree->writer),
                                .body = g_string_free(body, FALSE)};
    g_array_append_val(tree->marks, mark);
}

static struct outline_item *mark_at(struct pdf_page_tree *tree, unsigned place)
{
    return place ? &g_array_index(tree->marks, struct outline_item, place - 1) : NULL;
}

// Ties one line to the last of a lower level before it, and to its elder sibling.
static void outline_tie(struct pdf_page_tree *tree, unsigned place, struct outline_item *root)
{
    struct outline_item *mark = mark_at(tree, place);
    unsigned parent = place - 1;
    while (parent && mark_at(tree, parent)->level >= mark->level)
        parent = mark_at(tree, parent)->parent;
    struct outline_item *above = parent ? mark_at(tree, parent) : root;
    mark->parent = parent;
    mark->before = above->last;
    if (above->last)
        mark_at(tree, above->last)->after = place;
    else
        above->first = place;
    above->last = place;
    for (; parent; parent = mark_at(tree, parent)->parent)
        mark_at(tree, parent)->count++;
    root->count++;
}

static void put_tie(struct pdf_page_tree *tree, GString *out, const char *key, unsigned place)
{
    if (!place)
        return;
    g_string_append(out, key);
    pdf_ref(out, mark_at(tree, place)->object);
}

static void put_mark(struct pdf_page_tree *tree, const struct outline_item *mark, uint32_t root)
{
    GString *out = g_string_new("<<");
    g_string_append(out, mark->body);
    g_string_append(out, "/Parent ");
    pdf_ref(out, mark->parent ? mark_at(tree, mark->parent)->object : root);
    put_tie(tree, out, "/Prev ", mark->before);
    put_tie(tree, out, "/Next ", mark->after);
    put_tie(tree, out, "/First ", mark->first);
    put_tie(tree, out, "/Last ", mark->last);
    if (mark->count)
        g_string_append_printf(out, "/Count %u", mark->count);
    g_string_append(out, ">>");
    tree_put(tree, mark->object, out);
}

static uint32_t outline_write(struct pdf_page_tree *tree)
{
    if (tree->marks->len == 0)
        return 0;
    struct outline_item root = {.object = pdf_writer_reserve(tree->writer)};
    for (unsigned place = 1; place <= tree->marks->len; place++)
        outline_tie(tree, place, &root);
    for (unsigned place = 1; place <= tree->marks->len; place++)
        put_mark(tree, mark_at(tree, place), root.object);
    GString *out = g_string_new("<</Type/Outlines");
    put_tie(tree, out, "/First ", root.first);
    put_tie(tree, out, "/Last ", root.last);
    g_string_append_printf(out, "/Count %u>>", root.count);
    tree_put(tree, root.object, out);
    return root.object;
}

struct pdf_page_roots pdf_page_tree_finish(struct pdf_page_tree *tree)
{
    tree_close_node(tree);
    GString *out = g_string_new("<</Type/Pages/Count ");
    pdf_int(out, tree->n_pages);
    g_string_append_printf(out, "/Kids[%s]>>", tree->kids->str);
    tree_put(tree, tree->root, out);
    struct pdf_page_roots roots = {.pages = tree->root};
    if (!pdf_number_tree_empty(tree->labels))
        roots.labels = pdf_number_tree_finish(tree->labels);
    roots.outlines = outline_write(tree);
    return roots;
}

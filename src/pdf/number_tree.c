// SPDX-License-Identifier: MIT
#include "pdf/number_tree.h"

#include "base/put.h"
#include "pdf/object.h"
#include "pdf/object_stream.h"

#include <assert.h>

// So many bytes of wide references are worth an object stream of their own.
enum { IN_COLUMNS_LEAST = 2048 };

struct pdf_number_tree {
    struct pdf_writer *writer;
    enum pdf_shelf shelf;
    unsigned leaf, n;
    bool names, any;
    size_t in_columns; // bytes of the leaf that are wide references
    GString *entries, *kids, *first, *last;
};

struct pdf_number_tree *pdf_number_tree_new(struct pdf_writer *writer, enum pdf_shelf shelf,
                                            unsigned leaf, bool names)
{
    struct pdf_number_tree *tree = g_new0(struct pdf_number_tree, 1);
    tree->writer = writer;
    tree->shelf = shelf;
    tree->leaf = leaf;
    tree->names = names;
    tree->entries = g_string_new(NULL);
    tree->kids = g_string_new(NULL);
    tree->first = g_string_new(NULL);
    tree->last = g_string_new(NULL);
    return tree;
}

void pdf_number_tree_free(struct pdf_number_tree *tree)
{
    if (!tree)
        return;
    g_string_free(tree->entries, TRUE);
    g_string_free(tree->kids, TRUE);
    g_string_free(tree->first, TRUE);
    g_string_free(tree->last, TRUE);
    g_free(tree);
}

static void tree_close_leaf(struct pdf_number_tree *tree)
{
    if (tree->n == 0)
        return;
    uint32_t id = pdf_writer_reserve(tree->writer);
    GString *leaf = g_string_new("<</Limits[");
    g_string_append_printf(leaf, "%s %s]/%s[", tree->first->str, tree->last->str,
                           tree->names ? "Names" : "Nums");
    put_bytes(leaf, tree->entries->str, tree->entries->len);
    put_text(leaf, "]>>");
    bool apart = tree->in_columns >= IN_COLUMNS_LEAST;
    pdf_writer_object(tree->writer, apart ? PDF_SHELF_LEAVES : tree->shelf, id, leaf->str,
                      leaf->len);
    tree->in_columns = 0;
    g_string_free(leaf, TRUE);
    pdf_ref(tree->kids, id);
    g_string_append_c(tree->kids, ' ');
    g_string_truncate(tree->entries, 0);
    tree->n = 0;
}

void pdf_name_tree_add(struct pdf_number_tree *tree, const char *key, const char *value)
{
    tree->any = true;
    if (tree->n == 0)
        g_string_assign(tree->first, key);
    g_string_assign(tree->last, key);
    put_text(tree->entries, key);
    g_string_append_c(tree->entries, ' ');
    put_text(tree->entries, value);
    g_string_append_c(tree->entries, '\n');
    if (++tree->n == tree->leaf)
        tree_close_leaf(tree);
}

void pdf_number_tree_add(struct pdf_number_tree *tree, uint32_t key, const char *value)
{
    GString *number = g_string_new(NULL);
    pdf_int(number, key);
    pdf_name_tree_add(tree, number->str, value);
    g_string_free(number, TRUE);
}

// The contents of a list's page are of an element each, those of a text's of one element for many
// lines: only the first pack better in columns.
static bool mostly_change(const uint32_t *ids, size_t n)
{
    size_t changes = 0;
    for (size_t i = 1; i < n; i++)
        changes += ids[i] != ids[i - 1];
    return changes * 2 > n;
}

void pdf_number_tree_add_refs(struct pdf_number_tree *tree, uint32_t key, const uint32_t *ids,
                              size_t n)
{
    bool columns = mostly_change(ids, n);
    GString *out = g_string_new("[");
    for (size_t i = 0; i < n; i++) {
        assert(ids[i]);
        if (columns) {
            put_wide_ref(out, ids[i]);
            continue;
        }
        if (i)
            g_string_append_c(out, ' ');
        pdf_ref(out, ids[i]);
    }
    tree->in_columns += columns ? out->len : 0;
    g_string_append_c(out, ']');
    pdf_number_tree_add(tree, key, out->str);
    g_string_free(out, TRUE);
}

bool pdf_number_tree_empty(const struct pdf_number_tree *tree)
{
    return !tree->any;
}

uint32_t pdf_number_tree_finish(struct pdf_number_tree *tree)
{
    tree_close_leaf(tree);
    uint32_t id = pdf_writer_reserve(tree->writer);
    GString *root = g_string_new("<</Kids[");
    put_bytes(root, tree->kids->str, tree->kids->len);
    put_text(root, "]>>");
    pdf_writer_object(tree->writer, tree->shelf, id, root->str, root->len);
    g_string_free(root, TRUE);
    return id;
}

// SPDX-License-Identifier: MIT
#include "archive/tree.h"

#include <inttypes.h>
#include <string.h>

void tree_init(struct tree *tree)
{
    tree->files = g_array_new(FALSE, FALSE, sizeof(struct tree_file));
}

void tree_clear(struct tree *tree)
{
    for (guint i = 0; !tree->borrowed && i < tree->files->len; i++)
        g_free(g_array_index(tree->files, struct tree_file, i).path);
    g_clear_pointer(&tree->files, g_array_unref);
}

void tree_add(struct tree *tree, char *path, uint64_t size, guint index)
{
    struct tree_file file = {path, size, index};
    g_array_append_val(tree->files, file);
}

// Equal paths, which only a forged ZIP has, keep the order they were found in.
static gint by_path(gconstpointer a, gconstpointer b)
{
    const struct tree_file *left = a, *right = b;
    int order = strcmp(left->path, right->path);
    return order ? order : left->index < right->index ? -1 : left->index > right->index;
}

void tree_sort(struct tree *tree)
{
    g_array_sort(tree->files, by_path);
}

const struct tree_file *tree_find(const struct tree *tree, const char *path)
{
    guint low = 0, high = tree->files->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const struct tree_file *file = &g_array_index(tree->files, struct tree_file, middle);
        int order = strcmp(file->path, path);
        if (order == 0)
            return file;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void append(void *data, const void *bytes, size_t n)
{
    g_string_append_len(data, bytes, (gssize)n);
}

GString *tree_load(struct tree *tree, const struct tree_file *file, size_t most,
                   struct findings *findings)
{
    if (file->size > most) {
        findings_fault(findings, "tag-file-too-large", file->path,
                       "%" PRIu64 " bytes are too many for a tag file", file->size);
        return NULL;
    }
    GString *text = g_string_sized_new(file->size + 1);
    if (tree->stream(tree, file, append, text, findings))
        return text;
    g_string_free(text, TRUE);
    return NULL;
}

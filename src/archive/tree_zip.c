// SPDX-License-Identifier: MIT
#include "archive/tree_zip.h"

#include "zip/stream.h"

#include <string.h>

struct tree_zip {
    struct tree tree; // first, so that one pointer serves both
    struct zip_directory *directory;
};

static bool zip_tree_stream(struct tree *tree, const struct tree_file *file, sink_write sink,
                            void *data, struct findings *findings)
{
    const struct zip_directory *directory = ((struct tree_zip *)tree)->directory;
    struct zip_entry *entry = zip_directory_entry(directory, file->index);
    return entry->sound && zip_stream(directory, entry, sink, data, findings);
}

struct tree *tree_zip_new(struct zip_directory *directory, const char *top)
{
    struct tree_zip *zip = g_new0(struct tree_zip, 1);
    struct tree *tree = &zip->tree;
    zip->directory = directory;
    tree_init(tree);
    tree->stream = zip_tree_stream;
    tree->apart = tree->borrowed = true;
    for (guint i = 0; i < directory->entries->len; i++) {
        const struct zip_entry *entry = zip_directory_entry(directory, i);
        if (!entry->named || !g_str_has_prefix(entry->name, top))
            continue;
        char *path = entry->name + strlen(top);
        tree->has_data |= g_str_has_prefix(path, "data/");
        if (!entry->folder)
            tree_add(tree, path, entry->size, i);
    }
    tree_sort(tree);
    return tree;
}

void tree_zip_free(struct tree *tree)
{
    if (!tree)
        return;
    tree_clear(tree);
    g_free(tree);
}

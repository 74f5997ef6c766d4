// SPDX-License-Identifier: MIT
// The judgement of a bag on any files at all. The input is records parted by the byte 1E, each a
// path, a line feed, and the content.
#include "archive/bag_check.h"
#include "archive/bag_info.h"
#include "zip/name.h"

#include <stdint.h>
#include <string.h>

struct memory_tree {
    struct tree tree;
    GPtrArray *contents; // GBytes
};

static bool stream(struct tree *tree, const struct tree_file *file, sink_write sink, void *data,
                   struct findings *findings)
{
    (void)findings;
    struct memory_tree *memory = (struct memory_tree *)tree;
    gsize n;
    const void *bytes = g_bytes_get_data(memory->contents->pdata[file->index], &n);
    if (n > 0)
        sink(data, bytes, n);
    return true;
}

static void add_record(struct memory_tree *memory, const uint8_t *at, size_t n)
{
    const uint8_t *line = memchr(at, '\n', n);
    size_t n_path = line ? (size_t)(line - at) : n;
    if (name_fault((const char *)at, n_path, NULL))
        return;
    size_t n_content = line ? n - n_path - 1 : 0;
    char *path = g_strndup((const char *)at, n_path);
    memory->tree.has_data |= g_str_has_prefix(path, "data/");
    tree_add(&memory->tree, path, n_content, memory->contents->len);
    g_ptr_array_add(memory->contents, g_bytes_new(line ? line + 1 : at, n_content));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct memory_tree memory = {.contents =
                                     g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref)};
    tree_init(&memory.tree);
    memory.tree.stream = stream;
    while (n > 0) {
        const uint8_t *end = memchr(data, 0x1E, n);
        size_t n_record = end ? (size_t)(end - data) : n;
        add_record(&memory, data, n_record);
        data += n_record + (end != NULL);
        n -= n_record + (end != NULL);
    }
    tree_sort(&memory.tree);
    struct findings *findings = findings_new("bag");
    bag_check(&memory.tree, findings);
    findings_free(findings);
    tree_clear(&memory.tree);
    g_ptr_array_unref(memory.contents);
    return 0;
}

// SPDX-License-Identifier: MIT
// A bag's files, wherever they lie: in a folder or in a ZIP.
#ifndef WARRAQ_ARCHIVE_TREE_H
#define WARRAQ_ARCHIVE_TREE_H

#include "base/findings.h"
#include "zip/sink.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct tree_file {
    char *path; /* below the bag's folder; without name_fault() */
    uint64_t size;
    guint index; /* for the reader */
};

struct tree {
    GArray *files; /* struct tree_file, in byte order of their paths */
    bool has_data; /* there is a folder data/ */
    bool apart;    /* names that some file system takes for the same are told already */
    bool borrowed; /* the paths belong to somebody else, who outlives the tree */
    /* Streams a file to `sink`. False if it could not be read to the end as it should; that is
     * reported once. */
    bool (*stream)(struct tree *tree, const struct tree_file *file, sink_write sink, void *data,
                   struct findings *findings);
};

void tree_init(struct tree *tree);
void tree_clear(struct tree *tree);
/* Takes `path`, unless the tree's paths are borrowed. */
void tree_add(struct tree *tree, char *path, uint64_t size, guint index);
void tree_sort(struct tree *tree);

/* NULL if there is no such file. */
const struct tree_file *tree_find(const struct tree *tree, const char *path);

/* The whole file as a NUL-terminated string; NULL if it is larger than `most` (reported as
 * "tag-file-too-large") or could not be read. */
GString *tree_load(struct tree *tree, const struct tree_file *file, size_t most,
                   struct findings *findings);

#endif

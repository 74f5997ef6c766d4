// SPDX-License-Identifier: MIT
// A folder on disk as a tree. Links are reported and never followed.
#ifndef WARRAQ_ARCHIVE_TREE_FOLDER_H
#define WARRAQ_ARCHIVE_TREE_FOLDER_H

#include "archive/tree.h"
#include "archive/verify.h"

/* NULL with FAULT_IO if the folder cannot be opened. tree_folder_free() accepts NULL. */
struct tree *tree_folder_new(const char *path, const struct zip_limits *limits,
                             struct findings *findings, GError **error);
void tree_folder_free(struct tree *tree);

#endif

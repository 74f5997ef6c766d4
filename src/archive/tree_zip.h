// SPDX-License-Identifier: MIT
// The named entries below a ZIP's top folder as a tree.
#ifndef WARRAQ_ARCHIVE_TREE_ZIP_H
#define WARRAQ_ARCHIVE_TREE_ZIP_H

#include "archive/tree.h"
#include "zip/directory.h"

/* `directory` is borrowed; `top` ends in a slash or is empty. tree_zip_free() accepts NULL. */
struct tree *tree_zip_new(struct zip_directory *directory, const char *top);
void tree_zip_free(struct tree *tree);

#endif

// SPDX-License-Identifier: MIT
// An edition that is a ZIP of parts, as e-books and Word's documents are: the parts in the order in
// which they are to lie there. Whoever packs them knows nothing of what they mean.
#ifndef WARRAQ_EDITION_PACKAGE_H
#define WARRAQ_EDITION_PACKAGE_H

#include "base/file.h"

#include <glib.h>

/* In memory, or in a file without a name. */
struct package_part {
    char *name;
    GBytes *bytes;
    struct file_out *file;
};

struct package {
    GArray *parts; /* struct package_part */
};

void package_start(struct package *package);
void package_clear(struct package *package);

/* Takes `bytes`, or the text with its string. */
void package_add(struct package *package, const char *name, GBytes *bytes);
void package_add_text(struct package *package, const char *name, GString *text);

/* A part that is written bit by bit, borrowed until the package is cleared. NULL with FAULT_IO. */
struct file_out *package_open(struct package *package, const char *name, GError **error);

#endif

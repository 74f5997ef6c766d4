// SPDX-License-Identifier: MIT
// What a record says, block by block, read back from its bytes by its structure tree: what was put
// into the page as it is seen comes out as it is read. For verify, which holds an archive's record
// to its text.
#ifndef WARRAQ_RECORD_READ_BACK_H
#define WARRAQ_RECORD_READ_BACK_H

#include <glib.h>
#include <stdbool.h>

struct read_block {
    const char *role; /* the element's: "H1", "P", "LI", "Note" */
    const char *text; /* UTF-8 in the order of reading; white space as it stands */
    bool note;        /* it is in a note */
};

typedef void (*read_block_fn)(void *context, const struct read_block *block);

/* Calls `fn` for each block of the letter in the tree's order, a block before those within it; the
 * section that ends the document is the colophon, and left out. `bytes` may be anybody's: what
 * takes more room or time than a record of its size is cut short. False with FAULT_INVALID, before
 * any call, for what is no record of ours. */
bool record_read_back(GBytes *bytes, read_block_fn fn, void *context, GError **error);

#endif

// SPDX-License-Identifier: MIT
// The phrases of data/read/heads.txt: struct heads within.
#ifndef WARRAQ_READ_LIST_HEAD_TABLE_H
#define WARRAQ_READ_LIST_HEAD_TABLE_H

#include "read/list/heads.h"

#include <stdint.h>

enum { LANGS_MOST = 64 };

/* What one phrase may mean. The same words mean different things in two languages. */
struct sense {
    uint8_t kind, lang;
    bool exact, stem; // the whole head; the beginning of a word
};

struct heads {
    int owners;
    GHashTable *phrases; // folded -> GArray of struct sense
    GHashTable *joined;  // the same without spaces
    GHashTable *stems;   // a folded stem's first character as a string -> GPtrArray of stems
    GPtrArray *langs;    // their tags
};

#endif

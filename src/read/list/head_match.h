// SPDX-License-Identifier: MIT
// The phrases that a head holds, in any language.
#ifndef WARRAQ_READ_LIST_HEAD_MATCH_H
#define WARRAQ_READ_LIST_HEAD_MATCH_H

#include "read/list/head_table.h"

enum { MATCHES_MOST = 96 };

struct head_match {
    size_t start, end; /* bytes of the folded text */
    struct sense sense;
};

struct head_cell {
    char *folded;
    size_t n;
    struct head_match matches[MATCHES_MOST]; /* longest first */
    size_t count;
};

/* Finds all phrases in `n` bytes of text; cell->folded is to be freed. */
void head_cell_read(const struct heads *heads, const char *text, size_t n, struct head_cell *cell);

/* Whether a match is a word of one or two letters among others. */
bool head_match_is_short(const struct head_cell *cell, const struct head_match *match);

#endif

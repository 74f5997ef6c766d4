// SPDX-License-Identifier: MIT
// The blocks of a letter while roles.c decides what each of them is.
#ifndef WARRAQ_READ_CAPTURE_ROLE_BLOCK_H
#define WARRAQ_READ_CAPTURE_ROLE_BLOCK_H

#include "read/reader.h"

/* A block below root, with the measures that several rules ask for. */
struct block {
    struct node *node;
    const char *text; /* plain, breaks as newlines; "" for lists and tables */
    size_t n;
    size_t columns; /* of the whole text */
    size_t lines;   /* breaks plus one */
    size_t widest;  /* columns of the longest line */
    bool list;      /* NODE_LIST or NODE_TABLE */
};

struct roles {
    struct reader *reader;
    GArray *blocks; /* struct block, in order */
};

struct block *role_block(const struct roles *roles, guint index);

/* The block's text is one of the table's phrases. */
bool block_matches(const struct roles *roles, guint index, enum table table);

/* One line of running text, not a list and not a sentence. */
bool block_is_line(const struct block *block);

/* Prose: long, or a sentence. */
bool block_is_prose(const struct block *block);

/* Takes a block out of the letter and sets its lines aside. */
void block_set_aside(struct roles *roles, guint index, const char *code);

/* How many of the block's lines are short and hold words of web pages. */
size_t block_page_lines(const struct roles *roles, guint index);

#endif

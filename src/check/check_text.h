// SPDX-License-Identifier: MIT
// The queries that one block of text raises by itself.
#ifndef WARRAQ_CHECK_CHECK_TEXT_H
#define WARRAQ_CHECK_CHECK_TEXT_H

#include "model/document.h"
#include "read/notes.h"
#include "read/source.h"

struct check {
    const struct document *document;
    struct notes *notes;
    const char *file;            /* of nodes that have a line but no bytes */
    const struct source *source; /* the letter, repaired again; NULL if it cannot be */
};

/* A block's inline text and where its parts stand. */
struct checked {
    struct check *check;
    const struct node *block;
    GString *text;
    GArray *pieces;
    const char *lang;
    gunichar *chars; /* of text, ended by 0 */
    size_t *offsets; /* of each char in text */
    size_t count;
};

/* Adds a note at character `index` of the block. */
void check_note(const struct checked *checked, size_t index, const char *code, const char *format,
                ...) __attribute__((format(printf, 4, 5)));

/* All queries of the inlines of `block`. */
void check_block(struct check *check, const struct node *block);

/* Spaces, brackets, quotes and dashes; letters that look alike. Used by check_block(). */
void check_spacing(const struct checked *checked);
void check_pairs(const struct checked *checked);
void check_letters(const struct checked *checked);

#endif

// SPDX-License-Identifier: MIT
// A block of text while it is checked: its characters, and where each is in the source.
#ifndef WARRAQ_CHECK_CHECKED_H
#define WARRAQ_CHECK_CHECKED_H

#include "model/document.h"
#include "read/notes.h"
#include "read/source.h"

struct check {
    const struct document *document;
    struct notes *notes;
    const char *file;            /* of nodes that have a line but no bytes */
    const struct source *source; /* the letter, repaired again; NULL if it cannot be */
};

/* A block's inline text and where each part of it came from. */
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

/* Gathers the text of `block`; checked_close() frees it. */
void checked_open(struct checked *checked, struct check *check, const struct node *block);
void checked_close(struct checked *checked);

/* Adds a note at character `index` of the block. Whether it has its place in the source to the
 * character, so that an offer may be made. */
bool checked_note(const struct checked *checked, size_t index, const char *code, const char *format,
                  ...) __attribute__((format(printf, 4, 5)));

/* What would mend the note that was added just now: at its place, `removes` characters out and
 * `inserts`, a string constant, in. */
void checked_offer(const struct checked *checked, size_t removes, const char *inserts);

#endif

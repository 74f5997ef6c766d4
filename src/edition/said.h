// SPDX-License-Identifier: MIT
// What an edition says, block by block, read back from its bytes: the words that stand under the
// ids which all editions share. For verify, which holds the editions of an archive to each other.
#ifndef WARRAQ_EDITION_SAID_H
#define WARRAQ_EDITION_SAID_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct said_block {
    const char *id;   /* "p3", "e12", "t4"; "n1" for a note's own words */
    const char *text; /* white space folded; "" for a block that only holds others */
    bool note;        /* in the notes, which do not stand where they do in the letter */
};

typedef void (*said_fn)(void *context, const struct said_block *block);

/* A page of the web or a file of an e-book, n bytes of UTF-8. */
void said_in_markup(const char *markup, size_t n, said_fn fn, void *context);

/* What precedes the paragraphs of a Word document's lists. */
struct said_numbering;
struct said_numbering *said_numbering_read(const char *part, size_t n);
void said_numbering_free(struct said_numbering *numbering);

/* A Word document's part of text, or of notes. */
void said_in_word(const char *part, size_t n, struct said_numbering *numbering, said_fn fn,
                  void *context);

/* White space and control characters folded to one space, none at the ends. */
void said_fold(GString *text);

#endif

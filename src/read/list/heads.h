// SPDX-License-Identifier: MIT
// What a column of a sheet is called, understood by the words of its head in any language. The
// words are data/read/heads.txt.
#ifndef WARRAQ_READ_LIST_HEADS_H
#define WARRAQ_READ_LIST_HEADS_H

#include "read/list/head_kind.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct head {
    enum head_kind kind;
    enum head_kind without_consent; /* the kind if its cells turn out to be no answers */
    bool hides;                     /* consent: a yes leaves the name out */
    bool family_first;              /* the head's language writes the family name first */
    unsigned share;                 /* per cent of the head's letters that are words known here */
};

struct heads;

/* NULL with FAULT_IO or FAULT_INVALID. `data` is the folder that holds read/. */
struct heads *heads_open(const char *data, GError **error);
struct heads *heads_ref(struct heads *heads); /* one owner more */
void heads_free(struct heads *heads);

/* Understands the `n` cells of a row as heads: languages that fit the row as a whole go first. */
void heads_read(const struct heads *heads, const char *const *cells, size_t n, struct head *ret);

/* What a cell of a consent column answers. */
enum answer { ANSWER_EMPTY, ANSWER_YES, ANSWER_NO, ANSWER_PENDING, ANSWER_ANONYMOUS, ANSWER_OTHER };
enum answer heads_answer(const struct heads *heads, const char *text);

#endif

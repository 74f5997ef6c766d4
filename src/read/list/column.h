// SPDX-License-Identifier: MIT
// What is known of the columns of a table.
#ifndef WARRAQ_READ_LIST_COLUMN_H
#define WARRAQ_READ_LIST_COLUMN_H

#include "read/list/head_kind.h"
#include "read/list/shape.h"

/* One column. */
struct column {
    char *head; /* as written; NULL if the table has none */
    enum head_kind kind;
    bool sure;
    bool by_user;
    const char *why; /* untranslated words */
    bool hides;      /* HEAD_ANONYMOUS, HEAD_CONSENT: a yes leaves the name out */
    bool family_first;
    size_t filled;              /* of the rows looked at */
    size_t shapes[SHAPE_COUNT]; /* of the same */
};

struct columns {
    struct column *at;
    size_t n;
    bool has_head;
    size_t rows_before;    /* rows to skip: titles, and the head itself */
    size_t name;           /* the index of the name column, COLUMN_NONE where it comes in parts */
    char *consent_value;   /* --consent: what a cell of the consent column must be; NULL */
    size_t consent_wished; /* its column, or COLUMN_NONE */
};

#define COLUMN_NONE ((size_t)-1)

/* What people call column `i`: its head in quotes, or its number. g_free() */
char *column_title(const struct columns *columns, size_t i);

/* All of them so, for a message: heads, but never a cell. g_free() */
char *columns_seen(const struct columns *columns);

/* What is found of a column, whether that is sure, and why: words not yet translated. */
void column_set(struct column *column, enum head_kind kind, bool sure, const char *why);

/* The first column of that kind, or COLUMN_NONE. */
size_t columns_of_kind(const struct columns *columns, enum head_kind kind);

#endif

// SPDX-License-Identifier: MIT
// What the columns of a table of signatories hold: told by the user, by the words of its head, by
// what its cells look like. What cannot be known is not printed.
#ifndef WARRAQ_READ_LIST_COLUMNS_H
#define WARRAQ_READ_LIST_COLUMNS_H

#include "read/list/heads.h"
#include "read/list/shape.h"

#include <stdint.h>

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

/* What the user says: `columns` as "name=Your full name,affiliation=Org", `consent` as
 * "Published=yes"; NULL for nothing. */
struct columns_wish {
    const char *columns, *consent;
};

/* The first rows of a table, all cells in `cells`. */
struct sample {
    GPtrArray *rows; /* char **, each NULL-ended */
};
struct sample sample_new(void);
void sample_add(struct sample *sample, const char *const *cells, size_t n);
void sample_free(struct sample *sample);

/* Understands the table whose first rows are `sample`. `heads_first`: its first row is heads.
 * NULL with FAULT_USAGE if no column can be said to hold names: the message tells the columns seen.
 * `path` is for messages. columns_free() accepts NULL. */
struct columns *columns_find(const struct sample *sample, bool heads_first,
                             const struct heads *heads, const struct columns_wish *wish,
                             const char *path, GError **error);
void columns_free(struct columns *columns);

/* Whether a row of the sample is a head that names a column of names; its index in *ret. */
bool columns_have_head(const struct sample *sample, const struct heads *heads, size_t *ret);

/* What people call column `i`: its head in quotes, or its number. g_free() */
char *column_title(const struct columns *columns, size_t i);

#endif

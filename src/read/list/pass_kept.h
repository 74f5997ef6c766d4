// SPDX-License-Identifier: MIT
// What a whole pass through a table comes to, kept for the next time the same table is read.
#ifndef WARRAQ_READ_LIST_PASS_KEPT_H
#define WARRAQ_READ_LIST_PASS_KEPT_H

#include "base/diag.h"
#include "base/facts.h"
#include "read/list/stretches.h"

/* Of one pass. */
struct table_pass {
    struct row_counts counts;
    GPtrArray *stretches;
    bool placed; /* the bytes of the stretches are known: they can be looked for in the file */
};

/* What the rows of a file come to hangs on its bytes and on all that is wished of it: a name for
 * both, g_free(). NULL where the file cannot be read. */
struct read_options;
char *pass_content(const char *path, GBytes *bytes, const struct read_options *options);
/* The same without the bytes: a name for all states of the file. */
char *pass_wishes(const char *path, const struct read_options *options);

/* Keeps a pass that has ended, with the notes of `diag` from `from` on. */
void pass_keep(struct fact_store *facts, const char *content, const struct table_pass *pass,
               const struct diag *diag, size_t from);

/* What was kept, lent as long as `fact` lives; its notes are repeated in `diag`, which may be NULL.
 */
const struct table_pass *pass_recall(GBytes *fact, struct diag *diag);

#endif

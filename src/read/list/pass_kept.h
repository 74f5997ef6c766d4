// SPDX-License-Identifier: MIT
// What a whole pass through a table comes to, kept for the next time the same table is read.
#ifndef WARRAQ_READ_LIST_PASS_KEPT_H
#define WARRAQ_READ_LIST_PASS_KEPT_H

#include "base/facts.h"
#include "model/document.h"

/* Of one pass; while it goes on, `numbers` grows. */
struct table_pass {
    struct document_list account; /* how many rows became what; the rest of it is not looked at */
    size_t private_cells;         /* left out of printed columns */
    struct number_set numbers;
    GArray *parts; /* of struct stream_part */
};

/* What the rows of a file come to hangs on its bytes and on all that is wished of it: a name for
 * both, g_free(). NULL where the file cannot be read. */
struct read_options;
char *pass_content(const char *path, GBytes *bytes, const struct read_options *options);

/* Keeps a pass that has ended, with the notes of `diag` from `from` on. */
void pass_keep(struct fact_store *facts, const char *content, const struct table_pass *pass,
               const struct diag *diag, size_t from);

/* What was kept, its numbers lent as long as `fact` lives; its notes are repeated in `diag`. */
void pass_recall(GBytes *fact, struct diag *diag, struct table_pass *ret);

#endif

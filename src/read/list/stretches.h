// SPDX-License-Identifier: MIT
// A long table as stretches of rows, with what each comes to: of a table that is read again after
// a change, only the rows about the change have to be.
#ifndef WARRAQ_READ_LIST_STRETCHES_H
#define WARRAQ_READ_LIST_STRETCHES_H

#include "model/number_set.h"
#include "read/list/sheet.h"

#include <stddef.h>

enum { LINES_TOLD = 8 };

/* Rows of which something is told: the lines of the first ones are named. */
struct told {
    size_t count;
    size_t lines[LINES_TOLD];
};

void told_add(struct told *told, size_t line);

/* What became of rows. */
struct row_counts {
    size_t rows, printed, refused, pending, anonymous, withdrawn;
    struct told nameless, private_cells, unclear;
};

/* Adds those of other rows, whose lines are so many more than they say. */
void row_counts_add(struct row_counts *counts, const struct row_counts *more, ptrdiff_t lines);

struct row_stretch {
    uint64_t bytes; /* of the file; 0 where the sheet cannot say */
    size_t lines;
    char *digest; /* of the bytes; NULL until it is asked for */
    size_t entries;
    char *content;            /* names what the entries say; NULL where there are none */
    struct row_counts counts; /* lines counted from the stretch's first */
    GArray *numbers;          /* int64_t, of the entries; in runs, first and length */
};

struct row_stretch *stretch_new(void);
void stretch_free(struct row_stretch *stretch); /* ends one owner's part */
void stretch_add_number(struct row_stretch *stretch, int64_t number);

/* Of struct row_stretch; g_ptr_array_unref() */
GPtrArray *stretches_new(void);
/* Adds those of `from`, from `first` on and before `last`; both arrays own them then. */
void stretches_add(GPtrArray *stretches, const GPtrArray *from, guint first, guint last);
/* What they come to, together. */
void stretches_sum(const GPtrArray *stretches, struct row_counts *ret);
void stretches_numbers(const GPtrArray *stretches, struct number_set *numbers, int64_t *listed);
/* Those with entries: of struct stream_part, g_array_unref(). */
GArray *stretches_parts(const GPtrArray *stretches);
/* Bytes that are kept for them, or so. */
size_t stretches_size(const GPtrArray *stretches);

/* Looks at the bytes of all, as they stand in the file one behind the other. False where it cannot
 * be read. */
bool stretches_know(GPtrArray *stretches, const char *path);

/* Which stretches of an earlier state of the file stand in it still: those before `first`, and
 * those from `last` on. Between them its bytes `from` to `end` are others. */
struct stretches_change {
    guint first, last;
    struct sheet_point from;
    uint64_t end; /* UINT64_MAX: the file's */
};
bool stretches_compare(const GPtrArray *stretches, const char *path, struct stretches_change *ret);

/* Where the stretch begins that holds an entry, counted from 0; *entry becomes its place there. */
struct sheet_point stretches_find(const GPtrArray *stretches, size_t *entry);

#endif

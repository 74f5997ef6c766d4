// SPDX-License-Identifier: MIT
// What the files of list_table.h share: the table, and each stage of a pass through it.
#ifndef WARRAQ_READ_LIST_TABLE_PARTS_H
#define WARRAQ_READ_LIST_TABLE_PARTS_H

#include "read/list/list_table.h"
#include "read/list/stretches.h"

struct list_table {
    int owners;
    struct sheet *sheet;
    struct heads *heads;
    struct columns *columns;
    struct document_list *account;
    char *path;
    struct diag *diag;
    bool *keep; // of each column, in the copy
    bool keep_all;
    GHashTable *answers; // cell -> enum answer + 1
    bool counting, counted;
    const struct tables *tables; // where they are counted: the words of dates
    size_t row;                  // of this pass
    struct row_counts counts;    // of the stretch under way, of this pass
    size_t private_cells;        // of the last whole pass
    bool from_within;            // this pass did not begin at the first row
    struct fact_store *facts;    // where passes are kept; NULL: nowhere
    char *content, *wishes;      // what they are kept by: of this state of the file, of any
    struct gathered *gathered;   // of this pass, where it may be kept
    GPtrArray *stretches;        // of the last whole pass; NULL
    bool placed;                 // and where each stands is known
    GArray *parts;               // of the same
    size_t noted;                // how many notes there were when it began
};

// What is kept of a pass.
struct gathered {
    struct stream_parts *parts;
    GPtrArray *stretches;
    struct row_stretch *open;
    struct sheet_point from; // where that begins
    bool placed;
};

/* ---- list_table.c: passes ---- */

void table_start_pass(struct list_table *table);
/* The next row below the heads; NULL at the end, and with its fault. */
const struct sheet_row *table_next_row(struct list_table *table, struct arena *arena,
                                       GError **error);
bool table_row_is_blank(const struct sheet_row *row);

/* ---- table_consent.c: cells, and what they say of being named ---- */

/* What a row says of being named in public. */
enum consent {
    CONSENT_GIVEN,
    CONSENT_REFUSED,
    CONSENT_PENDING,
    CONSENT_ANONYMOUS,
    CONSENT_UNCLEAR
};

/* "" where the row is shorter. */
const char *table_cell(const struct sheet_row *row, size_t i);
/* The cell of the first column of this kind; NULL where there is none. */
const char *table_cell_of(const struct list_table *table, const struct sheet_row *row,
                          enum head_kind kind);
enum answer table_answer(struct list_table *table, const char *cell);
enum consent table_consent_of_cell(struct list_table *table, size_t column, const char *cell);
enum consent table_consent(struct list_table *table, const struct sheet_row *row);

/* ---- table_row.c: a row as an entry ---- */

/* A name that is struck out, whole or by its family name. */
bool table_row_is_withdrawn(const struct list_table *table, const struct sheet_row *row);
/* In `arena`; NULL for a row that is not to be printed, which is counted. */
struct node *table_entry(struct list_table *table, struct arena *arena,
                         const struct sheet_row *row);

/* ---- table_counts.c: what `check` and the summary show ---- */

void table_reset_counts(struct list_table *table);
void table_count_row(struct list_table *table, const struct sheet_row *row);
void table_count_entry(struct list_table *table, const struct sheet_row *row);

/* ---- table_told.c ---- */

/* What a whole pass found, to the table's diag. */
void table_tell(const struct list_table *table, const struct row_counts *counts);

/* ---- table_gather.c: what is kept of a pass ---- */

struct gathered *table_gathered_new(struct sheet_point from, bool placed);
void table_gathered_free(struct gathered *gathered);
struct signatory;
void table_gather(struct list_table *table, const struct signatory *signatory,
                  const struct node *entry);
/* Also the last stretch ends, and each is named. */
void table_end_gathering(struct list_table *table);

#endif

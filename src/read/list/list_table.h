// SPDX-License-Identifier: MIT
// Signatories from a sheet whose columns are understood: an entry a row, in memory that does not
// grow with the sheet, and the copy of it that may be handed out.
#ifndef WARRAQ_READ_LIST_LIST_TABLE_H
#define WARRAQ_READ_LIST_LIST_TABLE_H

#include "base/facts.h"
#include "model/document.h"
#include "read/list/columns.h"
#include "read/list/sheet.h"

/* How a copy is written. */
enum table_form { TABLE_CSV, TABLE_TSV, TABLE_JSON };

struct list_table;

/* A table of `sheet`, with the columns found in its first rows; it owns `sheet` from here on, also
 * when it fails. `account` is filled on each pass, and told of in `diag` at the end of the first
 * one after list_table_report_to(). `heads` gets an owner more. NULL with the sheet's faults, or
 * FAULT_USAGE where no column holds names. */
struct list_table *list_table_open(struct sheet *sheet, struct heads *heads,
                                   const struct columns_wish *wish, const char *path,
                                   struct document_list *account, GError **error);
struct list_table *list_table_ref(struct list_table *table);
void list_table_free(struct list_table *table);

/* Its entries; one owner more, which the stream's own free() ends. */
struct node_stream *list_table_stream(struct list_table *table);

/* What was found goes to `diag` at the end of the next whole pass; then no more. */
void list_table_report_to(struct list_table *table, struct diag *diag);

/* Its passes are kept in `facts`, or recalled from there; `content` names all that they hang on,
 * `wishes` all of it but the bytes of the file. */
void list_table_remember(struct list_table *table, struct fact_store *facts, const char *content,
                         const char *wishes);

/* Counts every cell by its shape, and gathers examples: for `check`; countries and days: for the
 * summary. `tables` know the words of dates. */
struct tables;
void list_table_count_cells(struct list_table *table, const struct tables *tables);

/* Columns that the copy keeps beside the printed ones: heads with commas between, or "all".
 * False with FAULT_USAGE for a head it does not have. */
bool list_table_keep_columns(struct list_table *table, const char *heads, GError **error);

/* The copy that archive and store get; see document.h. One owner more. `always`: also where nothing
 * is left out, for a workbook, whose file holds more than its rows. */
struct kept_copy *list_table_copy(struct list_table *table, enum table_form form, bool always);

#endif

// SPDX-License-Identifier: MIT
#include "read/list/table_parts.h"

#include "read/dates.h"
#include "read/list/cell.h"

#include <string.h>

static void take_examples(struct list_table *table, const struct sheet_row *row)
{
    for (size_t i = 0; i < table->account->n_columns; i++) {
        struct list_column *column = &table->account->columns[i];
        const char *cell = table_cell(row, i);
        if (!column->printed || !column->sure || column->n_examples == LIST_EXAMPLES ||
            !cell_is_filled(cell) || cell_is_private(cell))
            continue;
        bool seen = false;
        for (size_t k = 0; k < column->n_examples; k++)
            seen = seen || strcmp(column->examples[k], cell) == 0;
        if (seen)
            continue;
        column->examples[column->n_examples++] = arena_strdup(table->account->arena, cell);
    }
}

static void tally(GHashTable *counts, const char *text, size_t n)
{
    enum { DIFFERENT_MOST = 10000 };
    char *key = g_strstrip(g_strndup(text, n));
    size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, key));
    if (*key && (before || g_hash_table_size(counts) < DIFFERENT_MOST))
        g_hash_table_replace(counts, key, GSIZE_TO_POINTER(before + 1));
    else
        g_free(key);
}

// A day is counted, and its cell not printed.
static void tally_row(struct list_table *table, const struct sheet_row *row)
{
    const char *country = table_cell_of(table, row, HEAD_COUNTRY);
    const char *time = table_cell_of(table, row, HEAD_TIME);
    char day[DATE_SIZE];
    size_t n = time ? strlen(time) : 0, stamp = date_stamp_length(time ? time : "", n);
    if (country && !cell_is_private(country))
        tally(table->account->countries, country, strlen(country));
    if (time && date_parse(time, stamp ? stamp : n, table->tables, day))
        tally(table->account->days, day, strlen(day));
}

void table_count_entry(struct list_table *table, const struct sheet_row *row)
{
    take_examples(table, row);
    tally_row(table, row);
}

static enum shape shape_in(struct list_table *table, size_t column, const char *cell)
{
    enum head_kind kind = table->columns->at[column].kind;
    bool asks = kind == HEAD_CONSENT || kind == HEAD_ANONYMOUS;
    enum answer answer = asks ? table_answer(table, cell) : ANSWER_OTHER;
    bool told = answer != ANSWER_OTHER && answer != ANSWER_EMPTY;
    return told ? SHAPE_ANSWER : shape_of(cell);
}

// "No" where names are hidden gives consent: what is told is what becomes of the row.
static void tally_answer(struct list_table *table, size_t i, const char *cell)
{
    static const char *const taken[] = {[CONSENT_GIVEN] = "given",
                                        [CONSENT_REFUSED] = "refused",
                                        [CONSENT_PENDING] = "pending",
                                        [CONSENT_ANONYMOUS] = "anonymous",
                                        [CONSENT_UNCLEAR] = "unclear"};
    enum { BYTES_MOST = 80 };
    struct list_column *column = &table->account->columns[i];
    bool shown = cell_is_filled(cell) && strlen(cell) <= BYTES_MOST && !cell_is_private(cell);
    if (!shown) {
        column->answers_more += cell_is_filled(cell);
        return;
    }
    size_t k = 0;
    while (k < column->n_answers && strcmp(column->answers[k].text, cell) != 0)
        k++;
    if (k == LIST_ANSWERS) {
        column->answers_more++;
        return;
    }
    if (k == column->n_answers) {
        enum consent consent = table_consent_of_cell(table, i, cell);
        column->answers[column->n_answers++] =
            (struct list_answer){arena_strdup(table->account->arena, cell), taken[consent], 0};
    }
    column->answers[k].count++;
}

void table_count_row(struct list_table *table, const struct sheet_row *row)
{
    for (size_t i = 0; i < table->account->n_columns; i++) {
        enum shape shape = shape_in(table, i, table_cell(row, i));
        table->account->columns[i].shapes[shape].count++;
        enum head_kind kind = table->columns->at[i].kind;
        if (kind == HEAD_CONSENT || kind == HEAD_ANONYMOUS)
            tally_answer(table, i, table_cell(row, i));
    }
}

void table_reset_counts(struct list_table *table)
{
    struct document_list *account = table->account;
    g_hash_table_remove_all(account->countries);
    g_hash_table_remove_all(account->days);
    for (size_t i = 0; i < account->n_columns; i++) {
        account->columns[i].n_examples = 0;
        account->columns[i].n_answers = account->columns[i].answers_more = 0;
        for (int shape = 0; shape < SHAPE_COUNT; shape++)
            account->columns[i].shapes[shape].count = 0;
    }
}

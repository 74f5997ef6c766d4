// SPDX-License-Identifier: MIT
#include "read/list/table_parts.h"

#include "base/translate.h"

static char *lines_told(const struct told *told)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < MIN(told->count, LINES_TOLD); i++)
        g_string_append_printf(out, "%s%zu", i ? ", " : "", told->lines[i]);
    if (told->count > LINES_TOLD)
        g_string_append(out, ", …");
    return g_string_free(out, FALSE);
}

static void tell_lines(const struct list_table *table, const struct told *told, const char *code,
                       const char *format)
{
    if (told->count == 0)
        return;
    char *lines = lines_told(told);
    diag_add_at(table->diag, DIAG_WARNING, code, diag_place(table->path, told->lines[0], 1), format,
                told->count, lines);
    g_free(lines);
}

// The titles of columns of which one thing is to be told, with commas between; NULL for none.
typedef bool (*column_test)(const struct column *column);

static char *titles_of(const struct list_table *table, column_test which)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < table->columns->n; i++) {
        if (!which(&table->columns->at[i]))
            continue;
        char *title = column_title(table->columns, i);
        g_string_append_printf(out, "%s%s", out->len ? ", " : "", title);
        g_free(title);
    }
    return g_string_free(out, out->len == 0);
}

static bool is_private(const struct column *column)
{
    return column->filled && column->kind != HEAD_NONE && !head_kind_is_printed(column->kind);
}

static bool is_unknown(const struct column *column)
{
    return column->filled && column->kind == HEAD_NONE && !column->by_user;
}

static bool is_guessed(const struct column *column)
{
    return column->head && head_kind_is_printed(column->kind) && !column->sure;
}

static void tell_titles(const struct list_table *table, column_test which,
                        enum diag_severity severity, const char *code, const char *format)
{
    char *titles = titles_of(table, which);
    size_t line = table->columns->has_head ? table->columns->rows_before : 1;
    if (titles)
        diag_add_at(table->diag, severity, code, diag_place(table->path, line, 1), format, titles);
    g_free(titles);
}

static void tell_columns(const struct list_table *table)
{
    tell_titles(table, is_private, DIAG_NOTE, "column-private",
                N_("not printed, and left out of archive and store: %s"));
    tell_titles(table, is_unknown, DIAG_WARNING, "column-unknown",
                N_("columns that are not understood are not printed: %s (--columns says what they "
                   "hold)"));
    tell_titles(table, is_guessed, DIAG_WARNING, "column-guessed",
                N_("no head says that these columns are to be printed, but their cells look so: %s "
                   "(--columns says what they hold)"));
}

static void tell_consent(const struct list_table *table)
{
    const struct document_list *account = table->account;
    size_t withheld = account->refused + account->pending + account->anonymous;
    if (withheld)
        diag_add_at(table->diag, DIAG_NOTE, "consent", diag_place(table->path, 1, 1),
                    "%zu of %zu are counted and not printed: %zu do not consent, %zu have not said "
                    "so, %zu stay anonymous",
                    withheld, account->rows, account->refused, account->pending,
                    account->anonymous);
    if (account->withdrawn)
        diag_add_at(table->diag, DIAG_NOTE, "list-withdrawn", diag_place(table->path, 1, 1),
                    "%zu names are struck out: withdrawn, and not printed", account->withdrawn);
    if (table->sheet->hidden)
        diag_add_at(table->diag, DIAG_WARNING, "list-hidden", diag_place(table->path, 1, 1),
                    "%zu rows are hidden in the sheet; they are read like the others",
                    table->sheet->hidden);
}

// At the end of a whole pass.
void table_tell(const struct list_table *table, const struct row_counts *counts)
{
    tell_columns(table);
    tell_consent(table);
    tell_lines(table, &counts->unclear, "consent-unclear",
               N_("%zu rows answer the question for consent with neither yes nor no, and are not "
                  "printed: rows %s (--consent COLUMN=VALUE says which answer is a yes)"));
    tell_lines(table, &counts->nameless, "list-nameless", N_("%zu rows have no name: rows %s"));
    tell_lines(table, &counts->private_cells, "cell-private",
               N_("%zu cells hold an e-mail address, a telephone number or a network address in a "
                  "printed column, and are left out: rows %s"));
}

// SPDX-License-Identifier: MIT
// The copy of a table that is handed out: what is printed, the columns asked for, no row that is
// not to be shown.
#include "read/list/table_parts.h"

#include "base/error.h"
#include "base/json.h"
#include "read/list/cell.h"
#include "read/list/list_table.h"
#include "read/list/spool.h"

#include <string.h>

struct table_copy {
    struct kept_copy copy; // first: the model sees only this
    struct list_table *table;
    enum table_form form;
    bool always;
};

static bool leaves_something_out(const struct list_table *table)
{
    const struct document_list *account = table->account;
    if (account->refused + account->pending + account->anonymous + account->withdrawn ||
        table->private_cells)
        return true;
    for (size_t i = 0; i < table->columns->n; i++) {
        if (!table->keep[i] && table->columns->at[i].filled)
            return true;
    }
    return false;
}

static void append_cell(GString *out, const char *cell, enum table_form form)
{
    bool quote = form == TABLE_CSV && strpbrk(cell, ",\"\r\n");
    if (!quote) {
        g_string_append(out, cell);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *p = cell; *p; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

// `cells[i]` NULL: the column's head.
static void append_row(const struct list_table *table, const struct sheet_row *row,
                       enum table_form form, GString *out)
{
    bool first = true;
    for (size_t i = 0; i < table->columns->n; i++) {
        if (!table->keep[i])
            continue;
        if (!first)
            g_string_append_c(out, form == TABLE_TSV ? '\t' : ',');
        const char *head = table->columns->at[i].head;
        const char *cell = row ? table_cell(row, i) : head ? head : "";
        bool printed = head_kind_is_printed(table->columns->at[i].kind);
        append_cell(out, row && printed && cell_is_private(cell) ? "" : cell, form);
        first = false;
    }
    g_string_append_c(out, '\n');
}

enum { NUMBER_SIZE = 24 };

// What a row calls its column: the head, or the number where the table has none.
static const char *key_of(const struct list_table *table, size_t column, char *number)
{
    if (table->columns->at[column].head)
        return table->columns->at[column].head;
    g_snprintf(number, NUMBER_SIZE, "%zu", column + 1);
    return number;
}

static void append_object(const struct list_table *table, const struct sheet_row *row, bool first,
                          GString *out)
{
    json_t *object = json_object();
    char number[NUMBER_SIZE];
    for (size_t i = 0; i < table->columns->n; i++) {
        const char *cell = table_cell(row, i);
        bool left_out = head_kind_is_printed(table->columns->at[i].kind) && cell_is_private(cell);
        if (table->keep[i] && cell_is_filled(cell) && !left_out)
            json_object_set_new(object, key_of(table, i, number), json_string(cell));
    }
    char *text = json_dumps(object, 0);
    g_string_append_printf(out, "%s%s", first ? "[\n" : ",\n", text ? text : "{}");
    free(text);
    json_decref(object);
}

static bool write_rows(struct list_table *table, enum table_form form, struct spool *spool,
                       GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    GString *out = g_string_new(NULL);
    bool ok = table->sheet->rewind(table->sheet, &fault), first = true;
    table_start_pass(table);
    if (ok && form != TABLE_JSON && table->columns->has_head)
        append_row(table, NULL, form, out);
    for (const struct sheet_row *row;
         ok && (row = table_next_row(table, scratch, &fault)) != NULL;) {
        if (!table_row_is_blank(row) && !table_row_is_withdrawn(table, row) &&
            table_consent(table, row) == CONSENT_GIVEN) {
            if (form == TABLE_JSON)
                append_object(table, row, first, out);
            else
                append_row(table, row, form, out);
            first = false;
        }
        ok = spool_write(spool, out->str, out->len, &fault);
        g_string_truncate(out, 0);
        arena_reset(scratch);
    }
    if (form == TABLE_JSON)
        g_string_append(out, first ? "[]\n" : "\n]\n");
    ok = ok && !fault && spool_write(spool, out->str, out->len, &fault);
    g_string_free(out, TRUE);
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return ok;
}

static bool copy_make(struct kept_copy *copy, GBytes **ret, GError **error)
{
    struct table_copy *own = (struct table_copy *)copy;
    *ret = NULL;
    if (own->table->keep_all || (!own->always && !leaves_something_out(own->table)))
        return true;
    struct document_list before = *own->table->account;
    struct spool *spool = spool_new(error);
    bool ok = spool && write_rows(own->table, own->form, spool, error);
    if (ok)
        *ret = spool_bytes(spool, error);
    spool_free(spool);
    *own->table->account = before; // a pass of its own is no pass of the list
    return ok && *ret;
}

static void copy_free(struct kept_copy *copy)
{
    list_table_free(((struct table_copy *)copy)->table);
    g_free(copy);
}

struct kept_copy *list_table_copy(struct list_table *table, enum table_form form, bool always)
{
    struct table_copy *copy = g_new0(struct table_copy, 1);
    copy->copy = (struct kept_copy){copy_make, copy_free};
    copy->table = list_table_ref(table);
    copy->form = form;
    copy->always = always;
    return &copy->copy;
}

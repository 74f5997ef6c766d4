// SPDX-License-Identifier: MIT
#include "read/list/list_table.h"

#include "base/error.h"
#include "model/stream_told.h"
#include "read/list/cell.h"
#include "read/list/head_fold.h"
#include "read/list/pass_kept.h"
#include "read/list/stream_parts.h"
#include "read/list/table_parts.h"

#include <string.h>

struct table_stream {
    struct node_stream stream; // first: the model sees only this
    struct list_table *table;
    struct stream_told told;
};

// ---- opening ----

G_STATIC_ASSERT((int)LIST_SHAPES == (int)SHAPE_COUNT);

static void account_columns(const struct list_table *table)
{
    const struct columns *columns = table->columns;
    struct document_list *account = table->account;
    account->n_columns = columns->n;
    account->columns = arena_alloc(account->arena, MAX(columns->n, 1) * sizeof *account->columns);
    for (size_t i = 0; i < columns->n; i++) {
        const struct column *column = &columns->at[i];
        struct list_column *told = &account->columns[i];
        *told = (struct list_column){
            .head = column->head ? arena_strdup(account->arena, column->head) : NULL,
            .kind = head_kind_name(column->kind),
            .label = head_kind_label(column->kind),
            .why = column->why,
            .sure = column->sure,
            .printed = head_kind_is_printed(column->kind),
        };
        for (int shape = 0; shape < SHAPE_COUNT; shape++)
            told->shapes[shape] =
                (struct list_shape){shape_name((enum shape)shape), shape_label((enum shape)shape),
                                    column->shapes[shape]};
    }
}

struct list_table *list_table_open(struct sheet *sheet, struct heads *heads,
                                   const struct columns_wish *wish, const char *path,
                                   struct document_list *account, GError **error)
{
    struct list_table *table = g_new0(struct list_table, 1);
    table->owners = 1;
    table->sheet = sheet;
    table->heads = heads_ref(heads);
    table->account = account;
    table->path = g_strdup(path);
    table->answers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct sample sample = sample_new();
    if (sample_read(sheet, &sample, error))
        table->columns = columns_find(&sample, sheet->heads_first, heads, wish, path, error);
    sample_free(&sample);
    if (!table->columns) {
        list_table_free(table);
        return NULL;
    }
    table->keep = g_new0(bool, table->columns->n + 1);
    for (size_t i = 0; i < table->columns->n; i++)
        table->keep[i] = head_kind_is_printed(table->columns->at[i].kind);
    account_columns(table);
    return table;
}

struct list_table *list_table_ref(struct list_table *table)
{
    table->owners++;
    return table;
}

void list_table_free(struct list_table *table)
{
    if (!table || --table->owners > 0)
        return;
    table->sheet->free(table->sheet);
    heads_free(table->heads);
    columns_free(table->columns);
    g_hash_table_unref(table->answers);
    table_gathered_free(table->gathered);
    g_clear_pointer(&table->stretches, g_ptr_array_unref);
    g_clear_pointer(&table->parts, g_array_unref);
    g_free(table->content);
    g_free(table->wishes);
    g_free(table->keep);
    g_free(table->path);
    g_free(table);
}

void list_table_report_to(struct list_table *table, struct diag *diag)
{
    table->diag = diag;
    table->sheet->report_to(table->sheet, diag);
}

// What a row comes to hangs on what its columns are taken for, which its file may change.
static char *wishes_of(const struct list_table *table, const char *wishes)
{
    const struct columns *columns = table->columns;
    struct fact_key *key = fact_key_new(wishes);
    fact_key_text(key, table->sheet->dialect);
    for (size_t i = 0; i < columns->n; i++) {
        const struct column *column = &columns->at[i];
        const int64_t numbers[] = {column->kind, column->hides, column->family_first};
        fact_key_add(key, numbers, sizeof numbers);
    }
    fact_key_number(key, (int64_t)columns->n);
    fact_key_number(key, (int64_t)columns->rows_before);
    fact_key_number(key, (int64_t)columns->name);
    fact_key_number(key, (int64_t)columns->consent_wished);
    fact_key_text(key, columns->consent_value);
    return fact_key_end(key);
}

void list_table_remember(struct list_table *table, struct fact_store *facts, const char *content,
                         const char *wishes)
{
    table->facts = facts;
    table->content = g_strdup(content);
    table->wishes = wishes_of(table, wishes);
}

void list_table_count_cells(struct list_table *table, const struct tables *tables)
{
    struct document_list *account = table->account;
    table->counting = true;
    table->tables = tables;
    account->countries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    account->days = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

bool list_table_keep_columns(struct list_table *table, const char *heads, GError **error)
{
    table->keep_all = strcmp(heads, "all") == 0;
    char **parts = g_strsplit(heads, ",", -1);
    bool ok = true;
    for (char **part = parts; ok && *part && !table->keep_all; part++) {
        bool found = false;
        for (size_t i = 0; i < table->columns->n; i++) {
            const char *head = table->columns->at[i].head;
            bool same = head && head_same(head, *part);
            table->keep[i] |= same;
            found |= same;
        }
        ok = found;
        if (!ok)
            fault_set(error, FAULT_USAGE, "%s: --keep-columns: there is no column '%s' [columns]",
                      table->path, *part);
    }
    g_strfreev(parts);
    return ok;
}

// ---- passes ----

void table_start_pass(struct list_table *table)
{
    table->row = 0;
    table->counts = (struct row_counts){0};
    table->from_within = false;
    g_clear_pointer(&table->gathered, table_gathered_free);
    if (table->facts && !table->counting && table->diag) // of the pass that tells
        table->gathered =
            table_gathered_new((struct sheet_point){0, 1}, table->sheet->dialect != NULL);
    if (table->counting && !table->counted)
        table_reset_counts(table);
}

const struct sheet_row *table_next_row(struct list_table *table, struct arena *arena,
                                       GError **error)
{
    const struct sheet_row *row;
    while ((row = table->sheet->next(table->sheet, arena, error)) != NULL) {
        if (table->row++ >= table->columns->rows_before)
            return row;
    }
    return NULL;
}

bool table_row_is_blank(const struct sheet_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (cell_is_filled(row->cells[i]))
            return false;
    }
    return true;
}

static void account_rows(struct list_table *table, const struct row_counts *counts)
{
    struct document_list *account = table->account;
    account->rows = counts->rows;
    account->printed = counts->printed;
    account->refused = counts->refused;
    account->pending = counts->pending;
    account->anonymous = counts->anonymous;
    account->withdrawn = counts->withdrawn;
    table->private_cells = counts->private_cells.count;
}

// The stretches of a whole pass are those of the table from here on.
static void take_stretches(struct table_stream *stream, GPtrArray *stretches, bool placed)
{
    struct list_table *table = stream->table;
    g_clear_pointer(&table->stretches, g_ptr_array_unref);
    g_clear_pointer(&table->parts, g_array_unref);
    table->stretches = g_ptr_array_ref(stretches);
    table->placed = placed;
    table->parts = stretches_parts(stretches);
    stream->stream.parts = table->parts;
}

// How the table is known from here on, and where the next state of its file looks.
static void keep_pass(struct table_stream *stream, const struct table_pass *pass)
{
    struct list_table *table = stream->table;
    take_stretches(stream, pass->stretches, pass->placed);
    pass_keep(table->facts, table->content, pass, table->diag, table->noted);
    GBytes *content = g_bytes_new(table->content, strlen(table->content) + 1);
    facts_keep(table->facts, table->wishes, content);
    g_bytes_unref(content);
}

static void finish_pass(struct table_stream *stream)
{
    struct list_table *table = stream->table;
    struct gathered *gathered = table->gathered;
    struct row_counts counts = table->counts;
    bool repaired = table->diag && diag_count(table->diag) > table->noted;
    if (gathered) {
        table_end_gathering(table);
        stretches_sum(gathered->stretches, &counts);
    }
    table->counted |= table->counting;
    if (!table->from_within)
        account_rows(table, &counts);
    if (!table->diag)
        return;
    table_tell(table, &counts);
    if (gathered) {
        struct table_pass pass = {counts, gathered->stretches, gathered->placed && !repaired};
        pass.placed = pass.placed && stretches_know(gathered->stretches, table->path);
        keep_pass(stream, &pass);
    }
    g_clear_pointer(&table->gathered, table_gathered_free);
    table->diag = NULL;
}

static struct node *next_entry(struct list_table *table, struct arena *arena, GError **error)
{
    for (const struct sheet_row *row; (row = table_next_row(table, arena, error)) != NULL;) {
        if (table_row_is_blank(row))
            continue;
        table->counts.rows++;
        if (table->counting && !table->counted)
            table_count_row(table, row);
        struct node *entry = table_entry(table, arena, row);
        if (entry)
            return entry;
    }
    return NULL;
}

static struct node *table_next(struct node_stream *stream, struct arena *arena, GError **error)
{
    GError *fault = NULL;
    struct node *entry = next_entry(((struct table_stream *)stream)->table, arena, &fault);
    if (fault)
        g_propagate_error(error, fault);
    else if (!entry)
        finish_pass((struct table_stream *)stream);
    return entry;
}

static bool table_rewind(struct node_stream *stream, GError **error)
{
    struct list_table *table = ((struct table_stream *)stream)->table;
    table_start_pass(table);
    bool ok = table->sheet->rewind(table->sheet, error);
    table->noted = table->diag ? diag_count(table->diag) : 0;
    return ok;
}

static bool skip_entries(struct list_table *table, size_t n)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    while (n > 0 && next_entry(table, scratch, &fault)) {
        arena_reset(scratch);
        n--;
    }
    arena_free(scratch);
    bool ok = fault == NULL;
    g_clear_error(&fault);
    return ok;
}

static bool go_to(struct list_table *table, struct sheet_point place, uint64_t end)
{
    table_start_pass(table);
    table->from_within = place.at > 0;
    table->row = place.at > 0 ? table->columns->rows_before : 0;
    return table->sheet->go(table->sheet, place, end, NULL);
}

static bool table_seek(struct node_stream *stream, size_t entry)
{
    struct list_table *table = ((struct table_stream *)stream)->table;
    if (table->diag || !table->placed)
        return false;
    struct sheet_point place = stretches_find(table->stretches, &entry);
    return go_to(table, place, UINT64_MAX) && skip_entries(table, entry);
}

// ---- a pass that is known ----

// The rows that changed, read and gathered. False where they cannot be read by themselves: a
// quotation mark among them may have made one row of theirs and of those behind.
static bool read_change(struct list_table *table, const struct stretches_change *change)
{
    struct sheet_point next;
    struct diag *notes = diag_new();
    table->sheet->report_to(table->sheet, notes);
    bool ok = go_to(table, change->from, change->end);
    g_clear_pointer(&table->gathered, table_gathered_free);
    table->gathered = table_gathered_new(change->from, true);
    ok = ok && skip_entries(table, SIZE_MAX) && table->sheet->tell(table->sheet, &next) &&
         (change->end == UINT64_MAX || next.at == change->end) &&
         table->row >= table->columns->rows_before && diag_count(notes) == 0;
    if (ok)
        table_end_gathering(table);
    table->sheet->report_to(table->sheet, NULL);
    diag_free(notes);
    return ok && table->gathered->placed;
}

// What is known of an earlier state of the file, with the rows that have changed since.
static bool join_change(struct list_table *table, const GPtrArray *before, GPtrArray *stretches)
{
    struct stretches_change change;
    if (!stretches_compare(before, table->path, &change) || !read_change(table, &change))
        return false;
    const GPtrArray *own = table->gathered->stretches;
    stretches_add(stretches, before, 0, change.first);
    stretches_add(stretches, own, 0, own->len);
    stretches_add(stretches, before, change.last, before->len);
    return stretches_know(stretches, table->path);
}

// The last state of the file that was read.
static GBytes *find_before(const struct list_table *table)
{
    GBytes *content = facts_find(table->facts, table->wishes);
    GBytes *fact = content ? facts_find(table->facts, g_bytes_get_data(content, NULL)) : NULL;
    g_clear_pointer(&content, g_bytes_unref);
    return fact;
}

static bool mend_pass(struct table_stream *stream)
{
    struct list_table *table = stream->table;
    GBytes *fact = table->sheet->dialect ? find_before(table) : NULL;
    if (!fact)
        return false;
    const struct table_pass *before = pass_recall(fact, NULL);
    struct table_pass pass = {.stretches = stretches_new(), .placed = true};
    bool ok = before->placed && join_change(table, before->stretches, pass.stretches);
    if (ok) {
        stretches_sum(pass.stretches, &pass.counts);
        account_rows(table, &pass.counts);
        table->noted = diag_count(table->diag);
        table_tell(table, &pass.counts);
        keep_pass(stream, &pass);
    } else {
        table->sheet->report_to(table->sheet, table->diag); // the whole pass will
    }
    g_clear_pointer(&table->gathered, table_gathered_free);
    g_ptr_array_unref(pass.stretches);
    g_bytes_unref(fact);
    return ok;
}

// As if all rows had been read: what is counted and told is the same.
static bool table_recall(struct node_stream *stream, int64_t *listed, struct number_set *numbers)
{
    struct list_table *table = ((struct table_stream *)stream)->table;
    if (!table->diag || table->counting)
        return false;
    GBytes *fact = facts_find(table->facts, table->content);
    if (fact) {
        const struct table_pass *pass = pass_recall(fact, table->diag);
        account_rows(table, &pass->counts);
        take_stretches((struct table_stream *)stream, pass->stretches, pass->placed);
        table->sheet->report_to(table->sheet, NULL);
        g_bytes_unref(fact);
    } else if (!mend_pass((struct table_stream *)stream)) {
        return false;
    }
    table->diag = NULL;
    stretches_numbers(table->stretches, numbers, listed);
    return true;
}

static void table_stream_free(struct node_stream *stream)
{
    list_table_free(((struct table_stream *)stream)->table);
    g_free(stream);
}

struct node_stream *list_table_stream(struct list_table *table)
{
    struct table_stream *stream = g_new0(struct table_stream, 1);
    stream->stream = (struct node_stream){.rewind = table_rewind,
                                          .next = table_next,
                                          .free = table_stream_free,
                                          .seek = table->facts ? table_seek : NULL,
                                          .recall = table->facts ? table_recall : NULL};
    stream->stream.told = &stream->told;
    stream->table = list_table_ref(table);
    return &stream->stream;
}

// SPDX-License-Identifier: MIT
#include "read/list/list_table.h"

#include "base/error.h"
#include "base/json.h"
#include "base/translate.h"
#include "read/dates.h"
#include "read/fold.h"
#include "read/list/cell.h"
#include "read/list/entry.h"
#include "read/list/spool.h"
#include "read/list/head_fold.h"
#include "read/list/pass_kept.h"
#include "read/list/row_name.h"
#include "read/list/stream_parts.h"

#include <string.h>

// Rows that the columns are judged by, and rows named in one message.
enum { LINES_TOLD = 8 };

// Rows of which something is told.
struct told {
    size_t count;
    size_t lines[LINES_TOLD];
};

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
    struct told nameless, private_cells, unclear;
    struct fact_store *facts;      // where passes are kept; NULL: nowhere
    char *content;                 // what they are kept by
    struct number_set numbers;     // of this pass, where it may be kept
    struct stream_parts *gathered; // the same
    GArray *parts;                 // of the last whole pass; NULL
    size_t noted;                  // how many notes there were when it began
};

struct table_stream {
    struct node_stream stream; // first: the model sees only this
    struct list_table *table;
};

static void told_add(struct told *told, size_t line)
{
    if (told->count < LINES_TOLD)
        told->lines[told->count] = line;
    told->count++;
}

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
    number_set_clear(&table->numbers);
    stream_parts_free(table->gathered);
    g_clear_pointer(&table->parts, g_array_unref);
    g_free(table->content);
    g_free(table->keep);
    g_free(table->path);
    g_free(table);
}

void list_table_report_to(struct list_table *table, struct diag *diag)
{
    table->diag = diag;
    table->sheet->report_to(table->sheet, diag);
}

void list_table_remember(struct list_table *table, struct fact_store *facts, const char *content)
{
    table->facts = facts;
    table->content = g_strdup(content);
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

// ---- consent ----

static enum answer answer_of(struct list_table *table, const char *cell)
{
    enum { CACHE_MOST = 1000 };
    int known = GPOINTER_TO_INT(g_hash_table_lookup(table->answers, cell));
    if (known)
        return (enum answer)(known - 1);
    enum answer answer = heads_answer(table->heads, cell);
    if (g_hash_table_size(table->answers) < CACHE_MOST)
        g_hash_table_insert(table->answers, g_strdup(cell), GINT_TO_POINTER((int)answer + 1));
    return answer;
}

static bool same_folded(const char *a, const char *b)
{
    GString *one = g_string_new(NULL), *other = g_string_new(NULL);
    fold_line(a, strlen(a), one);
    fold_line(b, strlen(b), other);
    bool same = strcmp(one->str, other->str) == 0;
    g_string_free(one, TRUE);
    g_string_free(other, TRUE);
    return same;
}

static const char *row_cell(const struct sheet_row *row, size_t i)
{
    return i < row->count ? row->cells[i] : "";
}

// What a row says of being named in public.
enum consent {
    CONSENT_GIVEN,
    CONSENT_REFUSED,
    CONSENT_PENDING,
    CONSENT_ANONYMOUS,
    CONSENT_UNCLEAR
};

static enum consent consent_of_answer(enum answer answer, bool hides)
{
    if (answer == ANSWER_ANONYMOUS)
        return CONSENT_ANONYMOUS;
    if (answer == ANSWER_OTHER)
        return CONSENT_UNCLEAR;
    if (answer == ANSWER_PENDING)
        return CONSENT_PENDING;
    if (hides)
        return answer == ANSWER_YES ? CONSENT_ANONYMOUS : CONSENT_GIVEN;
    // A box that was not ticked is no consent.
    return answer == ANSWER_YES     ? CONSENT_GIVEN
           : answer == ANSWER_EMPTY ? CONSENT_PENDING
                                    : CONSENT_REFUSED;
}

static enum consent consent_of(struct list_table *table, const struct sheet_row *row)
{
    const struct columns *columns = table->columns;
    if (columns->consent_wished != COLUMN_NONE)
        return same_folded(row_cell(row, columns->consent_wished), columns->consent_value)
                   ? CONSENT_GIVEN
                   : CONSENT_REFUSED;
    for (size_t i = 0; i < columns->n; i++) {
        const struct column *column = &columns->at[i];
        if (column->kind != HEAD_CONSENT && column->kind != HEAD_ANONYMOUS)
            continue;
        enum consent consent = consent_of_answer(answer_of(table, row_cell(row, i)), column->hides);
        if (consent != CONSENT_GIVEN)
            return consent;
    }
    return CONSENT_GIVEN;
}

static void count_consent(struct list_table *table, enum consent consent, size_t line)
{
    struct document_list *account = table->account;
    account->refused += consent == CONSENT_REFUSED;
    account->pending += consent == CONSENT_PENDING || consent == CONSENT_UNCLEAR;
    account->anonymous += consent == CONSENT_ANONYMOUS;
    if (consent == CONSENT_UNCLEAR)
        told_add(&table->unclear, line);
}

// ---- a row's name ----

// A cell for the page; "" for one that is of no business there.
static const char *open_cell(struct list_table *table, const struct sheet_row *row, size_t i)
{
    const char *cell = row_cell(row, i);
    if (!cell_is_private(cell))
        return cell;
    told_add(&table->private_cells, row->line);
    return "";
}

struct shown_row {
    struct list_table *table;
    const struct sheet_row *row;
};

static const char *shown_cell(const void *context, size_t column)
{
    const struct shown_row *shown = context;
    return open_cell(shown->table, shown->row, column);
}

static const char *name_of_parts(struct list_table *table, struct arena *arena,
                                 const struct sheet_row *row)
{
    struct shown_row shown = {table, row};
    char *name = row_name(table->columns, shown_cell, &shown);
    const char *kept = arena_strdup(arena, name);
    g_free(name);
    return kept;
}

static bool is_said(const struct column *column)
{
    return column->kind >= HEAD_ORGANISATION && column->kind <= HEAD_COUNTRY;
}

// The organisation of a row that names no person signs itself.
static size_t organisation_of(const struct list_table *table, const struct sheet_row *row)
{
    for (size_t i = 0; i < table->columns->n; i++) {
        if (table->columns->at[i].kind == HEAD_ORGANISATION && cell_is_filled(row_cell(row, i)))
            return i;
    }
    return COLUMN_NONE;
}

static const char *name_of(struct list_table *table, struct arena *arena,
                           const struct sheet_row *row, size_t *ret_used)
{
    *ret_used = table->columns->name;
    const char *name = *ret_used == COLUMN_NONE ? name_of_parts(table, arena, row)
                                                : open_cell(table, row, *ret_used);
    if (cell_is_filled(name))
        return name;
    *ret_used = organisation_of(table, row);
    return *ret_used == COLUMN_NONE ? "" : open_cell(table, row, *ret_used);
}

// What is said of the signatory: role and organisation in the order of the columns, then places.
static void gather_said(struct list_table *table, const struct sheet_row *row, size_t used,
                        struct signatory *ret)
{
    size_t n = 0;
    for (int places = 0; places < 2; places++) {
        for (size_t i = 0; i < table->columns->n && n < SAID_MOST; i++) {
            const struct column *column = &table->columns->at[i];
            bool place = column->kind == HEAD_PLACE || column->kind == HEAD_COUNTRY;
            if (!is_said(column) || i == used || place != places)
                continue;
            const char *cell = open_cell(table, row, i);
            if (cell_is_filled(cell))
                ret->said[n++] = cell;
        }
    }
}

static const char *cell_of_kind(const struct list_table *table, const struct sheet_row *row,
                                enum head_kind kind)
{
    for (size_t i = 0; i < table->columns->n; i++) {
        if (table->columns->at[i].kind == kind)
            return row_cell(row, i);
    }
    return NULL;
}

// A name that is struck out, whole or by its family name.
static bool is_withdrawn(const struct list_table *table, const struct sheet_row *row)
{
    enum { BITS = 64 };
    for (size_t i = 0; row->struck && i < table->columns->n && i < BITS; i++) {
        enum head_kind kind = table->columns->at[i].kind;
        bool name = i == table->columns->name || kind == HEAD_FAMILY || kind == HEAD_GIVEN;
        if (name && (row->struck >> i & 1))
            return true;
    }
    return false;
}

static void take_examples(struct list_table *table, const struct sheet_row *row)
{
    for (size_t i = 0; i < table->account->n_columns; i++) {
        struct list_column *column = &table->account->columns[i];
        const char *cell = row_cell(row, i);
        if (!column->printed || !column->sure || column->n_examples == LIST_EXAMPLES ||
            !cell_is_filled(cell) || cell_is_private(cell))
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
    const char *country = cell_of_kind(table, row, HEAD_COUNTRY);
    const char *time = cell_of_kind(table, row, HEAD_TIME);
    char day[DATE_SIZE];
    size_t n = time ? strlen(time) : 0, stamp = date_stamp_length(time ? time : "", n);
    if (country && !cell_is_private(country))
        tally(table->account->countries, country, strlen(country));
    if (time && date_parse(time, stamp ? stamp : n, table->tables, day))
        tally(table->account->days, day, strlen(day));
}

// All that the row's entry is made of.
static void gather(struct list_table *table, const struct signatory *signatory,
                   const struct node *entry)
{
    GString *said = g_string_new(NULL);
    const char *const texts[] = {signatory->number, signatory->name, signatory->lang};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_string_append(said, texts[i] ? texts[i] : "\x01");
        g_string_append_c(said, '\0');
    }
    for (size_t i = 0; i < SAID_MOST && signatory->said[i]; i++) {
        g_string_append(said, signatory->said[i]);
        g_string_append_c(said, '\0');
    }
    stream_parts_add(table->gathered, said->str, said->len);
    g_string_free(said, TRUE);
    if (entry->entry.number != NUMBER_NONE)
        number_set_add(&table->numbers, entry->entry.number);
}

static void take_counted(struct list_table *table, const struct sheet_row *row)
{
    take_examples(table, row);
    tally_row(table, row);
}

static struct node *row_entry(struct list_table *table, struct arena *arena,
                              const struct sheet_row *row)
{
    enum consent consent = consent_of(table, row);
    if (consent != CONSENT_GIVEN) {
        count_consent(table, consent, row->line);
        return NULL;
    }
    if (is_withdrawn(table, row)) {
        table->account->withdrawn++;
        return NULL;
    }
    size_t used;
    const char *name = name_of(table, arena, row, &used);
    if (!cell_is_filled(name)) {
        told_add(&table->nameless, row->line);
        return NULL;
    }
    struct signatory signatory = {.number = cell_of_kind(table, row, HEAD_NUMBER),
                                  .name = name,
                                  .lang = cell_of_kind(table, row, HEAD_LANG)};
    gather_said(table, row, used, &signatory);
    struct node *entry = entry_new(arena, NULL, &signatory);
    entry->line = row->line;
    table->account->printed++;
    if (table->gathered)
        gather(table, &signatory, entry);
    if (table->counting && !table->counted)
        take_counted(table, row);
    return entry;
}

// ---- passes ----

static enum shape shape_in(struct list_table *table, size_t column, const char *cell)
{
    enum head_kind kind = table->columns->at[column].kind;
    bool asks = kind == HEAD_CONSENT || kind == HEAD_ANONYMOUS;
    enum answer answer = asks ? answer_of(table, cell) : ANSWER_OTHER;
    bool told = answer != ANSWER_OTHER && answer != ANSWER_EMPTY;
    return told ? SHAPE_ANSWER : shape_of(cell);
}

static void count_cells(struct list_table *table, const struct sheet_row *row)
{
    for (size_t i = 0; i < table->account->n_columns; i++) {
        enum shape shape = shape_in(table, i, row_cell(row, i));
        table->account->columns[i].shapes[shape].count++;
    }
}

static void start_pass(struct list_table *table)
{
    struct document_list *account = table->account;
    account->rows = account->printed = account->refused = account->pending = 0;
    account->anonymous = account->withdrawn = 0;
    table->row = 0;
    table->nameless = table->private_cells = table->unclear = (struct told){0};
    if (table->facts && !table->counting) {
        number_set_clear(&table->numbers);
        table->numbers = number_set_new();
        stream_parts_free(table->gathered);
        table->gathered = table->diag ? stream_parts_new() : NULL; // of the pass that tells
    }
    bool counts = table->counting && !table->counted;
    if (counts) {
        g_hash_table_remove_all(account->countries);
        g_hash_table_remove_all(account->days);
    }
    for (size_t i = 0; counts && i < account->n_columns; i++) {
        account->columns[i].n_examples = 0;
        for (int shape = 0; shape < SHAPE_COUNT; shape++)
            account->columns[i].shapes[shape].count = 0;
    }
}

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
static void tell_all(struct list_table *table)
{
    tell_columns(table);
    tell_consent(table);
    tell_lines(table, &table->unclear, "consent-unclear",
               N_("%zu rows answer the question for consent with neither yes nor no, and are not "
                  "printed: rows %s (--consent COLUMN=VALUE says which answer is a yes)"));
    tell_lines(table, &table->nameless, "list-nameless", N_("%zu rows have no name: rows %s"));
    tell_lines(table, &table->private_cells, "cell-private",
               N_("%zu cells hold an e-mail address, a telephone number or a network address in a "
                  "printed column, and are left out: rows %s"));
}

static void finish_pass(struct table_stream *stream)
{
    struct list_table *table = stream->table;
    table->counted |= table->counting;
    if (!table->diag)
        return;
    tell_all(table);
    if (table->gathered) {
        g_clear_pointer(&table->parts, g_array_unref);
        table->parts = stream_parts_end(g_steal_pointer(&table->gathered));
        stream->stream.parts = table->parts;
        struct table_pass pass = {*table->account, table->private_cells.count, table->numbers,
                                  table->parts};
        pass_keep(table->facts, table->content, &pass, table->diag, table->noted);
    }
    table->diag = NULL;
}

static const struct sheet_row *next_row(struct list_table *table, struct arena *arena,
                                        GError **error)
{
    const struct sheet_row *row;
    while ((row = table->sheet->next(table->sheet, arena, error)) != NULL) {
        if (table->row++ >= table->columns->rows_before)
            return row;
    }
    return NULL;
}

static bool is_blank(const struct sheet_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (cell_is_filled(row->cells[i]))
            return false;
    }
    return true;
}

static struct node *table_next(struct node_stream *stream, struct arena *arena, GError **error)
{
    struct list_table *table = ((struct table_stream *)stream)->table;
    GError *fault = NULL;
    for (const struct sheet_row *row; (row = next_row(table, arena, &fault)) != NULL;) {
        if (is_blank(row))
            continue;
        table->account->rows++;
        if (table->counting && !table->counted)
            count_cells(table, row);
        struct node *entry = row_entry(table, arena, row);
        if (entry)
            return entry;
    }
    if (fault)
        g_propagate_error(error, fault);
    else
        finish_pass((struct table_stream *)stream);
    return NULL;
}

static bool table_rewind(struct node_stream *stream, GError **error)
{
    struct list_table *table = ((struct table_stream *)stream)->table;
    start_pass(table);
    bool ok = table->sheet->rewind(table->sheet, error);
    table->noted = table->diag ? diag_count(table->diag) : 0;
    return ok;
}

// As if all rows had been read: what is counted and told is the same.
static bool table_recall(struct node_stream *stream, int64_t *listed, struct number_set *numbers)
{
    struct list_table *table = ((struct table_stream *)stream)->table;
    struct document_list *account = table->account;
    struct table_pass pass;
    GBytes *fact = facts_find(table->facts, table->content);
    if (!table->diag || table->counting || !fact || !table_rewind(stream, NULL)) {
        g_clear_pointer(&fact, g_bytes_unref);
        return false;
    }
    table->sheet->report_to(table->sheet, NULL);
    pass_recall(fact, table->diag, &pass);
    account->rows = pass.account.rows;
    account->printed = pass.account.printed;
    account->refused = pass.account.refused;
    account->pending = pass.account.pending;
    account->anonymous = pass.account.anonymous;
    account->withdrawn = pass.account.withdrawn;
    table->private_cells.count = pass.private_cells;
    table->diag = NULL;
    *listed += (int64_t)pass.account.printed;
    number_set_join(numbers, &pass.numbers);
    table->parts = stream_parts_copy(pass.parts);
    stream->parts = table->parts;
    g_bytes_unref(fact);
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
                                          .recall = table->facts ? table_recall : NULL};
    stream->table = list_table_ref(table);
    return &stream->stream;
}

// ---- the copy that is handed out ----

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
        table->private_cells.count)
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
        const char *cell = row ? row_cell(row, i) : head ? head : "";
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
        const char *cell = row_cell(row, i);
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
    start_pass(table);
    if (ok && form != TABLE_JSON && table->columns->has_head)
        append_row(table, NULL, form, out);
    for (const struct sheet_row *row; ok && (row = next_row(table, scratch, &fault)) != NULL;) {
        if (!is_blank(row) && !is_withdrawn(table, row) &&
            consent_of(table, row) == CONSENT_GIVEN) {
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

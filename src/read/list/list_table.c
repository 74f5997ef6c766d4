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
#include "read/list/stretches.h"

#include <string.h>

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

struct table_stream {
    struct node_stream stream; // first: the model sees only this
    struct list_table *table;
};

static void gathered_free(struct gathered *gathered)
{
    if (!gathered)
        return;
    stream_parts_free(gathered->parts);
    stretch_free(gathered->open);
    g_ptr_array_unref(gathered->stretches);
    g_free(gathered);
}

static struct gathered *gathered_new(struct sheet_point from, bool placed)
{
    struct gathered *gathered = g_new0(struct gathered, 1);
    gathered->parts = stream_parts_new();
    gathered->stretches = stretches_new();
    gathered->open = stretch_new();
    gathered->from = from;
    gathered->placed = placed;
    return gathered;
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
    gathered_free(table->gathered);
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

// "yes|maybe later": either of them; a cell that holds a bar is compared whole.
static enum consent consent_as_wished(const struct list_table *table, const char *cell)
{
    const char *wish = table->columns->consent_value;
    bool given = same_folded(cell, wish);
    char **values = given ? NULL : g_strsplit(wish, "|", -1);
    for (char **value = values; value && *value && !given; value++)
        given = **value && same_folded(cell, *value);
    g_strfreev(values);
    return given ? CONSENT_GIVEN : CONSENT_REFUSED;
}

static enum consent consent_of(struct list_table *table, const struct sheet_row *row)
{
    const struct columns *columns = table->columns;
    if (columns->consent_wished != COLUMN_NONE)
        return consent_as_wished(table, row_cell(row, columns->consent_wished));
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
    struct row_counts *counts = &table->counts;
    counts->refused += consent == CONSENT_REFUSED;
    counts->pending += consent == CONSENT_PENDING || consent == CONSENT_UNCLEAR;
    counts->anonymous += consent == CONSENT_ANONYMOUS;
    if (consent == CONSENT_UNCLEAR)
        told_add(&counts->unclear, line);
}

// ---- a row's name ----

// A cell for the page; "" for one that is of no business there.
static const char *open_cell(struct list_table *table, const struct sheet_row *row, size_t i)
{
    const char *cell = row_cell(row, i);
    if (!cell_is_private(cell))
        return cell;
    told_add(&table->counts.private_cells, row->line);
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
    const char *country = cell_of_kind(table, row, HEAD_COUNTRY);
    const char *time = cell_of_kind(table, row, HEAD_TIME);
    char day[DATE_SIZE];
    size_t n = time ? strlen(time) : 0, stamp = date_stamp_length(time ? time : "", n);
    if (country && !cell_is_private(country))
        tally(table->account->countries, country, strlen(country));
    if (time && date_parse(time, stamp ? stamp : n, table->tables, day))
        tally(table->account->days, day, strlen(day));
}

// A stretch ends behind the row handed out last, or with the rows.
static void end_stretch(struct list_table *table)
{
    struct gathered *gathered = table->gathered;
    struct sheet_point next = {0, 0};
    gathered->placed = gathered->placed && table->sheet->tell(table->sheet, &next);
    gathered->open->bytes = gathered->placed ? next.at - gathered->from.at : 0;
    gathered->open->lines = gathered->placed ? next.line - gathered->from.line : 0;
    row_counts_add(&gathered->open->counts, &table->counts, -(ptrdiff_t)gathered->from.line);
    g_ptr_array_add(gathered->stretches, gathered->open);
    table->counts = (struct row_counts){0};
    gathered->open = stretch_new();
    gathered->from = gathered->placed ? next : gathered->from;
}

// All that the row's entry is made of.
static void gather(struct list_table *table, const struct signatory *signatory,
                   const struct node *entry)
{
    struct row_stretch *stretch = table->gathered->open;
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
    stretch->entries++;
    if (entry->entry.number != NUMBER_NONE)
        stretch_add_number(stretch, entry->entry.number);
    if (stream_parts_add(table->gathered->parts, said->str, said->len))
        end_stretch(table);
    g_string_free(said, TRUE);
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
        table->counts.withdrawn++;
        return NULL;
    }
    size_t used;
    const char *name = name_of(table, arena, row, &used);
    if (!cell_is_filled(name)) {
        told_add(&table->counts.nameless, row->line);
        return NULL;
    }
    struct signatory signatory = {.number = cell_of_kind(table, row, HEAD_NUMBER),
                                  .name = name,
                                  .lang = cell_of_kind(table, row, HEAD_LANG)};
    gather_said(table, row, used, &signatory);
    struct node *entry = entry_new(arena, NULL, &signatory);
    entry->line = row->line;
    table->counts.printed++;
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
        enum consent consent =
            consent_of_answer(answer_of(table, cell), table->columns->at[i].hides);
        if (i == table->columns->consent_wished)
            consent = consent_as_wished(table, cell);
        column->answers[column->n_answers++] =
            (struct list_answer){arena_strdup(table->account->arena, cell), taken[consent], 0};
    }
    column->answers[k].count++;
}

static void count_cells(struct list_table *table, const struct sheet_row *row)
{
    for (size_t i = 0; i < table->account->n_columns; i++) {
        enum shape shape = shape_in(table, i, row_cell(row, i));
        table->account->columns[i].shapes[shape].count++;
        enum head_kind kind = table->columns->at[i].kind;
        if (kind == HEAD_CONSENT || kind == HEAD_ANONYMOUS)
            tally_answer(table, i, row_cell(row, i));
    }
}

static void start_pass(struct list_table *table)
{
    struct document_list *account = table->account;
    table->row = 0;
    table->counts = (struct row_counts){0};
    table->from_within = false;
    g_clear_pointer(&table->gathered, gathered_free);
    if (table->facts && !table->counting && table->diag) // of the pass that tells
        table->gathered = gathered_new((struct sheet_point){0, 1}, table->sheet->dialect != NULL);
    bool counts = table->counting && !table->counted;
    if (counts) {
        g_hash_table_remove_all(account->countries);
        g_hash_table_remove_all(account->days);
    }
    for (size_t i = 0; counts && i < account->n_columns; i++) {
        account->columns[i].n_examples = 0;
        account->columns[i].n_answers = account->columns[i].answers_more = 0;
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
static void tell_all(const struct list_table *table, const struct row_counts *counts)
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

// Also the last one ends, and each is named. Nothing is kept of rows that were repaired, but the
// notes that tell of them.
static void end_gathering(struct list_table *table)
{
    struct gathered *gathered = table->gathered;
    end_stretch(table);
    GArray *parts = stream_parts_end(g_steal_pointer(&gathered->parts));
    for (guint i = 0, part = 0; i < gathered->stretches->len; i++) {
        struct row_stretch *stretch = g_ptr_array_index(gathered->stretches, i);
        if (stretch->entries)
            stretch->content = g_strdup(g_array_index(parts, struct stream_part, part++).content);
    }
    g_array_unref(parts);
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
        end_gathering(table);
        stretches_sum(gathered->stretches, &counts);
    }
    table->counted |= table->counting;
    if (!table->from_within)
        account_rows(table, &counts);
    if (!table->diag)
        return;
    tell_all(table, &counts);
    if (gathered) {
        struct table_pass pass = {counts, gathered->stretches, gathered->placed && !repaired};
        pass.placed = pass.placed && stretches_know(gathered->stretches, table->path);
        keep_pass(stream, &pass);
    }
    g_clear_pointer(&table->gathered, gathered_free);
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

static struct node *next_entry(struct list_table *table, struct arena *arena, GError **error)
{
    for (const struct sheet_row *row; (row = next_row(table, arena, error)) != NULL;) {
        if (is_blank(row))
            continue;
        table->counts.rows++;
        if (table->counting && !table->counted)
            count_cells(table, row);
        struct node *entry = row_entry(table, arena, row);
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
    start_pass(table);
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
    start_pass(table);
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
    g_clear_pointer(&table->gathered, gathered_free);
    table->gathered = gathered_new(change->from, true);
    ok = ok && skip_entries(table, SIZE_MAX) && table->sheet->tell(table->sheet, &next) &&
         (change->end == UINT64_MAX || next.at == change->end) &&
         table->row >= table->columns->rows_before && diag_count(notes) == 0;
    if (ok)
        end_gathering(table);
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
        tell_all(table, &pass.counts);
        keep_pass(stream, &pass);
    } else {
        table->sheet->report_to(table->sheet, table->diag); // the whole pass will
    }
    g_clear_pointer(&table->gathered, gathered_free);
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

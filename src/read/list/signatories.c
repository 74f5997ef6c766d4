// SPDX-License-Identifier: MIT
#include "read/list/signatories.h"

#include "base/error.h"
#include "base/file.h"
#include "read/fold.h"
#include "read/form.h"
#include "read/list/csv_sheet.h"
#include "read/list/entry.h"
#include "read/list/list_encoding.h"
#include "read/list/records.h"
#include "read/list/list_table.h"
#include "read/list/pass_kept.h"
#include "read/list/sheet_open.h"
#include "read/notes.h"
#include "read/source.h"
#include "read/list/head_row.h"

#include <string.h>
#include <sys/stat.h>

// A table longer than this is read row by row whenever it is needed; a shorter one is kept.
enum { KEPT_MOST = 5000, FILE_BYTES_MOST = 512 * 1024 * 1024 };

// A list's file on its way to entries.
struct list_file {
    struct reader *reader;
    struct node *list;
    const char *path;
    const char *by; // the letter that names it; NULL: the user
    GBytes *bytes;  // NULL: streamed
    struct document_source *source;
    struct diag *diag; // where its notes go
};

static void add_source(struct list_file *file)
{
    struct stat info;
    bool known = stat(file->path, &info) == 0;
    file->source = document_add_source(file->reader->document, file->path, file->bytes,
                                       known ? info.st_mtime : -1);
}

// ---- from a sheet ----

// Rows, as far as it matters.
static bool count_rows(struct node_stream *stream, size_t most, size_t *ret, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    *ret = 0;
    if (stream->rewind(stream, &fault)) {
        while (*ret < most && stream->next(stream, scratch, &fault)) {
            (*ret)++;
            arena_reset(scratch);
        }
    }
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool keep_rows(struct list_file *file, struct node_stream *stream, GError **error)
{
    GError *fault = NULL;
    struct node *entry;
    bool ok = stream->rewind(stream, &fault);
    while (ok && (entry = stream->next(stream, file->reader->document->arena, &fault)) != NULL)
        node_append_child(file->list, entry);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool read_table(struct list_file *file, struct list_table *table, bool stream_long,
                       GError **error)
{
    struct node_stream *stream = list_table_stream(table);
    size_t rows;
    bool ok = count_rows(stream, KEPT_MOST + 1, &rows, error);
    list_table_report_to(table, file->diag);
    if (ok && rows > KEPT_MOST && stream_long) {
        file->list->list.stream = stream;
        return true;
    }
    ok = ok && keep_rows(file, stream, error);
    stream->free(stream);
    return ok;
}

// How a sheet's copy is written, and whether one is always needed.
struct copy_wish {
    enum table_form form;
    bool always;
};

static void remember(const struct list_file *file, struct list_table *table)
{
    const struct read_options *options = file->reader->options;
    char *content = pass_content(file->path, file->bytes, options);
    char *wishes = pass_wishes(file->path, options);
    if (content)
        list_table_remember(table, options->facts, content, wishes);
    g_free(content);
    g_free(wishes);
}

static bool read_sheet(struct list_file *file, struct sheet *sheet, struct copy_wish copy,
                       bool stream_long, GError **error)
{
    const struct read_options *options = file->reader->options;
    struct heads *heads = reader_heads(file->reader, error);
    if (!heads) {
        sheet->free(sheet);
        return false;
    }
    struct columns_wish wish = {options->columns, options->consent};
    struct document_list *account = document_add_list(file->reader->document, file->source);
    struct list_table *table = list_table_open(sheet, heads, &wish, file->path, account, error);
    bool ok = table && (!options->keep_columns ||
                        list_table_keep_columns(table, options->keep_columns, error));
    if (ok && options->facts)
        remember(file, table);
    if (ok && options->count_cells)
        list_table_count_cells(table, file->reader->tables);
    ok = ok && read_table(file, table, stream_long, error);
    if (ok && file->source)
        file->source->copy = list_table_copy(table, copy.form, copy.always);
    list_table_free(table);
    return ok;
}

// ---- a name a line ----

struct list_line {
    const char *text;
    size_t number;
};

// "1.", "2.", "4.": digits are a label only where most lines have them and count; else they begin a
// name ("7.5 Club", "350.example").
static bool labels_count(const GArray *lines)
{
    enum { GAP_MOST = 20 };
    size_t labelled = 0, counting = 0, bullets = 0;
    int64_t before = 0;
    for (guint i = 0; i < lines->len; i++) {
        const char *text = g_array_index(lines, struct list_line, i).text;
        struct label label;
        if (!label_parse(text, strlen(text), &label))
            continue;
        if (label.kind != LABEL_NUMBER) {
            bullets++;
            continue;
        }
        bool counts = labelled ? label.number > before && label.number - before <= GAP_MOST
                               : lines->len > 1 || label.number == 1;
        counting += counts;
        labelled++;
        before = label.number;
    }
    return (bullets + labelled) * 10 >= lines->len * 6 && counting * 10 >= labelled * 7 &&
           (labelled < 2 || counting >= 2);
}

// "~~Ana Ruiz~~", "3. ~~Ana Ruiz~~ (withdrawn)": no more than a number, marks and brackets stand
// outside what is struck out.
static bool is_struck(const char *text)
{
    static const char mark[] = "~~";
    struct label label;
    if (label_parse(text, strlen(text), &label))
        text += label.skip;
    const char *end = g_str_has_prefix(text, mark) ? strstr(text + strlen(mark), mark) : NULL;
    if (!end || end == text + strlen(mark))
        return false;
    end += strlen(mark);
    gunichar next = g_utf8_get_char(end + text_leading(end, strlen(end)));
    return next == 0 || g_unichar_ispunct(next);
}

static void add_lines(struct list_file *file, const GArray *lines)
{
    struct arena *arena = file->reader->document->arena;
    bool labels = labels_count(lines);
    size_t struck = 0, first = 0;
    for (guint i = 0; i < lines->len; i++) {
        const struct list_line *line = &g_array_index(lines, struct list_line, i);
        if (is_struck(line->text)) {
            first = struck++ ? first : line->number;
            continue;
        }
        struct signatory signatory = {.name = line->text};
        struct node *entry = entry_new(arena, file->list, &signatory);
        entry->line = line->number;
        if (labels)
            entry_take_label(arena, entry);
    }
    if (struck && file->diag)
        diag_add_at(file->diag, DIAG_NOTE, "list-withdrawn", diag_place(file->path, first, 1),
                    "%zu names are struck out: withdrawn, and not printed", struck);
}

static GArray *lines_of(struct arena *arena, const char *text)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct list_line));
    size_t number = 1;
    for (const char *p = text; *p; number++) {
        size_t n = strcspn(p, "\n"), lead = text_leading(p, n);
        size_t length = text_trimmed(p + lead, n - lead);
        struct list_line line = {arena_strndup(arena, p + lead, length), number};
        if (length)
            g_array_append_val(lines, line);
        p += n + (p[n] == '\n');
    }
    return lines;
}

// ---- from keys and values ----

static void add_texts(struct list_file *file, const struct yaml_value *records, size_t line_offset)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct list_line));
    for (size_t i = 0; i < records->count; i++) {
        const struct yaml_value *item = records->items[i];
        struct list_line line = {item->text, item->line ? item->line + line_offset : 0};
        if (*item->text)
            g_array_append_val(lines, line);
    }
    add_lines(file, lines);
    g_array_unref(lines);
}

static bool read_records(struct list_file *file, const struct yaml_value *value, size_t line_offset,
                         GError **error)
{
    const struct yaml_value *records = records_find(file->reader->document->arena, value);
    if (records_are_texts(records)) {
        add_texts(file, records, line_offset);
        return true;
    }
    struct sheet *sheet = records_sheet(records, line_offset, error);
    struct copy_wish copy = {TABLE_JSON, false};
    return sheet && read_sheet(file, sheet, copy, false, error);
}

void signatories_inline(struct reader *reader, struct node *list, const struct yaml_value *value,
                        size_t line_offset)
{
    struct list_file file = {
        .reader = reader, .list = list, .path = reader->source->path, .diag = reader->diag};
    GError *fault = NULL;
    if (!read_records(&file, value, line_offset, &fault) && reader->diag)
        diag_add_at(reader->diag, DIAG_ERROR, "list-unread",
                    diag_place(file.path, value->line + line_offset, 1), "%s", fault->message);
    g_clear_error(&fault);
}

static bool read_yaml(struct list_file *file, const struct source *source, GError **error)
{
    const struct yaml_value *value = yaml_values_read(file->reader->document->arena,
                                                      source->text->str, source->text->len, error);
    if (!value)
        fault_prefix(error, "%s: ", file->path);
    return value && read_records(file, value, 0, error);
}

// A signer's own page: the block between "---" lines tells who, the text below it is theirs.
static bool read_page(struct list_file *file, const struct source *source, GError **error)
{
    const char *text = source->text->str;
    const char *end = g_str_has_prefix(text, "---\n") ? strstr(text + 3, "\n---") : NULL;
    if (!end) {
        fault_set(error, FAULT_INVALID,
                  "%s:1:1: a signatory's page begins with \"---\" [front-matter]", file->path);
        return false;
    }
    size_t n = end > text + 3 ? (size_t)(end - text - 3) : 0;
    const struct yaml_value *value =
        yaml_values_read(file->reader->document->arena, text + 4, n, error);
    if (!value)
        fault_prefix(error, "%s: ", file->path);
    return value && read_records(file, value, 1, error);
}

static bool read_json(struct list_file *file, const struct source *source, GError **error)
{
    json_t *json = json_read(file->path, source->text->str, source->text->len, error);
    if (!json)
        return false;
    const struct yaml_value *value = records_of_json(file->reader->document->arena, json);
    json_decref(json);
    return read_records(file, value, 0, error);
}

// ---- text ----

// Tabs or semicolons that most lines have alike are a table, whatever the file is called.
static bool is_table(struct list_file *file, const GArray *lines)
{
    struct sample sample = sample_new();
    size_t with_tabs = 0, with_marks = 0;
    for (guint i = 0; i < lines->len && i < 50; i++) {
        const char *text = g_array_index(lines, struct list_line, i).text;
        const char *mark = strchr(text, '\t') ? "\t" : strchr(text, ';') ? ";" : "\n";
        with_tabs += *mark == '\t';
        with_marks += *mark == ';';
        char **cells = g_strsplit(text, mark, -1);
        sample_add(&sample, (const char *const *)cells, g_strv_length(cells));
        g_strfreev(cells);
    }
    size_t head, looked = MIN(lines->len, 50);
    struct heads *heads = reader_heads(file->reader, NULL);
    bool table = looked >= 2 && MAX(with_tabs, with_marks) * 10 >= looked * 8 && heads &&
                 head_row_names(&sample, heads, &head);
    sample_free(&sample);
    return table;
}

static bool read_text(struct list_file *file, const struct source *source, GError **error)
{
    GArray *lines = lines_of(file->reader->document->arena, source->text->str);
    bool table = is_table(file, lines);
    if (!table)
        add_lines(file, lines);
    g_array_unref(lines);
    if (!table)
        return true;
    GBytes *text = g_bytes_new(source->text->str, source->text->len);
    struct sheet *sheet = csv_sheet_open(file->path, text, NULL, false, error);
    g_bytes_unref(text);
    struct copy_wish copy = {TABLE_CSV, false};
    return sheet && read_sheet(file, sheet, copy, false, error);
}

// ---- the kinds of files ----

typedef bool (*list_reader)(struct list_file *file, const struct source *source, GError **error);

static list_reader reader_for(const char *path)
{
    switch (form_of_list(path)) {
    case LIST_FORM_JSON:
        return read_json;
    case LIST_FORM_YAML:
        return read_yaml;
    case LIST_FORM_PAGE:
        return read_page;
    default: // a sheet among a folder's files is a text whose lines are a table
        return read_text;
    }
}

static bool find_encoding(struct list_file *file, char **ret, GError **error)
{
    const struct read_options *options = file->reader->options;
    struct encoding_wish wish = {options->list_encoding, options->encoding};
    return list_encoding_find(file->path, file->bytes, &wish, file->diag, ret, error);
}

static bool read_whole(struct list_file *file, GError **error)
{
    file->bytes = file->by ? file_read_named(file->path, file->by, FILE_BYTES_MOST, error)
                           : file_read(file->path, FILE_BYTES_MOST, error);
    if (!file->bytes)
        return false;
    add_source(file);
    char *encoding = NULL;
    struct source *source = NULL;
    bool ok = find_encoding(file, &encoding, error);
    if (ok)
        source =
            source_new(file->path, file->bytes, encoding ? encoding : "UTF-8", file->diag, error);
    ok = source && reader_for(file->path)(file, source, error);
    g_free(encoding);
    source_free(source);
    g_bytes_unref(file->bytes);
    return ok;
}

// A workbook holds more than the rows of a sheet: its copy is always the table alone.
static void name_copy(struct list_file *file)
{
    const char *keep = file->reader->options->keep_columns;
    if (!keep || strcmp(keep, "all") != 0)
        file->source->name =
            arena_printf(file->reader->document->arena, "%s.csv", file->source->name);
}

static bool read_rows(struct list_file *file, struct copy_wish copy, GError **error)
{
    bool held;
    if (!file_may_read(file->path, file->by, &held, error))
        return false;
    file->bytes = held ? file_read(file->path, FILE_BYTES_MOST, error) : NULL;
    if (held && !file->bytes)
        return false;
    add_source(file);
    if (copy.always)
        name_copy(file);
    const struct read_options *options = file->reader->options;
    struct sheet_wish wish = {{options->list_encoding, options->encoding}, options->sheet};
    struct sheet *sheet = sheet_open(file->path, file->bytes, &wish, file->diag, error);
    if (file->bytes)
        g_bytes_unref(file->bytes);
    return sheet && read_sheet(file, sheet, copy, true, error);
}

// ---- a file each ----

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *folder_files(const char *path, GError **error)
{
    GError *reason = NULL;
    GDir *folder = g_dir_open(path, 0, &reason);
    if (!folder) {
        fault_set(error, FAULT_IO, "cannot read %s: %s", path, reason->message);
        g_error_free(reason);
        return NULL;
    }
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        if (name[0] != '.')
            g_ptr_array_add(files, g_build_filename(path, name, NULL));
    }
    g_dir_close(folder);
    g_ptr_array_sort(files, by_name);
    return files;
}

// Hundreds of files say the same of their keys: the first ones are enough.
static bool read_one(const struct list_file *folder, const char *path, struct notes *notes,
                     GError **error)
{
    struct diag *diag = folder->diag ? diag_new() : NULL;
    struct list_file file = {.reader = folder->reader,
                             .list = folder->list,
                             .path = path,
                             .by = folder->by,
                             .diag = diag};
    bool ok = read_whole(&file, error);
    for (size_t i = 0; diag && i < diag_count(diag); i++) {
        const struct diag_note *note = diag_get(diag, i);
        notes_add_at(notes, note->severity, note->code, diag_place(path, note->line, note->column),
                     "%s", note->message);
    }
    if (diag)
        diag_free(diag);
    return ok;
}

static bool read_folder(const struct list_file *folder, GError **error)
{
    enum { NOTES_MOST = 3 };
    GPtrArray *files = folder_files(folder->path, error);
    bool ok = files != NULL;
    struct notes *notes = notes_new(folder->diag, NOTES_MOST);
    for (guint i = 0; ok && i < files->len; i++) {
        const char *path = g_ptr_array_index(files, i);
        if (!g_file_test(path, G_FILE_TEST_IS_DIR))
            ok = read_one(folder, path, notes, error);
    }
    notes_finish(notes);
    if (files)
        g_ptr_array_unref(files);
    return ok;
}

static bool read_any(struct list_file *file, GError **error)
{
    switch (form_of_list(file->path)) {
    case LIST_FORM_CSV:
        return read_rows(file, (struct copy_wish){TABLE_CSV, false}, error);
    case LIST_FORM_TSV:
        return read_rows(file, (struct copy_wish){TABLE_TSV, false}, error);
    case LIST_FORM_WORKBOOK:
        return read_rows(file, (struct copy_wish){TABLE_CSV, true}, error);
    default:
        return read_whole(file, error);
    }
}

// Those whom a list counts without naming them are no fault of it.
static bool gives_somebody(const struct document *document, const struct node *list)
{
    bool somebody = list->first || list->list.stream;
    for (guint i = 0; i < document->lists->len; i++) {
        const struct document_list *account = g_ptr_array_index(document->lists, i);
        somebody |= account->refused + account->pending + account->anonymous > 0;
    }
    return somebody;
}

struct node *signatories_read(struct reader *reader, const char *path, const char *by,
                              GError **error)
{
    struct node *list = node_new(reader->document->arena, NULL, NODE_LIST);
    list->list.kind = LIST_SIGNATORIES;
    struct list_file file = {
        .reader = reader, .list = list, .path = path, .by = by, .diag = reader->diag};
    bool ok =
        g_file_test(path, G_FILE_TEST_IS_DIR) ? read_folder(&file, error) : read_any(&file, error);
    if (ok && !gives_somebody(reader->document, list)) {
        fault_set(error, FAULT_INVALID, "%s: gives no signatory [list-empty]", path);
        ok = false;
    }
    return ok ? list : NULL;
}

void signatories_place(struct document *document, struct node *list)
{
    struct node *after = NULL, *before = NULL;
    for (struct node *node = document->root->first; node; node = node->next) {
        if (node_is_tail(node->kind))
            after = node;
        if (!before && (node->kind == NODE_NOTE || node->kind == NODE_FOOTNOTE))
            before = node;
    }
    if (after)
        node_insert_after(list, after);
    else if (before)
        node_insert_before(list, before);
    else
        node_append_child(document->root, list);
}

// SPDX-License-Identifier: MIT
// Lines without a quote are split where the delimiter stands; libcsv reads the others and hands
// over their cells. All wait in one buffer until the rows they make are asked for.
#include "read/list/csv_sheet.h"

#include "base/error.h"
#include "base/put.h"
#include "read/fold.h"
#include "read/list/cell.h"
#include "read/list/csv_delimiter.h"
#include "read/notes.h"
#include "read/source.h"

#include "read/lazy_libcsv.h"
#include <gio/gio.h>
#include <stdint.h>
#include <string.h>

enum {
    CHUNK = 64 * 1024,
    CELL_MOST = 1024 * 1024,
    CELLS_MOST = 256,
};

struct csv_row {
    size_t cells; // offset of its first cell in the buffer
    size_t count;
    size_t line;
    // Behind the newline that ends it, the byte and its line; 0: not known.
    uint64_t next;
    size_t next_line;
};

struct csv_sheet {
    struct sheet sheet; // first: others see only this
    char *path, *encoding;
    GBytes *bytes;
    struct diag *diag;   // of the next pass
    struct notes *notes; // of this one
    unsigned char delimiter;
    bool tabs;
    bool separator_line; // the first line says the delimiter and is no row
    const char *wide;    // the delimiter of several bytes; NULL
    GString *held;       // with one: a chunk whose end may be half of it
    struct csv_parser parser;
    GInputStream *input;
    // The first byte of the chunk under way; where reading ends, or when it has, 0 for within a
    // row.
    uint64_t at, end;
    size_t end_line;
    const char *chunk; // which is here
    bool ended, first_chunk;
    bool within;    // a row that libcsv has begun
    GString *cells; // each ends with NUL
    GArray *rows;
    guint next_row;
    struct csv_row open; // the row being filled
    size_t line, newlines;
    char last_end;
    const char *row_cells[CELLS_MOST];
    struct sheet_row row; // handed out last
    uint64_t next;        // where the next begins; 0: not known
    size_t next_line;
    char dialect[4];
};

static bool io_fault(GError **error, const struct csv_sheet *csv, GError *reason)
{
    bool bytes = reason->domain == G_CONVERT_ERROR ||
                 g_error_matches(reason, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
                 g_error_matches(reason, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
    if (bytes && csv->encoding)
        fault_set(error, FAULT_USAGE,
                  "%s: its bytes are not %s; --list-encoding names another encoding "
                  "[list-encoding]",
                  csv->path, csv->encoding);
    else
        fault_set(error, FAULT_IO, "cannot read %s: %s", csv->path, reason->message);
    g_error_free(reason);
    return false;
}

static void put_wide(struct csv_sheet *csv, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (text[i] == CSV_WIDE)
            g_string_append(csv->cells, csv->wide);
        else
            g_string_append_c(csv->cells, text[i]);
    }
}

static void add_cell(struct csv_sheet *csv, const char *text, size_t n)
{
    if (csv->open.count == 0)
        csv->open = (struct csv_row){csv->cells->len, 0, csv->line, 0, 0};
    if (csv->open.count >= CELLS_MOST)
        return;
    csv->open.count++;
    if (csv->wide && memchr(text, CSV_WIDE, n))
        put_wide(csv, text, n); // quoted
    else
        put_bytes(csv->cells, text, n);
    g_string_append_c(csv->cells, '\0');
}

static void on_cell(void *data, size_t n, void *user)
{
    struct csv_sheet *csv = user;
    const char *text = data;
    for (size_t i = 0; i < n; i++)
        csv->newlines += text[i] == '\n';
    add_cell(csv, text, n);
}

static void on_row(int end, void *user)
{
    struct csv_sheet *csv = user;
    csv->within = false;
    bool pair = end == '\n' && csv->last_end == '\r' && csv->open.count == 0;
    csv->last_end = (char)end;
    if (pair)
        return;
    if (csv->open.count)
        g_array_append_val(csv->rows, csv->open);
    csv->open.count = 0;
    csv->line += 1 + csv->newlines;
    csv->newlines = 0;
}

static GInputStream *open_input(const struct csv_sheet *csv, GError **error)
{
    GInputStream *input;
    if (csv->bytes) {
        input = g_memory_input_stream_new_from_bytes(csv->bytes);
    } else {
        GFile *file = g_file_new_for_path(csv->path);
        GError *reason = NULL;
        input = G_INPUT_STREAM(g_file_read(file, NULL, &reason));
        g_object_unref(file);
        if (!input) {
            io_fault(error, csv, reason);
            return NULL;
        }
    }
    if (!csv->encoding)
        return input;
    GCharsetConverter *converter = g_charset_converter_new("UTF-8", csv->encoding, NULL);
    if (!converter) {
        g_object_unref(input);
        fault_set(error, FAULT_USAGE, "%s: cannot read as %s [source-encoding]", csv->path,
                  csv->encoding);
        return NULL;
    }
    GInputStream *decoded = g_converter_input_stream_new(input, G_CONVERTER(converter));
    g_object_unref(converter);
    g_object_unref(input);
    return decoded;
}

static bool is_blank(const struct csv_sheet *csv, char c)
{
    return (c == ' ' || c == '\t') && (unsigned char)c != csv->delimiter;
}

// As libcsv does, blanks around a cell are left out, and a line of nothing else has no cells.
static void split_line(struct csv_sheet *csv, const char *line, size_t n)
{
    bool returned = n && line[n - 1] == '\r';
    const char *end = line + n - returned;
    const char *delimiter;
    do {
        delimiter = memchr(line, csv->delimiter, (size_t)(end - line));
        const char *last = delimiter ? delimiter : end;
        while (line < last && is_blank(csv, *line))
            line++;
        while (last > line && is_blank(csv, last[-1]))
            last--;
        if (delimiter || last > line || csv->open.count)
            add_cell(csv, line, (size_t)(last - line));
        line = delimiter ? delimiter + 1 : end;
    } while (delimiter);
    if (returned)
        on_row('\r', csv);
    on_row('\n', csv);
}

static bool is_plain(const struct csv_sheet *csv, const char *line, size_t n)
{
    const char *returned = memchr(line, '\r', n);
    return (csv->tabs || !memchr(line, '"', n)) && (!returned || returned + 1 == line + n);
}

// A part of a line, or its newline: libcsv alone knows whether that ends the row.
static bool feed(struct csv_sheet *csv, const char *data, size_t n)
{
    csv->within = true;
    return csv_parse(&csv->parser, data, n, on_cell, on_row, csv) == n &&
           csv_get_buffer_size(&csv->parser) <= CELL_MOST;
}

// A newline that is in no cell ends a row: what comes next hangs on nothing before it.
static void note_end(struct csv_sheet *csv, const char *next)
{
    struct csv_row *last =
        csv->rows->len ? &g_array_index(csv->rows, struct csv_row, csv->rows->len - 1) : NULL;
    if (!last || last->next)
        return;
    last->next = csv->at + (next ? (uint64_t)(next - csv->chunk) : 0);
    last->next_line = csv->line;
}

static bool parse_lines(struct csv_sheet *csv, const char *data, size_t n)
{
    bool ok = true;
    for (const char *end = data + n, *next; ok && data < end; data = next) {
        const char *newline = memchr(data, '\n', (size_t)(end - data));
        size_t length = (size_t)((newline ? newline : end) - data);
        next = data + length + (newline != NULL);
        if (newline && !csv->within && is_plain(csv, data, length))
            split_line(csv, data, length);
        else
            ok = feed(csv, data, length) && (!newline || feed(csv, newline, 1));
        if (newline && !csv->within)
            note_end(csv, next);
    }
    return ok;
}

static bool parse_chunk(struct csv_sheet *csv, const char *data, size_t n, GError **error)
{
    if (csv->first_chunk && n >= 3 && memcmp(data, "\357\273\277", 3) == 0) {
        data += 3;
        n -= 3;
    }
    csv->first_chunk = false;
    if (memchr(data, 0, n)) {
        fault_set(error, FAULT_INVALID,
                  "%s: is not text: save it as .csv, .tsv or .xlsx [source-binary]", csv->path);
        return false;
    }
    if (!parse_lines(csv, data, n)) {
        fault_set(error, FAULT_INVALID, "%s:%zu:1: a cell has no end; is a quote left open? [csv]",
                  csv->path, csv->line);
        return false;
    }
    return true;
}

static void finish_notes(struct csv_sheet *csv)
{
    if (csv->notes)
        notes_finish(csv->notes);
    csv->notes = NULL;
}

// A delimiter of several bytes becomes one; what may be the first half of one waits.
static bool parse_wide(struct csv_sheet *csv, const char *data, size_t n, GError **error)
{
    size_t width = strlen(csv->wide);
    put_bytes(csv->held, data, n);
    GString *chunk = g_string_sized_new(csv->held->len);
    size_t at = 0;
    for (; at + width <= csv->held->len;) {
        bool mark = memcmp(csv->held->str + at, csv->wide, width) == 0;
        g_string_append_c(chunk, mark ? CSV_WIDE : csv->held->str[at]);
        at += mark ? width : 1;
    }
    size_t kept = 0;
    for (size_t i = at; i < csv->held->len && !kept; i++) {
        if (memcmp(csv->held->str + i, csv->wide, csv->held->len - i) == 0)
            kept = csv->held->len - i;
    }
    g_string_append_len(chunk, csv->held->str + at, (gssize)(csv->held->len - kept - at));
    g_string_erase(csv->held, 0, (gssize)(csv->held->len - kept));
    bool ok = parse_chunk(csv, chunk->str, chunk->len, error);
    g_string_free(chunk, TRUE);
    return ok;
}

// Up to the end of the file it all is rows; up to another byte it is if a newline stands before.
static void end_rows(struct csv_sheet *csv)
{
    bool whole = !csv->within || csv->end == UINT64_MAX;
    csv->end_line = csv->line;
    csv_fini(&csv->parser, on_cell, on_row, csv);
    on_row('\n', csv);
    csv->chunk = NULL;
    if (whole)
        note_end(csv, NULL);
    csv->end = whole ? csv->at : 0;
}

static bool read_chunk(struct csv_sheet *csv, GError **error)
{
    char chunk[CHUNK];
    GError *reason = NULL;
    gsize most = (gsize)MIN(sizeof chunk, csv->end - csv->at);
    gssize n = g_input_stream_read(csv->input, chunk, most, NULL, &reason);
    csv->chunk = chunk;
    if (n < 0)
        return io_fault(error, csv, reason);
    if (n > 0 && csv->wide)
        return parse_wide(csv, chunk, (size_t)n, error);
    if (n > 0) {
        bool ok = parse_chunk(csv, chunk, (size_t)n, error);
        csv->at += (uint64_t)n;
        return ok;
    }
    csv->ended = true;
    end_rows(csv);
    return true;
}

static const struct csv_row *next_row(struct csv_sheet *csv, GError **error)
{
    while (csv->next_row >= csv->rows->len) {
        if (csv->ended) {
            finish_notes(csv);
            return NULL;
        }
        // All rows are taken: only the cells of the row being filled are still needed.
        size_t open = csv->open.count ? csv->open.cells : csv->cells->len;
        g_string_erase(csv->cells, 0, (gssize)open);
        csv->open.cells = 0;
        g_array_set_size(csv->rows, 0);
        csv->next_row = 0;
        if (!read_chunk(csv, error))
            return NULL;
    }
    return &g_array_index(csv->rows, struct csv_row, csv->next_row++);
}

static void row_cells(struct csv_sheet *csv, struct arena *arena, const struct csv_row *row,
                      const char *ret[CELLS_MOST])
{
    const char *p = csv->cells->str + row->cells;
    for (size_t i = 0; i < row->count; i++) {
        size_t n = strlen(p);
        ret[i] = cell_repaired(arena, p, n, diag_place(csv->path, row->line, 1), csv->notes);
        p += n + 1;
    }
}

static const struct sheet_row *csv_next(struct sheet *sheet, struct arena *arena, GError **error)
{
    struct csv_sheet *csv = (struct csv_sheet *)sheet;
    const struct csv_row *row = next_row(csv, error);
    if (row && csv->separator_line && row->line == 1)
        row = next_row(csv, error);
    csv->next = row ? row->next : csv->end;
    csv->next_line = row ? row->next_line : csv->end_line;
    if (!row)
        return NULL;
    row_cells(csv, arena, row, csv->row_cells);
    csv->row = (struct sheet_row){csv->row_cells, row->count, row->line, 0};
    return &csv->row;
}

static void close_input(struct csv_sheet *csv)
{
    if (!csv->input)
        return;
    g_object_unref(csv->input);
    csv->input = NULL;
    csv_free(&csv->parser);
}

static bool csv_rewind(struct sheet *sheet, GError **error)
{
    struct csv_sheet *csv = (struct csv_sheet *)sheet;
    close_input(csv);
    csv->input = open_input(csv, error);
    if (!csv->input)
        return false;
    csv_init(&csv->parser, CSV_REPALL_NL | CSV_APPEND_NULL);
    csv_set_delim(&csv->parser, csv->delimiter);
    if (csv->tabs)
        csv_set_quote(&csv->parser, 0); // a quote in a TSV is a quote
    enum { NOTES_MOST = 20 };
    finish_notes(csv);
    csv->notes = csv->diag ? notes_new(csv->diag, NOTES_MOST) : NULL;
    csv->diag = NULL;
    csv->ended = false;
    csv->at = 0;
    csv->end = UINT64_MAX;
    csv->first_chunk = true;
    g_string_truncate(csv->held, 0);
    csv->within = false;
    g_string_truncate(csv->cells, 0);
    g_array_set_size(csv->rows, 0);
    csv->next_row = 0;
    csv->open = (struct csv_row){0, 0, 0, 0, 0};
    csv->line = 1;
    csv->newlines = 0;
    csv->last_end = 0;
    return true;
}

static bool csv_go(struct sheet *sheet, struct sheet_point from, uint64_t end, GError **error)
{
    struct csv_sheet *csv = (struct csv_sheet *)sheet;
    GError *reason = NULL;
    if (!csv_rewind(sheet, error))
        return false;
    csv->at = from.at;
    csv->end = end;
    csv->line = from.line;
    csv->first_chunk = from.at == 0;
    return g_seekable_seek(G_SEEKABLE(csv->input), (goffset)from.at, G_SEEK_SET, NULL, &reason) ||
           io_fault(error, csv, reason);
}

static bool csv_tell(const struct sheet *sheet, struct sheet_point *ret)
{
    const struct csv_sheet *csv = (const struct csv_sheet *)sheet;
    *ret = (struct sheet_point){csv->next, csv->next_line};
    return csv->next > 0;
}

// Of a file that is read as it is.
static void name_dialect(struct csv_sheet *csv)
{
    if (csv->bytes || csv->encoding || csv->wide)
        return;
    g_snprintf(csv->dialect, sizeof csv->dialect, "%c%d%d", csv->delimiter, csv->tabs,
               csv->separator_line);
    csv->sheet.dialect = csv->dialect;
}

static void csv_report_to(struct sheet *sheet, struct diag *diag)
{
    ((struct csv_sheet *)sheet)->diag = diag;
}

static void csv_free_sheet(struct sheet *sheet)
{
    struct csv_sheet *csv = (struct csv_sheet *)sheet;
    finish_notes(csv);
    close_input(csv);
    if (csv->bytes)
        g_bytes_unref(csv->bytes);
    g_string_free(csv->cells, TRUE);
    g_string_free(csv->held, TRUE);
    g_array_unref(csv->rows);
    g_free(csv->path);
    g_free(csv->encoding);
    g_free(csv);
}

static bool find_delimiter(struct csv_sheet *csv, GError **error)
{
    GInputStream *input = open_input(csv, error);
    if (!input)
        return false;
    char head[4096];
    GError *reason = NULL;
    gssize n = g_input_stream_read(input, head, sizeof head, NULL, &reason);
    g_object_unref(input);
    if (n < 0)
        return io_fault(error, csv, reason);
    if (n == 0) {
        fault_set(error, FAULT_INVALID,
                  "%s: is empty: write the list into it, or name another [source-empty]",
                  csv->path);
        return false;
    }
    csv->delimiter = csv_delimiter_said(head, (size_t)n);
    csv->separator_line = csv->delimiter != 0;
    if (!csv->separator_line)
        csv->delimiter = csv->tabs ? '\t' : csv_delimiter_sniff(head, (size_t)n);
    csv->tabs = csv->delimiter == '\t';
    if (csv->delimiter == CSV_WIDE)
        csv->wide = csv_delimiter_wide(head, (size_t)n);
    return true;
}

struct sheet *csv_sheet_open(const char *path, GBytes *bytes, const char *encoding, bool tabs,
                             GError **error)
{
    struct csv_sheet *csv = g_new0(struct csv_sheet, 1);
    csv->sheet = (struct sheet){
        .rewind = csv_rewind,
        .next = csv_next,
        .report_to = csv_report_to,
        .go = csv_go,
        .tell = csv_tell,
        .free = csv_free_sheet,
    };
    csv->path = g_strdup(path);
    csv->encoding = g_strdup(encoding);
    csv->bytes = bytes ? g_bytes_ref(bytes) : NULL;
    csv->tabs = tabs;
    csv->cells = g_string_new(NULL);
    csv->held = g_string_new(NULL);
    csv->rows = g_array_new(FALSE, FALSE, sizeof(struct csv_row));
    if (find_delimiter(csv, error)) {
        name_dialect(csv);
        return &csv->sheet;
    }
    csv_free_sheet(&csv->sheet);
    return NULL;
}

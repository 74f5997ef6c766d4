// SPDX-License-Identifier: MIT
// Lines without a quote are split where the delimiter stands; libcsv reads the others and hands
// over their cells. All wait in one buffer until the rows they make are asked for.
#include "read/list/csv_stream.h"

#include "base/error.h"
#include "base/put.h"
#include "read/list/columns.h"
#include "read/list/entry.h"
#include "read/fold.h"
#include "read/notes.h"
#include "read/source.h"

#include <csv.h>
#include <gio/gio.h>
#include <string.h>

enum { CHUNK = 64 * 1024, CELL_MOST = 1024 * 1024, CELLS_MOST = 256 };

struct row {
    size_t cells; // offset of its first cell in the buffer
    size_t count;
    size_t line;
};

struct csv_stream {
    struct node_stream stream; // first: the model sees only this
    char *path, *encoding;
    GBytes *bytes;
    struct diag *diag;   // of the next pass
    struct notes *notes; // of this one
    unsigned char delimiter;
    bool tabs;
    struct csv_parser parser;
    GInputStream *input;
    bool ended, first_chunk;
    bool within;    // a row that libcsv has begun
    GString *cells; // each ends with NUL
    GArray *rows;
    guint next_row;
    struct row open; // the row being filled
    size_t line, newlines;
    char last_end;
    bool header_known;
    struct columns columns;
};

static bool io_fault(GError **error, const char *path, GError *reason)
{
    bool text = reason->domain == G_CONVERT_ERROR;
    fault_set(error, text ? FAULT_INVALID : FAULT_IO, "cannot read %s: %s", path, reason->message);
    g_error_free(reason);
    return false;
}

static void add_cell(struct csv_stream *csv, const char *text, size_t n)
{
    if (csv->open.count == 0)
        csv->open = (struct row){csv->cells->len, 0, csv->line};
    if (csv->open.count >= CELLS_MOST)
        return;
    csv->open.count++;
    put_bytes(csv->cells, text, n);
    g_string_append_c(csv->cells, '\0');
}

static void on_cell(void *data, size_t n, void *user)
{
    struct csv_stream *csv = user;
    const char *text = data;
    for (size_t i = 0; i < n; i++)
        csv->newlines += text[i] == '\n';
    add_cell(csv, text, n);
}

static void on_row(int end, void *user)
{
    struct csv_stream *csv = user;
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

static GInputStream *open_input(const struct csv_stream *csv, GError **error)
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
            io_fault(error, csv->path, reason);
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

static bool is_blank(const struct csv_stream *csv, char c)
{
    return (c == ' ' || c == '\t') && (unsigned char)c != csv->delimiter;
}

// As libcsv does, blanks around a cell are left out, and a line of nothing else has no cells.
static void split_line(struct csv_stream *csv, const char *line, size_t n)
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

static bool is_plain(const struct csv_stream *csv, const char *line, size_t n)
{
    const char *returned = memchr(line, '\r', n);
    return (csv->tabs || !memchr(line, '"', n)) && (!returned || returned + 1 == line + n);
}

// A part of a line, or its newline: libcsv alone knows whether that ends the row.
static bool feed(struct csv_stream *csv, const char *data, size_t n)
{
    csv->within = true;
    return csv_parse(&csv->parser, data, n, on_cell, on_row, csv) == n &&
           csv_get_buffer_size(&csv->parser) <= CELL_MOST;
}

static bool parse_lines(struct csv_stream *csv, const char *data, size_t n)
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
    }
    return ok;
}

static bool parse_chunk(struct csv_stream *csv, const char *data, size_t n, GError **error)
{
    if (csv->first_chunk && n >= 3 && memcmp(data, "\357\273\277", 3) == 0) {
        data += 3;
        n -= 3;
    }
    csv->first_chunk = false;
    if (memchr(data, 0, n)) {
        fault_set(error, FAULT_INVALID, "%s: is not text [source-binary]", csv->path);
        return false;
    }
    if (!parse_lines(csv, data, n)) {
        fault_set(error, FAULT_INVALID, "%s:%zu:1: a cell has no end; is a quote left open? [csv]",
                  csv->path, csv->line);
        return false;
    }
    return true;
}

static void stop_telling(struct csv_stream *csv)
{
    if (csv->notes)
        notes_finish(csv->notes);
    csv->notes = NULL;
}

static bool read_chunk(struct csv_stream *csv, GError **error)
{
    char chunk[CHUNK];
    GError *reason = NULL;
    gssize n = g_input_stream_read(csv->input, chunk, sizeof chunk, NULL, &reason);
    if (n < 0)
        return io_fault(error, csv->path, reason);
    if (n > 0)
        return parse_chunk(csv, chunk, (size_t)n, error);
    csv->ended = true;
    csv_fini(&csv->parser, on_cell, on_row, csv);
    on_row('\n', csv);
    return true;
}

static const struct row *next_row(struct csv_stream *csv, GError **error)
{
    while (csv->next_row >= csv->rows->len) {
        if (csv->ended) {
            stop_telling(csv);
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
    return &g_array_index(csv->rows, struct row, csv->next_row++);
}

// Eight bytes at a time: any below 0x20 or above 0x7E?
static bool is_clean_ascii(const char *text, size_t n)
{
    const uint64_t each = UINT64_MAX / 255;
    uint64_t found = 0, word = 0;
    for (; n >= sizeof word; text += sizeof word, n -= sizeof word) {
        memcpy(&word, text, sizeof word);
        found |= word | (word - each * 0x20) | (word + each);
    }
    word = each * ' ';
    memcpy(&word, text, n);
    found |= word | (word - each * 0x20) | (word + each);
    return !(found & each * 0x80);
}

static bool needs_repair(const char *text, size_t n)
{
    if (is_clean_ascii(text, n))
        return false;
    if (!g_utf8_validate(text, -1, NULL))
        return true;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = (unsigned char)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p);
        if (c < 0x20 || c == 0x7F || c == 0x200B || c == 0xFEFF ||
            (c >= 0x300 && g_unichar_ismark(c)))
            return true;
    }
    return false;
}

// The rare cell that is not clean goes through the same repair as a letter does.
static const char *repaired(struct csv_stream *csv, struct arena *arena, const char *text, size_t n,
                            size_t line)
{
    if (!needs_repair(text, n))
        return text;
    GBytes *bytes = g_bytes_new(text, strlen(text));
    struct diag *diag = diag_new();
    struct source *source = source_new(csv->path, bytes, "UTF-8", diag, NULL);
    for (size_t i = 0; csv->notes && i < diag_count(diag); i++) {
        const struct diag_note *note = diag_get(diag, i);
        notes_add_at(csv->notes, note->severity, note->code, diag_place(csv->path, line, 1), "%s",
                     note->message);
    }
    const char *clean = "";
    if (source) {
        g_strdelimit(source->text->str, "\n\t", ' ');
        clean = arena_strdup(arena, source->text->str);
    } else {
        char *valid = g_utf8_make_valid(text, -1);
        clean = arena_strdup(arena, valid);
        g_free(valid);
    }
    source_free(source);
    diag_free(diag);
    g_bytes_unref(bytes);
    return clean;
}

static void row_cells(struct csv_stream *csv, struct arena *arena, const struct row *row,
                      const char *ret[CELLS_MOST])
{
    const char *p = csv->cells->str + row->cells;
    for (size_t i = 0; i < row->count; i++) {
        size_t n = strlen(p);
        ret[i] = repaired(csv, arena, p, n, row->line);
        p += n + 1;
    }
}

static struct node *row_entry(struct csv_stream *csv, struct arena *arena, const struct row *row)
{
    const char *cells[CELLS_MOST];
    row_cells(csv, arena, row, cells);
    const char *at[COLUMN_COUNT];
    for (int i = 0; i < COLUMN_COUNT; i++)
        at[i] = csv->columns.at[i] < row->count ? cells[csv->columns.at[i]] : NULL;
    const char *name = at[COLUMN_NAME] ? at[COLUMN_NAME] : "";
    if (csv->columns.given < row->count)
        name = arena_printf(arena, "%s %s", cells[csv->columns.given], name);
    if (!name[text_leading(name, strlen(name))])
        return NULL;
    struct signatory signatory = {.number = at[COLUMN_NUMBER],
                                  .name = name,
                                  .affiliation = at[COLUMN_AFFILIATION],
                                  .place = at[COLUMN_PLACE],
                                  .lang = at[COLUMN_LANG],
                                  .more_affiliation = at[COLUMN_MORE_AFFILIATION],
                                  .more_place = at[COLUMN_MORE_PLACE]};
    struct node *entry = entry_new(arena, NULL, &signatory);
    entry->line = row->line;
    return entry;
}

// Tells the columns; true if the row is a head and no signatory.
static bool take_header(struct csv_stream *csv, struct arena *arena, const struct row *row)
{
    const char *cells[CELLS_MOST];
    row_cells(csv, arena, row, cells);
    csv->header_known = true;
    if (columns_of_header(cells, row->count, &csv->columns))
        return true;
    csv->columns = columns_guess(cells, row->count);
    return false;
}

static struct node *csv_next(struct node_stream *stream, struct arena *arena, GError **error)
{
    struct csv_stream *csv = (struct csv_stream *)stream;
    for (const struct row *row; (row = next_row(csv, error)) != NULL;) {
        if (!csv->header_known && take_header(csv, arena, row))
            continue;
        struct node *entry = row_entry(csv, arena, row);
        if (entry)
            return entry;
    }
    return NULL;
}

static void close_input(struct csv_stream *csv)
{
    if (!csv->input)
        return;
    g_object_unref(csv->input);
    csv->input = NULL;
    csv_free(&csv->parser);
}

static bool csv_rewind(struct node_stream *stream, GError **error)
{
    struct csv_stream *csv = (struct csv_stream *)stream;
    close_input(csv);
    csv->input = open_input(csv, error);
    if (!csv->input)
        return false;
    csv_init(&csv->parser, CSV_REPALL_NL | CSV_APPEND_NULL);
    csv_set_delim(&csv->parser, csv->delimiter);
    if (csv->tabs)
        csv_set_quote(&csv->parser, 0); // a quote in a TSV is a quote
    enum { NOTES_MOST = 20 };
    stop_telling(csv);
    csv->notes = csv->diag ? notes_new(csv->diag, NOTES_MOST) : NULL;
    csv->diag = NULL;
    csv->ended = false;
    csv->first_chunk = true;
    csv->within = false;
    g_string_truncate(csv->cells, 0);
    g_array_set_size(csv->rows, 0);
    csv->next_row = 0;
    csv->open = (struct row){0, 0, 0};
    csv->line = 1;
    csv->newlines = 0;
    csv->last_end = 0;
    csv->header_known = false;
    return true;
}

void csv_stream_tell(struct node_stream *stream, struct diag *diag)
{
    ((struct csv_stream *)stream)->diag = diag;
}

static void csv_stream_free(struct node_stream *stream)
{
    struct csv_stream *csv = (struct csv_stream *)stream;
    stop_telling(csv);
    close_input(csv);
    if (csv->bytes)
        g_bytes_unref(csv->bytes);
    g_string_free(csv->cells, TRUE);
    g_array_unref(csv->rows);
    g_free(csv->path);
    g_free(csv->encoding);
    g_free(csv);
}

// The mark that the first line has most of, quoted cells left out.
static unsigned char sniff_delimiter(const char *text, size_t n)
{
    static const char marks[] = {',', ';', '\t', '|'};
    size_t counts[sizeof marks] = {0};
    bool quoted = false;
    for (size_t i = 0; i < n && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        quoted ^= text[i] == '"';
        for (size_t m = 0; m < sizeof marks && !quoted; m++)
            counts[m] += text[i] == marks[m];
    }
    size_t best = 0;
    for (size_t m = 1; m < sizeof marks; m++) {
        if (counts[m] > counts[best])
            best = m;
    }
    return (unsigned char)marks[best];
}

static bool find_delimiter(struct csv_stream *csv, GError **error)
{
    GInputStream *input = open_input(csv, error);
    if (!input)
        return false;
    char head[4096];
    GError *reason = NULL;
    gssize n = g_input_stream_read(input, head, sizeof head, NULL, &reason);
    g_object_unref(input);
    if (n < 0)
        return io_fault(error, csv->path, reason);
    if (n == 0) {
        fault_set(error, FAULT_INVALID, "%s: is empty [source-empty]", csv->path);
        return false;
    }
    csv->delimiter = csv->tabs ? '\t' : sniff_delimiter(head, (size_t)n);
    return true;
}

struct node_stream *csv_stream_open(const char *path, GBytes *bytes, const char *encoding,
                                    bool tabs, GError **error)
{
    struct csv_stream *csv = g_new0(struct csv_stream, 1);
    csv->stream = (struct node_stream){csv_rewind, csv_next, csv_stream_free};
    csv->path = g_strdup(path);
    csv->encoding = encoding && g_ascii_strcasecmp(encoding, "UTF-8") ? g_strdup(encoding) : NULL;
    csv->bytes = bytes ? g_bytes_ref(bytes) : NULL;
    csv->tabs = tabs;
    csv->cells = g_string_new(NULL);
    csv->rows = g_array_new(FALSE, FALSE, sizeof(struct row));
    if (find_delimiter(csv, error))
        return &csv->stream;
    csv_stream_free(&csv->stream);
    return NULL;
}

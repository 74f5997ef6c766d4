// SPDX-License-Identifier: MIT
#include "read/list/xlsx.h"

#include "base/error.h"
#include "read/list/relations.h"
#include "read/list/sax.h"

#include <string.h>

// ---- xl/workbook.xml ----

struct book {
    struct zip_view *view;
    struct workbook_out *out;
    struct relations parts;
    char *path, *folder; // "xl/workbook.xml", "xl/"
    bool since_1904;
    GArray *formats;   // enum cell_format of each cell style
    GArray *strikes;   // bool of each
    GBytes *strings;   // of the shared ones, each ends with NUL and a byte 1 if it is struck
    GArray *string_at; // guint64 offsets
};

static bool is_true(const char *text)
{
    return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static void book_start(void *data, const char *name, const struct sax_attributes *attributes)
{
    struct book *book = data;
    const char *id = sax_attribute(attributes, "id");
    if (strcmp(name, "workbookPr") == 0) {
        book->since_1904 = is_true(sax_attribute(attributes, "date1904"));
    } else if (strcmp(name, "workbookView") == 0 && book->out->active == (size_t)-1) {
        const char *active = sax_attribute(attributes, "activeTab");
        book->out->active = active ? (size_t)g_ascii_strtoull(active, NULL, 10) : 0;
    } else if (strcmp(name, "sheet") == 0 && id) {
        const char *hidden = sax_attribute(attributes, "state");
        workbook_add_sheet(book->out, sax_attribute(attributes, "name"),
                           g_hash_table_lookup(book->parts.targets, id),
                           hidden && strcmp(hidden, "visible") != 0);
    }
}

static bool read_book(struct book *book, GError **error)
{
    static const struct sax_events events = {.start = book_start};
    book->path = relations_document(book->view);
    if (!book->path)
        book->path = g_strdup("xl/workbook.xml");
    book->parts = relations_of_part(book->view, book->path, &book->folder);
    if (g_str_has_suffix(book->path, ".bin")) {
        fault_set(error, FAULT_INVALID,
                  "it is a binary workbook (.xlsb); save it as .xlsx or .csv");
        return false;
    }
    return sax_read_entry(book->view, book->path, &events, book, error);
}

// ---- xl/styles.xml: what a cell's number is, and whether it is struck out ----

enum cell_format { FORMAT_PLAIN, FORMAT_DATE, FORMAT_TIME, FORMAT_PERCENT };

struct styles {
    struct book *book;
    GHashTable *codes; // numFmtId -> code
    GArray *fonts;     // bool: struck
    bool in_fonts, in_cells;
};

// 18.8.30: the ids that have no code of their own.
static enum cell_format builtin_format(guint64 id)
{
    bool clock = (id >= 18 && id <= 21) || (id >= 45 && id <= 47);
    bool date =
        (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    if (date)
        return FORMAT_DATE;
    return clock ? FORMAT_TIME : id == 9 || id == 10 ? FORMAT_PERCENT : FORMAT_PLAIN;
}

// Letters of a date outside quotes, brackets and escapes.
static enum cell_format format_of_code(const char *code)
{
    bool day = false, clock = false, percent = false;
    for (const char *p = code; *p; p++) {
        const char *close = *p == '"' ? strchr(p + 1, '"') : *p == '[' ? strchr(p + 1, ']') : NULL;
        if (close) {
            clock |= *p == '[' && (strchr("hHmMsS", p[1]) != NULL) && p[1];
            p = close;
        } else if ((*p == '\\' || *p == '_' || *p == '*') && p[1]) {
            p++;
        } else {
            day |= strchr("yYdD", *p) != NULL;
            clock |= strchr("hHsS", *p) != NULL;
            percent |= *p == '%';
        }
    }
    if (g_ascii_strcasecmp(code, "General") == 0)
        return FORMAT_PLAIN;
    return day ? FORMAT_DATE : clock ? FORMAT_TIME : percent ? FORMAT_PERCENT : FORMAT_PLAIN;
}

static enum cell_format format_of(const struct styles *styles, const char *id)
{
    const char *code = id ? g_hash_table_lookup(styles->codes, id) : NULL;
    if (code)
        return format_of_code(code);
    return id ? builtin_format(g_ascii_strtoull(id, NULL, 10)) : FORMAT_PLAIN;
}

static void add_cell_style(struct styles *styles, const struct sax_attributes *attributes)
{
    enum cell_format format = format_of(styles, sax_attribute(attributes, "numFmtId"));
    const char *id = sax_attribute(attributes, "fontId");
    guint64 at = id ? g_ascii_strtoull(id, NULL, 10) : 0;
    bool struck = at < styles->fonts->len && g_array_index(styles->fonts, bool, at);
    g_array_append_val(styles->book->formats, format);
    g_array_append_val(styles->book->strikes, struck);
}

static void styles_start(void *data, const char *name, const struct sax_attributes *attributes)
{
    struct styles *styles = data;
    const char *id = sax_attribute(attributes, "numFmtId");
    const char *code = sax_attribute(attributes, "formatCode");
    if (strcmp(name, "numFmt") == 0 && id && code) {
        g_hash_table_replace(styles->codes, g_strdup(id), g_strdup(code));
    } else if (strcmp(name, "fonts") == 0) {
        styles->in_fonts = true;
    } else if (strcmp(name, "font") == 0 && styles->in_fonts) {
        bool struck = false;
        g_array_append_val(styles->fonts, struck);
    } else if (strcmp(name, "strike") == 0 && styles->in_fonts && styles->fonts->len) {
        const char *on = sax_attribute(attributes, "val");
        g_array_index(styles->fonts, bool, styles->fonts->len - 1) = !on || is_true(on);
    } else if (strcmp(name, "cellXfs") == 0) {
        styles->in_cells = true;
    } else if (strcmp(name, "xf") == 0 && styles->in_cells) {
        add_cell_style(styles, attributes);
    }
}

static void styles_end(void *data, const char *name)
{
    struct styles *styles = data;
    styles->in_fonts = styles->in_fonts && strcmp(name, "fonts") != 0;
    styles->in_cells = styles->in_cells && strcmp(name, "cellXfs") != 0;
}

static void read_styles(struct book *book)
{
    static const struct sax_events events = {.start = styles_start, .end = styles_end};
    struct styles styles = {book, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                            g_array_new(FALSE, FALSE, sizeof(bool)), false, false};
    char *path = g_strconcat(book->folder, "styles.xml", NULL);
    if (zip_view_find(book->view, path))
        sax_read_entry(book->view, path, &events, &styles, NULL);
    g_free(path);
    g_hash_table_unref(styles.codes);
    g_array_unref(styles.fonts);
}

// ---- text: shared and inline strings ----

// The text of an <si> or <is>: its runs, without its phonetic reading.
struct rich_text {
    GString *text;
    bool in_t, in_phonetic;
    unsigned runs, struck;
};

static void text_start(struct rich_text *text, const char *name,
                       const struct sax_attributes *attributes)
{
    text->in_phonetic |= strcmp(name, "rPh") == 0;
    text->in_t = strcmp(name, "t") == 0 && !text->in_phonetic;
    text->runs += strcmp(name, "r") == 0;
    if (strcmp(name, "strike") == 0) {
        const char *on = sax_attribute(attributes, "val");
        text->struck += !on || is_true(on);
    }
}

static void text_end(struct rich_text *text, const char *name)
{
    text->in_t = text->in_t && strcmp(name, "t") != 0;
    text->in_phonetic = text->in_phonetic && strcmp(name, "rPh") != 0;
}

static void text_clear(struct rich_text *text)
{
    g_string_truncate(text->text, 0);
    text->runs = text->struck = 0;
}

static bool text_is_struck(const struct rich_text *text)
{
    return text->runs && text->struck == text->runs;
}

// 22.9.2.19: "_x000D_" is the character of that number.
static void unescape(GString *text)
{
    for (char *p = text->str; (p = strstr(p, "_x")) != NULL;) {
        char *end;
        guint64 c = g_ascii_strtoull(p + 2, &end, 16);
        if (end != p + 6 || *end != '_') {
            p += 2;
            continue;
        }
        char utf8[6];
        bool valid = c && c < 0xD800;
        gint n = valid ? g_unichar_to_utf8((gunichar)c, utf8) : 0;
        gsize at = (gsize)(p - text->str);
        g_string_erase(text, (gssize)at, 7);
        g_string_insert_len(text, (gssize)at, utf8, n);
        p = text->str + at + n;
    }
}

struct strings {
    struct book *book;
    struct spool *spool;
    struct rich_text text;
    GError *fault;
};

static void strings_start(void *data, const char *name, const struct sax_attributes *attributes)
{
    struct strings *strings = data;
    if (strcmp(name, "si") == 0)
        text_clear(&strings->text);
    else
        text_start(&strings->text, name, attributes);
}

static void strings_end(void *data, const char *name)
{
    struct strings *strings = data;
    text_end(&strings->text, name);
    if (strcmp(name, "si") != 0)
        return;
    guint64 at = spool_length(strings->spool);
    g_array_append_val(strings->book->string_at, at);
    unescape(strings->text.text);
    char end[] = {'\0', text_is_struck(&strings->text)};
    if (!strings->fault)
        spool_write(strings->spool, strings->text.text->str, strings->text.text->len,
                    &strings->fault);
    if (!strings->fault)
        spool_write(strings->spool, end, sizeof end, &strings->fault);
}

static void strings_text(void *data, const char *text, size_t n)
{
    struct strings *strings = data;
    if (strings->text.in_t)
        g_string_append_len(strings->text.text, text, (gssize)n);
}

static bool read_strings(struct book *book, GError **error)
{
    static const struct sax_events events = {strings_start, strings_end, strings_text};
    char *path = g_strconcat(book->folder, "sharedStrings.xml", NULL);
    bool ok = true;
    if (zip_view_find(book->view, path)) {
        struct strings strings = {
            book, spool_new(error), {g_string_new(NULL), false, false, 0, 0}, NULL};
        ok = strings.spool && sax_read_entry(book->view, path, &events, &strings, error);
        if (ok && strings.fault) {
            g_propagate_error(error, g_steal_pointer(&strings.fault));
            ok = false;
        }
        book->strings = ok ? spool_bytes(strings.spool, error) : NULL;
        ok = book->strings != NULL;
        g_clear_error(&strings.fault);
        spool_free(strings.spool);
        g_string_free(strings.text.text, TRUE);
    }
    g_free(path);
    return ok;
}

// ---- xl/worksheets/sheetN.xml ----

struct rows {
    struct book *book;
    size_t line, column;
    bool hidden;
    char type[16];
    size_t style;
    bool in_value, formula;
    GString *value; // of <v>
    struct rich_text text;
};

// "AB12": the column from 0, and the row.
static size_t column_of(const char *reference, size_t otherwise)
{
    size_t column = 0;
    const char *p = reference;
    for (; p && g_ascii_isalpha(*p) && column < 100000; p++)
        column = column * 26 + (size_t)(g_ascii_toupper(*p) - 'A' + 1);
    return column ? column - 1 : otherwise;
}

static void start_cell(struct rows *rows, const struct sax_attributes *attributes)
{
    rows->column = column_of(sax_attribute(attributes, "r"), rows->column);
    const char *style = sax_attribute(attributes, "s");
    rows->style = style ? (size_t)g_ascii_strtoull(style, NULL, 10) : 0;
    const char *type = sax_attribute(attributes, "t");
    g_strlcpy(rows->type, type ? type : "n", sizeof rows->type);
    rows->formula = false;
    g_string_truncate(rows->value, 0);
    text_clear(&rows->text);
}

static void rows_start(void *data, const char *name, const struct sax_attributes *attributes)
{
    struct rows *rows = data;
    if (strcmp(name, "row") == 0) {
        const char *line = sax_attribute(attributes, "r");
        rows->line = line ? (size_t)g_ascii_strtoull(line, NULL, 10) : rows->line + 1;
        rows->hidden = is_true(sax_attribute(attributes, "hidden"));
        rows->column = 0;
    } else if (strcmp(name, "c") == 0) {
        start_cell(rows, attributes);
    } else if (strcmp(name, "v") == 0) {
        rows->in_value = true;
    } else if (strcmp(name, "f") == 0) {
        rows->formula = true;
    } else {
        text_start(&rows->text, name, attributes);
    }
}

static const char *shared_string(const struct book *book, const char *index, bool *ret_struck)
{
    guint64 i = g_ascii_strtoull(index, NULL, 10);
    if (!book->strings || i >= book->string_at->len)
        return "";
    const char *text = (const char *)g_bytes_get_data(book->strings, NULL) +
                       g_array_index(book->string_at, guint64, i);
    *ret_struck |= text[strlen(text) + 1] == 1;
    return text;
}

static char *number_text(const struct rows *rows)
{
    const struct book *book = rows->book;
    if (!rows->value->len)
        return g_strdup("");
    char *end;
    double value = g_ascii_strtod(rows->value->str, &end);
    if (end == rows->value->str || *end)
        return g_strdup(rows->value->str);
    enum cell_format format = rows->style < book->formats->len
                                  ? g_array_index(book->formats, enum cell_format, rows->style)
                                  : FORMAT_PLAIN;
    if (format == FORMAT_DATE || format == FORMAT_TIME)
        return workbook_date(value + (book->since_1904 ? 1462 : 0));
    char *number = workbook_number(format == FORMAT_PERCENT ? value * 100 : value);
    char *text = format == FORMAT_PERCENT ? g_strconcat(number, "%", NULL) : g_strdup(number);
    g_free(number);
    return text;
}

static char *cell_text(struct rows *rows, bool *ret_struck)
{
    if (strcmp(rows->type, "s") == 0)
        return g_strdup(shared_string(rows->book, rows->value->str, ret_struck));
    if (strcmp(rows->type, "inlineStr") == 0) {
        unescape(rows->text.text);
        *ret_struck |= text_is_struck(&rows->text);
        return g_strdup(rows->text.text->str);
    }
    if (strcmp(rows->type, "b") == 0)
        return g_strdup(is_true(rows->value->str) ? "TRUE" : "FALSE");
    if (strcmp(rows->type, "n") == 0)
        return number_text(rows);
    unescape(rows->value);
    return g_strdup(rows->value->str); // str, e, d
}

static void end_cell(struct rows *rows)
{
    struct workbook_out *out = rows->book->out;
    bool struck = rows->style < rows->book->strikes->len &&
                  g_array_index(rows->book->strikes, bool, rows->style);
    char *text = cell_text(rows, &struck);
    if (rows->formula && !*text && strcmp(rows->type, "str") != 0) {
        out->first_formula = out->formulas ? out->first_formula : rows->line;
        out->formulas++;
    }
    workbook_put_cell(out, rows->column, text, struck);
    rows->column++;
    g_free(text);
}

static void rows_end(void *data, const char *name)
{
    struct rows *rows = data;
    if (strcmp(name, "v") == 0)
        rows->in_value = false;
    else if (strcmp(name, "c") == 0)
        end_cell(rows);
    else if (strcmp(name, "row") == 0)
        workbook_end_row(rows->book->out, rows->line, rows->hidden);
    else
        text_end(&rows->text, name);
}

static void rows_text(void *data, const char *text, size_t n)
{
    struct rows *rows = data;
    if (rows->in_value)
        g_string_append_len(rows->value, text, (gssize)n);
    else if (rows->text.in_t)
        g_string_append_len(rows->text.text, text, (gssize)n);
}

static bool read_rows(struct book *book, const char *entry, GError **error)
{
    static const struct sax_events events = {rows_start, rows_end, rows_text};
    struct rows rows = {.book = book,
                        .value = g_string_new(NULL),
                        .text = {g_string_new(NULL), false, false, 0, 0}};
    bool ok = sax_read_entry(book->view, entry, &events, &rows, error);
    g_string_free(rows.value, TRUE);
    g_string_free(rows.text.text, TRUE);
    return ok;
}

// ---- all of it ----

static void look_for_more(struct book *book)
{
    const struct zip_directory *directory = zip_view_directory(book->view);
    for (guint i = 0; i < directory->entries->len; i++) {
        const char *name = zip_directory_entry(directory, i)->name;
        book->out->macros |= g_str_has_suffix(name, "vbaProject.bin");
        book->out->links |= strstr(name, "externalLinks/") != NULL;
    }
}

bool xlsx_read(struct zip_view *view, const char *name, struct workbook_out *out, GError **error)
{
    struct book book = {.view = view,
                        .out = out,
                        .formats = g_array_new(FALSE, FALSE, sizeof(enum cell_format)),
                        .strikes = g_array_new(FALSE, FALSE, sizeof(bool)),
                        .string_at = g_array_new(FALSE, FALSE, sizeof(guint64))};
    bool ok = read_book(&book, error) && workbook_choose(out, name, error);
    look_for_more(&book);
    const char *part =
        ok ? g_array_index(out->sheets, struct workbook_sheet, out->chosen).part : "";
    if (ok && !part) {
        fault_set(error, FAULT_INVALID, "it does not say where its sheet lies");
        ok = false;
    }
    if (ok)
        read_styles(&book);
    ok = ok && read_strings(&book, error) && read_rows(&book, part, error);
    if (book.parts.targets)
        relations_clear(&book.parts);
    g_array_unref(book.formats);
    g_array_unref(book.strikes);
    g_array_unref(book.string_at);
    g_clear_pointer(&book.strings, g_bytes_unref);
    g_free(book.path);
    g_free(book.folder);
    return ok;
}

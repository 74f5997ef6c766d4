// SPDX-License-Identifier: MIT
// The tables come one after the other in one part, so it is gone through twice: for their names,
// and for the rows of the one that is wanted.
#include "read/list/ods.h"

#include "base/error.h"
#include "read/list/sax.h"

#include <string.h>

// Empty rows and cells are written once and repeated to the sheet's end; filled ones rarely.
enum { CELLS_MOST = 256 };

struct ods_tables {
    struct workbook_out *out;
    GHashTable *hidden; // names of table styles that are not displayed
    GHashTable *struck; // names of styles that strike text out
    char *style;        // the one being defined
    char *active;       // the name of the table that the workbook opens with
    bool in_active;     // its config item
    size_t depth_table; // tables within cells are no sheets
    size_t at;          // index of the table being read, from 1
    size_t line, repeat_row, column, repeat_cell;
    bool row_hidden, taking, in_note;
    bool in_paragraph, spans_struck, cell_struck;
    GString *text, *value;
    bool has_value;
};

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static size_t repeat(const struct sax_attributes *attributes, const char *name)
{
    const char *text = sax_attribute(attributes, name);
    guint64 n = text ? g_ascii_strtoull(text, NULL, 10) : 1;
    return n ? (size_t)MIN(n, 100000000) : 1;
}

// ---- styles ----

static void style_start(struct ods_tables *tables, const char *name,
                        const struct sax_attributes *attributes)
{
    if (is(name, "style")) {
        g_free(tables->style);
        tables->style = g_strdup(sax_attribute(attributes, "name"));
    } else if (is(name, "table-properties") && tables->style) {
        const char *display = sax_attribute(attributes, "display");
        if (display && is(display, "false"))
            g_hash_table_add(tables->hidden, g_strdup(tables->style));
    } else if (is(name, "text-properties") && tables->style) {
        const char *line = sax_attribute(attributes, "text-line-through-style");
        if (line && !is(line, "none"))
            g_hash_table_add(tables->struck, g_strdup(tables->style));
    }
}

static bool style_strikes(const struct ods_tables *tables, const struct sax_attributes *attributes)
{
    const char *style = sax_attribute(attributes, "style-name");
    return style && g_hash_table_contains(tables->struck, style);
}

// ---- the first time: which tables there are ----

static void names_start(void *data, const char *name, const struct sax_attributes *attributes)
{
    struct ods_tables *tables = data;
    style_start(tables, name, attributes);
    if (is(name, "table") && tables->depth_table++ == 0) {
        const char *own = sax_attribute(attributes, "style-name");
        workbook_add_sheet(tables->out, sax_attribute(attributes, "name"), NULL,
                           own && g_hash_table_contains(tables->hidden, own));
    } else if (is(name, "config-item")) {
        const char *item = sax_attribute(attributes, "name");
        tables->in_active = item && is(item, "ActiveTable") && !tables->active;
        g_string_truncate(tables->text, 0);
    }
    tables->out->macros |= is(name, "script") || is(name, "event-listener");
    tables->out->links |= is(name, "table-source") || is(name, "cell-range-source");
}

static void names_end(void *data, const char *name)
{
    struct ods_tables *tables = data;
    tables->depth_table -= is(name, "table");
    if (is(name, "config-item") && tables->in_active) {
        tables->active = g_strdup(tables->text->str);
        tables->in_active = false;
    }
}

static void names_text(void *data, const char *text, size_t n)
{
    struct ods_tables *tables = data;
    if (tables->in_active)
        g_string_append_len(tables->text, text, (gssize)n);
}

static const struct sax_events name_events = {names_start, names_end, names_text};

static bool choose(struct ods_tables *tables, const char *name, GError **error)
{
    for (guint i = 0; tables->active && i < tables->out->sheets->len; i++) {
        if (is(g_array_index(tables->out->sheets, struct workbook_sheet, i).name, tables->active))
            tables->out->active = i;
    }
    return workbook_choose(tables->out, name, error);
}

// ---- the second: its rows ----

// A date as it is, whatever it is shown like; else what is shown.
static const char *own_value(struct ods_tables *tables, const struct sax_attributes *attributes)
{
    const char *kind = sax_attribute(attributes, "value-type");
    tables->has_value = kind && is(kind, "date");
    return tables->has_value ? sax_attribute(attributes, "date-value") : NULL;
}

static void start_cell(struct ods_tables *tables, const struct sax_attributes *attributes)
{
    const char *own = own_value(tables, attributes);
    g_string_assign(tables->value, own ? own : "");
    if (own && strlen(own) > 10)
        tables->value->str[10] = ' '; // "2031-03-01T10:00:00"
    g_string_truncate(tables->text, 0);
    tables->repeat_cell = repeat(attributes, "number-columns-repeated");
    tables->cell_struck = style_strikes(tables, attributes);
    tables->spans_struck = false;
    if (sax_attribute(attributes, "formula") && !sax_attribute(attributes, "value-type")) {
        struct workbook_out *out = tables->out;
        out->first_formula = out->formulas ? out->first_formula : tables->line + 1;
        out->formulas++;
    }
}

static void end_cell(struct ods_tables *tables)
{
    const char *text =
        tables->has_value && tables->value->len ? tables->value->str : tables->text->str;
    bool struck = tables->cell_struck || tables->spans_struck;
    size_t times = *text ? tables->repeat_cell : 0;
    for (size_t i = 0; i < times && tables->column + i < CELLS_MOST; i++)
        workbook_put_cell(tables->out, tables->column + i, text, struck);
    tables->column += tables->repeat_cell;
}

static void start_row(struct ods_tables *tables, const struct sax_attributes *attributes)
{
    tables->repeat_row = repeat(attributes, "number-rows-repeated");
    const char *visibility = sax_attribute(attributes, "visibility");
    tables->row_hidden = visibility && !is(visibility, "visible");
    tables->column = 0;
}

// A filled row that is repeated is so many rows.
static void end_row(struct ods_tables *tables)
{
    struct workbook_out *out = tables->out;
    GString *cells = out->filled && tables->repeat_row > 1
                         ? g_string_new_len(out->cells->str, (gssize)out->cells->len)
                         : NULL;
    size_t count = out->count, filled = out->filled;
    uint64_t struck = out->struck;
    workbook_end_row(out, tables->line + 1, tables->row_hidden);
    for (size_t i = 1; cells && i < tables->repeat_row && !out->fault; i++) {
        g_string_append_len(out->cells, cells->str, (gssize)cells->len);
        out->count = count;
        out->filled = filled;
        out->struck = struck;
        workbook_end_row(out, tables->line + 1 + i, tables->row_hidden);
    }
    if (cells)
        g_string_free(cells, TRUE);
    tables->line += tables->repeat_row;
}

static void start_inline(struct ods_tables *tables, const char *name,
                         const struct sax_attributes *attributes)
{
    if (is(name, "p")) {
        if (tables->text->len)
            g_string_append_c(tables->text, ' ');
        tables->in_paragraph = true;
    } else if (is(name, "s")) {
        for (size_t n = MIN(repeat(attributes, "c"), 100); n > 0; n--)
            g_string_append_c(tables->text, ' ');
    } else if (is(name, "tab") || is(name, "line-break")) {
        g_string_append_c(tables->text, ' ');
    } else if (is(name, "span")) {
        tables->spans_struck |= style_strikes(tables, attributes);
    }
}

static void rows_start(void *data, const char *name, const struct sax_attributes *attributes)
{
    struct ods_tables *tables = data;
    style_start(tables, name, attributes);
    if (is(name, "table") && tables->depth_table++ == 0) {
        tables->taking = tables->at++ == tables->out->chosen;
        tables->line = 0;
    }
    if (!tables->taking || tables->depth_table > 1)
        return;
    tables->in_note |= is(name, "annotation");
    if (is(name, "table-row"))
        start_row(tables, attributes);
    else if (is(name, "table-cell") || is(name, "covered-table-cell"))
        start_cell(tables, attributes);
    else if (!tables->in_note)
        start_inline(tables, name, attributes);
}

static void rows_end(void *data, const char *name)
{
    struct ods_tables *tables = data;
    if (is(name, "table") && --tables->depth_table == 0)
        tables->taking = false;
    if (!tables->taking || tables->depth_table > 1)
        return;
    if (is(name, "annotation"))
        tables->in_note = false;
    else if (is(name, "p"))
        tables->in_paragraph = false;
    else if (is(name, "table-cell") || is(name, "covered-table-cell"))
        end_cell(tables);
    else if (is(name, "table-row"))
        end_row(tables);
}

static void rows_text(void *data, const char *text, size_t n)
{
    struct ods_tables *tables = data;
    if (tables->taking && tables->in_paragraph && !tables->in_note)
        g_string_append_len(tables->text, text, (gssize)n);
}

static const struct sax_events row_events = {rows_start, rows_end, rows_text};

// ---- all of it ----

static struct ods_tables tables_start(struct workbook_out *out)
{
    return (struct ods_tables){
        .out = out,
        .hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .struck = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .text = g_string_new(NULL),
        .value = g_string_new(NULL)};
}

static void tables_clear(struct ods_tables *tables)
{
    g_hash_table_unref(tables->hidden);
    g_hash_table_unref(tables->struck);
    g_string_free(tables->text, TRUE);
    g_string_free(tables->value, TRUE);
    g_free(tables->style);
    g_free(tables->active);
}

static void manifest_start(void *data, const char *name, const struct sax_attributes *attributes)
{
    (void)attributes;
    *(bool *)data |= is(name, "encryption-data");
}

static bool is_encrypted(struct zip_view *view)
{
    static const struct sax_events events = {.start = manifest_start};
    bool encrypted = false;
    if (zip_view_find(view, "META-INF/manifest.xml"))
        sax_read_entry(view, "META-INF/manifest.xml", &events, &encrypted, NULL);
    return encrypted;
}

bool ods_read(struct zip_view *view, const char *name, struct workbook_out *out, GError **error)
{
    if (is_encrypted(view)) {
        fault_set(error, FAULT_INVALID, "it is encrypted; save it without a password");
        return false;
    }
    struct ods_tables tables = tables_start(out);
    if (zip_view_find(view, "settings.xml"))
        sax_read_entry(view, "settings.xml", &name_events, &tables, NULL);
    bool ok = sax_read_entry(view, "content.xml", &name_events, &tables, error) &&
              choose(&tables, name, error) &&
              sax_read_entry(view, "content.xml", &row_events, &tables, error);
    tables_clear(&tables);
    return ok;
}

bool fods_read(GBytes *bytes, const char *name, struct workbook_out *out, GError **error)
{
    struct ods_tables tables = tables_start(out);
    bool ok = sax_read_bytes(bytes, "it", &name_events, &tables, error) &&
              choose(&tables, name, error) &&
              sax_read_bytes(bytes, "it", &row_events, &tables, error);
    tables_clear(&tables);
    return ok;
}

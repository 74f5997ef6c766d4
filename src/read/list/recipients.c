// SPDX-License-Identifier: MIT
#include "read/list/recipients.h"

#include "base/error.h"
#include "base/file.h"
#include "read/fold.h"
#include "read/list/cell.h"
#include "read/list/head_fold.h"
#include "read/list/row_name.h"

#include <string.h>

enum { RECIPIENTS_MOST = 256 * 1024 * 1024 };

// ---- Reading ------------------------------------------------------------------------------

static void recipient_free(void *data)
{
    struct recipient *recipient = data;
    g_ptr_array_unref(recipient->cells);
    g_free(recipient);
}

static bool row_is_blank(const struct sheet_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (cell_is_filled(row->cells[i]))
            return false;
    }
    return true;
}

static void add_row(struct recipients *recipients, const struct sheet_row *row)
{
    struct recipient *recipient = g_new(struct recipient, 1);
    *recipient = (struct recipient){g_ptr_array_new_with_free_func(g_free),
                                    recipients->rows->len + 1, row->line};
    for (size_t i = 0; i < row->count; i++) {
        const char *cell = row->cells[i] + text_leading(row->cells[i], strlen(row->cells[i]));
        g_ptr_array_add(recipient->cells, g_strndup(cell, text_trimmed(cell, strlen(cell))));
    }
    g_ptr_array_add(recipients->rows, recipient);
}

static bool find_columns(struct recipients *recipients, struct sheet *sheet,
                         const struct columns_wish *wish, GError **error)
{
    struct sample sample = sample_new();
    bool ok = sample_read(sheet, &sample, error);
    recipients->columns = ok ? columns_find(&sample, sheet->heads_first, recipients->heads, wish,
                                            recipients->path, error)
                             : NULL;
    sample_free(&sample);
    return recipients->columns != NULL;
}

static bool read_rows(struct recipients *recipients, struct sheet *sheet, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    bool ok = sheet->rewind(sheet, &fault);
    size_t before = recipients->columns->rows_before;
    for (const struct sheet_row *row; ok && (row = sheet->next(sheet, scratch, &fault)) != NULL;) {
        if (before)
            before--;
        else if (!row_is_blank(row))
            add_row(recipients, row);
        arena_reset(scratch);
    }
    arena_free(scratch);
    if (!fault && !recipients->columns->has_head)
        fault_set(&fault, FAULT_INVALID, "%s:1: the first row names no column 'name'",
                  recipients->path);
    if (!fault && recipients->rows->len == 0)
        fault_set(&fault, FAULT_INVALID, "%s: there are no recipients in it", recipients->path);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static struct sheet *open_sheet(const char *path, const struct sheet_wish *wish, struct diag *diag,
                                GError **error)
{
    bool held;
    if (!file_may_read(path, NULL, &held, error))
        return NULL;
    GBytes *bytes = held ? file_read(path, RECIPIENTS_MOST, error) : NULL;
    if (held && !bytes)
        return NULL;
    struct sheet *sheet = sheet_open(path, bytes, wish, diag, error);
    if (bytes)
        g_bytes_unref(bytes);
    return sheet;
}

struct recipients *recipients_read(const char *path, const struct recipients_wish *wish,
                                   struct diag *diag, GError **error)
{
    struct recipients *recipients = g_new0(struct recipients, 1);
    recipients->path = g_strdup(path);
    recipients->rows = g_ptr_array_new_with_free_func(recipient_free);
    recipients->heads = heads_open(wish->data, error);
    struct sheet *sheet = recipients->heads ? open_sheet(path, &wish->sheet, diag, error) : NULL;
    bool ok = sheet && find_columns(recipients, sheet, &wish->columns, error) &&
              read_rows(recipients, sheet, error);
    if (sheet)
        sheet->free(sheet);
    if (ok)
        return recipients;
    recipients_free(recipients);
    return NULL;
}

void recipients_free(struct recipients *recipients)
{
    if (!recipients)
        return;
    g_ptr_array_unref(recipients->rows);
    columns_free(recipients->columns);
    heads_free(recipients->heads);
    g_free(recipients->path);
    g_free(recipients);
}

// ---- Fields -------------------------------------------------------------------------------

static const char *cell_at(const struct recipient *recipient, size_t column)
{
    return column < recipient->cells->len ? g_ptr_array_index(recipient->cells, column) : "";
}

static size_t column_of_head(const struct columns *columns, const char *field)
{
    for (size_t i = 0; i < columns->n; i++) {
        if (columns->at[i].head && head_same(columns->at[i].head, field))
            return i;
    }
    return COLUMN_NONE;
}

// "Nom", الاسم and "name" ask for one thing: what its words mean, where they are nothing else.
static enum head_kind kind_of_field(const struct recipients *recipients, const char *field)
{
    enum { KNOWN_LEAST = 75 }; // per cent of its letters
    char *lower = g_ascii_strdown(field, -1);
    int named = head_kind_named(lower);
    g_free(lower);
    if (named > HEAD_NONE)
        return (enum head_kind)named;
    struct head head;
    heads_read(recipients->heads, &field, 1, &head);
    return head.share >= KNOWN_LEAST ? head.kind : HEAD_NONE;
}

static const char *shown_cell(const void *recipient, size_t column)
{
    return cell_at(recipient, column);
}

static char *name_of(const struct recipients *recipients, const struct recipient *recipient)
{
    const struct columns *columns = recipients->columns;
    return columns->name != COLUMN_NONE ? g_strdup(cell_at(recipient, columns->name))
                                        : row_name(columns, shown_cell, recipient);
}

char *recipients_get(const struct recipients *recipients, size_t row, const char *field)
{
    const struct recipient *recipient = recipients_row(recipients, row);
    size_t column = column_of_head(recipients->columns, field);
    if (column != COLUMN_NONE)
        return g_strdup(cell_at(recipient, column));
    enum head_kind kind = kind_of_field(recipients, field);
    if (kind == HEAD_NAME || kind == HEAD_FULL)
        return name_of(recipients, recipient);
    column = kind == HEAD_NONE ? COLUMN_NONE : columns_of_kind(recipients->columns, kind);
    return column == COLUMN_NONE ? NULL : g_strdup(cell_at(recipient, column));
}

// ---- Filling ------------------------------------------------------------------------------

struct fill {
    const struct recipients *recipients;
    size_t row, replaced;
    struct arena *arena;
};

// "{name}" at `p`: its length, or 0 where the braces hold no word.
static size_t placeholder_length(const char *p)
{
    enum { NAME_LONGEST = 160 };
    size_t n = 1;
    while (p[n] && p[n] != '{' && p[n] != '}' && p[n] != '\n' && n < NAME_LONGEST)
        n++;
    return p[n] == '}' && n > 1 ? n + 1 : 0;
}

// "{{name}}" is no field: it prints as "{name}". Its length, or 0.
static size_t literal_length(const char *p)
{
    const char *end = g_str_has_prefix(p, "{{") ? strstr(p, "}}") : NULL;
    return end && !memchr(p, '\n', (size_t)(end - p)) ? (size_t)(end + 2 - p) : 0;
}

static char *placeholder_field(const char *p, size_t n)
{
    return g_strstrip(g_strndup(p + 1, n - 2));
}

static void append_placeholder(struct fill *fill, const char *p, size_t n, GString *out)
{
    char *field = placeholder_field(p, n);
    char *value = recipients_get(fill->recipients, fill->row, field);
    if (value)
        g_string_append(out, value);
    else
        g_string_append_len(out, p, (gssize)n);
    fill->replaced += value != NULL;
    g_free(value);
    g_free(field);
}

static GString *filled(struct fill *fill, const char *text)
{
    GString *out = g_string_new(NULL);
    while (*text) {
        size_t literal = literal_length(text);
        size_t n = *text == '{' && !literal ? placeholder_length(text) : literal;
        if (literal)
            g_string_append_len(out, text + 1, (gssize)(literal - 2));
        else if (n)
            append_placeholder(fill, text, n, out);
        else
            g_string_append_c(out, *text);
        text += n ? n : 1;
    }
    return out;
}

static const char *fill_text(struct fill *fill, const char *text)
{
    if (!strchr(text, '{'))
        return text;
    GString *out = filled(fill, text);
    const char *kept = arena_strdup(fill->arena, out->str);
    g_string_free(out, TRUE);
    return kept;
}

static void fill_node(struct fill *fill, struct node *node)
{
    if (node->text)
        node->text = fill_text(fill, node->text);
    for (struct node *child = node->first; child; child = child->next)
        fill_node(fill, child);
}

size_t recipients_fill(const struct recipients *recipients, size_t row, struct document *document)
{
    struct fill fill = {recipients, row, 0, document->arena};
    fill_node(&fill, document->root);
    document->title = fill_text(&fill, document->title);
    return fill.replaced;
}

// ---- Checking -----------------------------------------------------------------------------

static void add_fields(GPtrArray *fields, const char *text)
{
    for (const char *p = text; (p = strchr(p, '{')) != NULL; p += MAX(literal_length(p), 1)) {
        size_t n = literal_length(p) ? 0 : placeholder_length(p);
        char *field = n ? placeholder_field(p, n) : NULL;
        if (field && *field && !g_ptr_array_find_with_equal_func(fields, field, g_str_equal, NULL))
            g_ptr_array_add(fields, g_steal_pointer(&field));
        g_free(field);
    }
}

static void gather_fields(GPtrArray *fields, const struct node *node)
{
    if (node->text)
        add_fields(fields, node->text);
    for (const struct node *child = node->first; child; child = child->next)
        gather_fields(fields, child);
}

// What a row lacks: "row 6 has no name", "row 3 has nothing for {city}"; NULL if nothing.
static char *row_lacks(const struct recipients *recipients, size_t row, const GPtrArray *fields)
{
    const struct recipient *recipient = recipients_row(recipients, row);
    char *name = name_of(recipients, recipient);
    bool nameless = !cell_is_filled(name);
    g_free(name);
    if (nameless)
        return g_strdup_printf("row %zu has no name", recipient->line);
    for (guint i = 0; i < fields->len; i++) {
        const char *field = g_ptr_array_index(fields, i);
        char *value = recipients_get(recipients, row, field);
        bool lacks = !value || !cell_is_filled(value);
        g_free(value);
        if (lacks)
            return g_strdup_printf("row %zu has nothing for {%s}", recipient->line, field);
    }
    return NULL;
}

// The rows that lack something, reported in one line; each of them leaves the table where `skip`
// says so.
static size_t find_incomplete(struct recipients *recipients, const GPtrArray *fields, bool skip,
                              GString *told)
{
    enum { TOLD_MOST = 8 };
    size_t incomplete = 0;
    for (size_t row = 0; row < recipients->rows->len;) {
        char *lacks = row_lacks(recipients, row, fields);
        if (lacks && incomplete < TOLD_MOST)
            g_string_append_printf(told, "%s%s", incomplete ? "; " : "", lacks);
        else if (lacks && incomplete == TOLD_MOST)
            g_string_append(told, "; …");
        incomplete += lacks != NULL;
        if (lacks && skip)
            g_ptr_array_remove_index(recipients->rows, (guint)row);
        else
            row++;
        g_free(lacks);
    }
    return incomplete;
}

static bool fields_are_known(const struct recipients *recipients, const GPtrArray *fields,
                             GError **error)
{
    for (guint i = 0; i < fields->len; i++) {
        const char *field = g_ptr_array_index(fields, i);
        char *value = recipients_get(recipients, 0, field);
        bool known = value != NULL;
        g_free(value);
        if (!known) {
            char *seen = columns_seen(recipients->columns);
            fault_set(error, FAULT_INVALID,
                      "%s: the letter asks for {%s}, and no column is called so; it has %s "
                      "[merge-incomplete]",
                      recipients->path, field, seen);
            g_free(seen);
            return false;
        }
    }
    return true;
}

bool recipients_check(struct recipients *recipients, const struct document *document, bool skip,
                      struct diag *diag, GError **error)
{
    GPtrArray *fields = g_ptr_array_new_with_free_func(g_free);
    gather_fields(fields, document->root);
    add_fields(fields, document->title);
    GString *told = g_string_new(NULL);
    bool ok = fields_are_known(recipients, fields, error);
    size_t incomplete = ok ? find_incomplete(recipients, fields, skip, told) : 0;
    if (incomplete && (!skip || recipients->rows->len == 0)) {
        fault_set(error, FAULT_INVALID,
                  "%s: %zu rows are incomplete, and nothing was made: %s (--skip-incomplete leaves "
                  "them out) [merge-incomplete]",
                  recipients->path, incomplete, told->str);
        ok = false;
    } else if (incomplete) {
        diag_add_at(diag, DIAG_WARNING, "merge-incomplete", diag_place(recipients->path, 1, 1),
                    "%zu rows are incomplete and left out: %s", incomplete, told->str);
    }
    g_string_free(told, TRUE);
    g_ptr_array_unref(fields);
    return ok;
}

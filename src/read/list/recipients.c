// SPDX-License-Identifier: MIT
#include "read/list/recipients.h"

#include "base/error.h"
#include "base/file.h"

#include <csv.h>
#include <string.h>

enum { RECIPIENTS_MOST = 256 * 1024 * 1024 };

// ---- Reading ------------------------------------------------------------------------------

struct parse {
    struct recipients *recipients;
    GPtrArray *row;
};

static void on_field(void *data, size_t n, void *context)
{
    struct parse *parse = context;
    char *text = g_strndup(data ? data : "", n);
    g_ptr_array_add(parse->row, g_strstrip(text));
}

static bool row_is_blank(const GPtrArray *row)
{
    for (guint i = 0; i < row->len; i++) {
        if (*(const char *)g_ptr_array_index(row, i))
            return false;
    }
    return true;
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    struct parse *parse = context;
    if (row_is_blank(parse->row))
        g_ptr_array_unref(parse->row);
    else if (!parse->recipients->columns)
        parse->recipients->columns = parse->row;
    else
        g_ptr_array_add(parse->recipients->rows, parse->row);
    parse->row = g_ptr_array_new_with_free_func(g_free);
}

// The one that the first line has most of.
static unsigned char guess_delimiter(const char *text, size_t n)
{
    const char *end = memchr(text, '\n', n);
    size_t line = end ? (size_t)(end - text) : n, best = 0;
    unsigned char delimiter = ',';
    for (const char *candidate = ",;\t"; *candidate; candidate++) {
        size_t count = 0;
        for (size_t i = 0; i < line; i++)
            count += text[i] == *candidate;
        if (count > best) {
            best = count;
            delimiter = (unsigned char)*candidate;
        }
    }
    return delimiter;
}

static bool parse_table(const char *text, size_t n, struct recipients *ret)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_APPEND_NULL) != 0)
        return false;
    csv_set_delim(&parser, guess_delimiter(text, n));
    struct parse parse = {ret, g_ptr_array_new_with_free_func(g_free)};
    bool ok = csv_parse(&parser, text, n, on_field, on_row, &parse) == n &&
              csv_fini(&parser, on_field, on_row, &parse) == 0;
    csv_free(&parser);
    g_ptr_array_unref(parse.row);
    return ok;
}

static bool check_utf8(const char *path, const char *text, size_t n, GError **error)
{
    const char *bad;
    if (g_utf8_validate(text, (gssize)n, &bad))
        return true;
    size_t line = 1;
    for (const char *p = text; p < bad; p++)
        line += *p == '\n';
    fault_set(error, FAULT_INVALID, "%s:%zu: not UTF-8", path, line);
    return false;
}

static gint column_find(const struct recipients *recipients, const char *name)
{
    for (guint i = 0; i < recipients->columns->len; i++) {
        if (g_ascii_strcasecmp(g_ptr_array_index(recipients->columns, i), name) == 0)
            return (gint)i;
    }
    return -1;
}

static bool check_table(const char *path, const struct recipients *recipients, GError **error)
{
    if (!recipients->columns || recipients->rows->len == 0)
        fault_set(error, FAULT_INVALID, "%s: there are no recipients in it", path);
    else if (column_find(recipients, "name") < 0)
        fault_set(error, FAULT_INVALID, "%s:1: the first row names no column 'name'", path);
    else
        return true;
    return false;
}

struct recipients *recipients_read(const char *path, GError **error)
{
    GBytes *bytes = file_read(path, RECIPIENTS_MOST, error);
    if (!bytes)
        return NULL;
    size_t n;
    const char *text = g_bytes_get_data(bytes, &n);
    text = text ? text : ""; // an empty file has no bytes to point at
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        n -= 3;
    }
    struct recipients *recipients = g_new0(struct recipients, 1);
    recipients->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    bool ok = check_utf8(path, text, n, error);
    if (ok && !parse_table(text, n, recipients)) {
        fault_set(error, FAULT_INVALID, "%s: not a CSV table", path);
        ok = false;
    }
    ok = ok && check_table(path, recipients, error);
    g_bytes_unref(bytes);
    if (ok)
        return recipients;
    recipients_free(recipients);
    return NULL;
}

void recipients_free(struct recipients *recipients)
{
    if (!recipients)
        return;
    if (recipients->columns)
        g_ptr_array_unref(recipients->columns);
    g_ptr_array_unref(recipients->rows);
    g_free(recipients);
}

const char *recipients_get(const struct recipients *recipients, size_t row, const char *column)
{
    gint index = column_find(recipients, column);
    const GPtrArray *cells = g_ptr_array_index(recipients->rows, row);
    return index >= 0 && (guint)index < cells->len ? g_ptr_array_index(cells, index) : "";
}

// ---- Filling ------------------------------------------------------------------------------

struct fill {
    const struct recipients *recipients;
    size_t row, replaced;
    struct arena *arena;
    struct diag *diag;
};

// "{name}" at `p`: its length, or 0 where the braces hold no word.
static size_t placeholder_length(const char *p)
{
    enum { NAME_LONGEST = 64 };
    size_t n = 1;
    while (p[n] && p[n] != '{' && p[n] != '}' && p[n] != '\n' && n < NAME_LONGEST)
        n++;
    return p[n] == '}' && n > 1 ? n + 1 : 0;
}

static void append_placeholder(struct fill *fill, const char *p, size_t n, GString *out)
{
    char *name = g_strndup(p + 1, n - 2);
    if (column_find(fill->recipients, name) >= 0) {
        g_string_append(out, recipients_get(fill->recipients, fill->row, name));
        fill->replaced++;
    } else {
        g_string_append_len(out, p, (gssize)n);
        if (fill->row == 0)
            diag_add(fill->diag, DIAG_WARNING, "merge-unknown", SPAN_NONE,
                     "the recipients have no column for {%s}", name);
    }
    g_free(name);
}

static const char *fill_text(struct fill *fill, const char *text)
{
    if (!strchr(text, '{'))
        return text;
    GString *out = g_string_new(NULL);
    while (*text) {
        size_t n = *text == '{' ? placeholder_length(text) : 0;
        if (n)
            append_placeholder(fill, text, n, out);
        else
            g_string_append_c(out, *text);
        text += n ? n : 1;
    }
    const char *filled = arena_strdup(fill->arena, out->str);
    g_string_free(out, TRUE);
    return filled;
}

static void fill_node(struct fill *fill, struct node *node)
{
    if (node->text)
        node->text = fill_text(fill, node->text);
    for (struct node *child = node->first; child; child = child->next)
        fill_node(fill, child);
}

size_t recipients_fill(const struct recipients *recipients, size_t row, struct document *document,
                       struct diag *diag)
{
    struct fill fill = {recipients, row, 0, document->arena, diag};
    fill_node(&fill, document->root);
    document->title = fill_text(&fill, document->title);
    return fill.replaced;
}

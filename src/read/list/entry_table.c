// SPDX-License-Identifier: MIT
#include "read/list/entry_table.h"

#include "read/list/entry.h"
#include "read/fold.h"
#include "read/list/head_row.h"
#include "read/list/row_name.h"

#include <string.h>

static char *cell_text(const struct node *cell)
{
    GString *text = g_string_new(NULL);
    node_append_text(cell, text);
    g_string_truncate(text, text_trimmed(text->str, text->len));
    g_string_erase(text, 0, (gssize)text_leading(text->str, text->len));
    return g_string_free(text, FALSE);
}

static GPtrArray *row_cells(const struct node *row)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    for (const struct node *cell = row->first; cell; cell = cell->next)
        g_ptr_array_add(cells, cell_text(cell));
    return cells;
}

static const char *cell_at(const GPtrArray *cells, size_t at)
{
    return at < cells->len ? g_ptr_array_index(cells, at) : "";
}

static const char *kind_at(const GPtrArray *cells, const struct columns *columns,
                           enum head_kind kind)
{
    for (size_t i = 0; i < columns->n; i++) {
        if (columns->at[i].kind == kind)
            return cell_at(cells, i);
    }
    return "";
}

static const char *shown_cell(const void *cells, size_t column)
{
    return cell_at(cells, column);
}

static char *name_at(const GPtrArray *cells, const struct columns *columns)
{
    return columns->name != COLUMN_NONE ? g_strdup(cell_at(cells, columns->name))
                                        : row_name(columns, shown_cell, cells);
}

static void said_at(const GPtrArray *cells, const struct columns *columns, struct signatory *ret)
{
    size_t n = 0;
    for (size_t i = 0; i < columns->n && n < SAID_MOST; i++) {
        bool said = columns->at[i].kind >= HEAD_ORGANISATION && columns->at[i].kind <= HEAD_COUNTRY;
        if (said && i != columns->name && *cell_at(cells, i))
            ret->said[n++] = cell_at(cells, i);
    }
}

// A numbered row: its number goes before the name, the rest behind it.
static void entry_from_row(struct arena *arena, struct node *list, const struct node *row,
                           const struct columns *columns)
{
    GPtrArray *cells = row_cells(row);
    char *name = name_at(cells, columns);
    struct signatory signatory = {.number = kind_at(cells, columns, HEAD_NUMBER),
                                  .name = name,
                                  .lang = kind_at(cells, columns, HEAD_LANG)};
    said_at(cells, columns, &signatory);
    if (*name)
        entry_new(arena, list, &signatory)->line = row->line;
    g_free(name);
    g_ptr_array_unref(cells);
}

static bool cell_is_empty(const struct node *cell)
{
    char *text = cell_text(cell);
    bool empty = !*text;
    g_free(text);
    return empty;
}

// No head: names were laid out in a table only to stand side by side.
static void entries_from_cells(struct arena *arena, struct node *list, struct node *row)
{
    for (struct node *cell = row->first, *next; cell; cell = next) {
        next = cell->next;
        if (cell_is_empty(cell))
            continue;
        node_detach(cell);
        cell->kind = NODE_ENTRY;
        cell->line = cell->line ? cell->line : row->line;
        node_append_child(list, cell);
        entry_take_label(arena, cell);
    }
}

static struct sample sample_of(const struct node *table)
{
    struct sample sample = sample_new();
    for (const struct node *row = table->first; row; row = row->next) {
        GPtrArray *cells = row_cells(row);
        sample_add(&sample, (const char *const *)cells->pdata, cells->len);
        g_ptr_array_unref(cells);
    }
    return sample;
}

// "1 | Name | Role" in every row tells its columns without a head.
static bool is_numbered(const struct columns *columns)
{
    return !columns->has_head && columns->n && columns->n <= 4 &&
           columns->at[0].kind == HEAD_NUMBER;
}

// The columns of a table that names them, or counts; NULL where a name stands in every cell.
static struct columns *columns_of(struct reader *reader, const struct node *table)
{
    struct heads *heads = reader_heads(reader, NULL);
    struct columns_wish none = {NULL, NULL};
    struct sample sample = sample_of(table);
    size_t head;
    bool named = heads && head_row_names(&sample, heads, &head);
    struct columns *columns = heads ? columns_find(&sample, false, heads, &none, "", NULL) : NULL;
    sample_free(&sample);
    if (columns && (named || is_numbered(columns)))
        return columns;
    columns_free(columns);
    return NULL;
}

struct node *entries_from_table(struct reader *reader, struct node *table)
{
    struct arena *arena = reader->document->arena;
    struct node *list = node_new(arena, NULL, NODE_LIST);
    list->line = table->line;
    list->source = table->source;
    struct columns *columns = columns_of(reader, table);
    node_insert_before(list, table);
    node_detach(table);
    size_t before = columns ? columns->rows_before : 0;
    for (struct node *row = table->first; row; row = row->next) {
        if (before) {
            before--;
            continue;
        }
        if (columns)
            entry_from_row(arena, list, row, columns);
        else
            entries_from_cells(arena, list, row);
    }
    columns_free(columns);
    return list;
}

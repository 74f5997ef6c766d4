// SPDX-License-Identifier: MIT
#include "read/list/entry_table.h"

#include "read/list/entry.h"
#include "read/fold.h"

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
    return at < cells->len ? g_ptr_array_index(cells, at) : NULL;
}

// A numbered row: its number goes before the name, the rest behind it.
static void entry_from_row(struct arena *arena, struct node *list, const struct node *row,
                           const struct columns *columns)
{
    GPtrArray *cells = row_cells(row);
    const char *name = cell_at(cells, columns->at[COLUMN_NAME]);
    const char *given = cell_at(cells, columns->given);
    char *full = given && *given ? g_strconcat(given, " ", name ? name : "", NULL) : g_strdup(name);
    struct signatory signatory = {
        .number = cell_at(cells, columns->at[COLUMN_NUMBER]),
        .name = full,
        .affiliation = cell_at(cells, columns->at[COLUMN_AFFILIATION]),
        .place = cell_at(cells, columns->at[COLUMN_PLACE]),
        .lang = cell_at(cells, columns->at[COLUMN_LANG]),
        .more_affiliation = cell_at(cells, columns->at[COLUMN_MORE_AFFILIATION]),
        .more_place = cell_at(cells, columns->at[COLUMN_MORE_PLACE]),
    };
    if (full && *full)
        entry_new(arena, list, &signatory)->line = row->line;
    g_free(full);
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

static bool header_of(const struct node *row, struct columns *ret)
{
    GPtrArray *cells = row_cells(row);
    bool named = columns_of_header((const char *const *)cells->pdata, cells->len, ret);
    g_ptr_array_unref(cells);
    return named;
}

// "1 | Name | Role" in every row tells its columns without a head.
static bool numbered_of(const struct node *row, struct columns *ret)
{
    GPtrArray *cells = row_cells(row);
    *ret = columns_guess((const char *const *)cells->pdata, cells->len);
    bool numbered = ret->at[COLUMN_NUMBER] != COLUMN_NONE && cells->len <= 4;
    g_ptr_array_unref(cells);
    return numbered;
}

struct node *entries_from_table(struct reader *reader, struct node *table)
{
    struct arena *arena = reader->document->arena;
    struct node *list = node_new(arena, NULL, NODE_LIST);
    list->line = table->line;
    list->source = table->source;
    node_insert_before(list, table);
    node_detach(table);
    struct node *row = table->first;
    struct columns columns;
    bool header = row && header_of(row, &columns);
    bool by_column = header || (row && numbered_of(row, &columns));
    if (header)
        row = row->next;
    for (; row; row = row->next) {
        if (by_column)
            entry_from_row(arena, list, row, &columns);
        else
            entries_from_cells(arena, list, row);
    }
    return list;
}

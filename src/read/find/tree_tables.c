// SPDX-License-Identifier: MIT
#include "read/find/tree_tables.h"

#include "read/find/tree_units.h"

#include <string.h>

// ---- halves ----

// The columns after which the heads of `row` come again; 0 where they do not.
static size_t head_period(const struct grid *grid, size_t row)
{
    for (size_t period = 1; period <= grid->columns / 2; period++) {
        bool again = grid->columns % period == 0;
        for (size_t i = 0; i < grid->columns && again; i++) {
            const char *cell = *grid_cell(grid, row, i);
            again = *cell && strcmp(cell, *grid_cell(grid, row, i % period)) == 0;
        }
        if (again)
            return period;
    }
    return 0;
}

static void move_cells(struct node *row, struct node *to, size_t from)
{
    struct node *cell = row->first;
    while (cell && from--)
        cell = cell->next;
    for (struct node *next; cell; cell = next) {
        next = cell->next;
        node_detach(cell);
        node_append_child(to, cell);
    }
}

// A row becomes as many as the heads come.
static void part_row(struct arena *arena, struct node *row, size_t period, bool head)
{
    for (struct node *rest = row; rest;) {
        size_t cells = 0;
        for (const struct node *cell = rest->first; cell; cell = cell->next)
            cells++;
        if (cells <= period)
            return;
        struct node *part = node_new(arena, NULL, NODE_ROW);
        part->line = row->line;
        move_cells(rest, part, period);
        if (!head)
            node_insert_after(part, rest);
        rest = part;
    }
}

static void part_halves(struct reader *reader, struct node *table)
{
    struct arena *arena = arena_new();
    const struct grid *grid = tree_grid(arena, table);
    size_t period = grid->rows > 1 ? head_period(grid, 0) : 0;
    bool head = true;
    for (struct node *row = table->first, *next; row && period; row = next) {
        next = row->next;
        part_row(reader->document->arena, row, period, head);
        head = false;
    }
    arena_free(arena);
}

// ---- parts ----

static bool has_one_cell(const struct node *row)
{
    return row->first && row->first == row->last && row->first->first;
}

// Rows of one cell below the first, each above others, where most rows have several.
static size_t count_sections(const struct node *table)
{
    size_t sections = 0, rows = 0;
    for (const struct node *row = table->first; row; row = row->next, rows++) {
        bool one = has_one_cell(row);
        if (one && row->next && has_one_cell(row->next))
            return 0;
        sections += one && row != table->first && row->next;
    }
    return sections * 3 <= rows ? sections : 0;
}

static bool holds_names(struct reader *reader, const struct node *table)
{
    struct arena *arena = arena_new();
    struct grid_plan plan;
    grid_judge(tree_grid(arena, table), reader, &plan);
    arena_free(arena);
    return plan.names;
}

static struct node *table_before(struct reader *reader, struct node *table)
{
    struct node *part = node_new(reader->document->arena, NULL, NODE_TABLE);
    part->line = table->line;
    part->lang = table->lang;
    part->direction = table->direction;
    node_insert_before(part, table);
    return part;
}

static struct node *heading_before(struct reader *reader, struct node *table, struct node *row)
{
    struct node *heading = node_new(reader->document->arena, NULL, NODE_PARAGRAPH);
    heading->line = row->line;
    for (struct node *child = row->first->first, *next; child; child = next) {
        next = child->next;
        if (!node_is_inline(child))
            continue;
        node_detach(child);
        node_append_child(heading, child);
    }
    node_insert_before(heading, table);
    return heading;
}

// The row that names the columns, if the form says which it is.
static const struct node *head_row(const struct node *table)
{
    const struct node *row = table->first;
    for (const struct node *cell = row ? row->first : NULL; cell; cell = cell->next) {
        if (!cell->cell.header)
            return NULL;
    }
    return row;
}

// Nothing but the row that names the columns.
static void drop_bare(struct node *table, const struct node *head)
{
    if (!table->first || (head && table->first == table->last))
        node_detach(table);
}

static void part_sections(struct reader *reader, struct node *table)
{
    if (count_sections(table) < 2 || !holds_names(reader, table))
        return;
    const struct node *head = head_row(table);
    struct node *part = table_before(reader, table);
    for (struct node *row = table->first, *next; row; row = next) {
        next = row->next;
        node_detach(row);
        if (has_one_cell(row) && row != head) {
            drop_bare(part, head);
            heading_before(reader, table, row);
            part = table_before(reader, table);
            if (head)
                node_copy(reader->document->arena, part, head);
        } else {
            node_append_child(part, row);
        }
    }
    drop_bare(part, head);
    node_detach(table);
}

void tree_table_part(struct reader *reader, struct node *table)
{
    if (!table->first || !table->first->next)
        return;
    part_halves(reader, table);
    part_sections(reader, table);
}

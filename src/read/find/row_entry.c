// SPDX-License-Identifier: MIT
#include "read/find/row_entry.h"

#include "read/list/entry.h"

static const char *join_cells(struct arena *arena, const char *joined, const char *cell)
{
    if (!*cell)
        return joined;
    return joined ? arena_printf(arena, "%s, %s", joined, cell) : cell;
}

// What there is no room for goes with what stands last.
static void set_more(struct arena *arena, struct signatory *signatory, const char *cell)
{
    if (!*cell)
        return;
    size_t i = 0;
    while (i + 1 < SAID_MOST && signatory->said[i])
        i++;
    signatory->said[i] = join_cells(arena, signatory->said[i], cell);
}

static struct node *one_entry(struct arena *arena, struct node *list, const struct grid *grid,
                              const struct grid_plan *plan, size_t row)
{
    struct signatory signatory = {.name = NULL};
    const char *given = "";
    for (size_t i = 0; i < grid->columns; i++) {
        const char *cell = *grid_cell(grid, row, i);
        if (plan->roles[i] == GRID_NAME)
            signatory.name = cell;
        else if (plan->roles[i] == GRID_NUMBER)
            signatory.number = *cell ? cell : NULL;
        else if (plan->roles[i] == GRID_GIVEN)
            given = *given && *cell ? arena_printf(arena, "%s %s", given, cell)
                    : *cell         ? cell
                                    : given;
        else if (plan->roles[i] == GRID_MORE)
            set_more(arena, &signatory, cell);
    }
    if (*given)
        signatory.name = arena_printf(arena, "%s %s", given, signatory.name ? signatory.name : "");
    return signatory.name && *signatory.name ? entry_new(arena, list, &signatory) : NULL;
}

static void set_line(struct node *node, size_t line)
{
    node->line = line;
    for (struct node *child = node->first; child; child = child->next)
        set_line(child, line);
}

// An entry for each column, its further rows said of it.
static void column_entries(struct arena *arena, struct node *list, const struct grid *grid,
                           size_t line)
{
    for (size_t i = 0; i < grid->columns; i++) {
        struct signatory signatory = {.name = *grid_cell(grid, 0, i)};
        for (size_t row = 1; row < grid->rows; row++)
            set_more(arena, &signatory, *grid_cell(grid, row, i));
        set_line(entry_new(arena, list, &signatory), line);
    }
}

void row_entries(struct arena *arena, struct node *list, const struct grid *grid,
                 const struct grid_plan *plan, size_t row, size_t line)
{
    if (plan->across) {
        if (row == 0)
            column_entries(arena, list, grid, line);
        return;
    }
    if (!plan->several) {
        struct node *entry = one_entry(arena, list, grid, plan, row);
        if (entry && plan->labels)
            entry_take_label(arena, entry);
        if (entry)
            set_line(entry, line);
        return;
    }
    for (size_t i = 0; i < grid->columns; i++) {
        struct signatory signatory = {.name = *grid_cell(grid, row, i)};
        if (plan->roles[i] != GRID_NAME || !*signatory.name)
            continue;
        struct node *entry = entry_new(arena, list, &signatory);
        set_line(entry, line);
        entry_take_label(arena, entry);
    }
}

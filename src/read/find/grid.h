// SPDX-License-Identifier: MIT
// A table judged as a whole: which of its columns holds names.
#ifndef WARRAQ_READ_FIND_GRID_H
#define WARRAQ_READ_FIND_GRID_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GRID_COLUMNS_MOST = 24 };

enum grid_role {
    GRID_EMPTY,
    GRID_NUMBER,
    GRID_GIVEN, /* the part of a name that stands before the rest */
    GRID_NAME,
    GRID_MORE,    /* office, place, year */
    GRID_PRIVATE, /* what a sheet would keep private: never printed */
};

/* Cells row by row, trimmed, "" where there is none. */
struct grid {
    size_t rows, columns;
    const char **cells;
    size_t head; /* rows that the form marks as naming the columns, a title above them included */
};

struct grid_plan {
    bool names;   /* there is a column of names */
    bool across;  /* a column is a signatory: the name, below it what is said of it */
    bool several; /* every GRID_NAME cell of a row is a signatory */
    bool labels;  /* names have their number before them in their cell: "12. Ana Ruiz" */
    size_t head;  /* rows that name columns */
    enum grid_role roles[GRID_COLUMNS_MOST];
};

struct grid *grid_new(struct arena *arena, size_t rows, size_t columns);

static inline const char **grid_cell(const struct grid *grid, size_t row, size_t column)
{
    return &grid->cells[row * grid->columns + column];
}

struct reader;

/* The reader knows what columns are called. */
void grid_judge(const struct grid *grid, struct reader *reader, struct grid_plan *ret);

#endif

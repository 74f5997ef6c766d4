// SPDX-License-Identifier: MIT
#include "read/list/columns_name.h"

#include "base/translate.h"
#include "read/fold.h"
#include "read/list/cell.h"

#include <string.h>

// Whether most cells of one column hold, as words, what stands in another.
static bool holds_other(const struct sample *sample, const struct columns *columns, size_t whole,
                        size_t part)
{
    size_t both = 0, within = 0;
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *a = sample_cell(sample, r, whole), *b = sample_cell(sample, r, part);
        if (!cell_is_filled(a) || !cell_is_filled(b))
            continue;
        both++;
        within += strlen(a) > strlen(b) && strstr(a, b) != NULL;
    }
    return both && within * 2 > both;
}

// "Nom" beside "Prénom" is the family name, "Nombre" beside "Apellidos" the given one.
static void complete_parts(const struct sample *sample, struct columns *columns)
{
    size_t name = columns_of_kind(columns, HEAD_NAME);
    size_t given = columns_of_kind(columns, HEAD_GIVEN),
           family = columns_of_kind(columns, HEAD_FAMILY);
    bool one = (given == COLUMN_NONE) != (family == COLUMN_NONE);
    if (name == COLUMN_NONE || !one || columns_of_kind(columns, HEAD_FULL) != COLUMN_NONE ||
        columns->at[name].by_user)
        return;
    size_t part = given == COLUMN_NONE ? family : given;
    if (!holds_other(sample, columns, name, part))
        columns->at[name].kind = given == COLUMN_NONE ? HEAD_GIVEN : HEAD_FAMILY;
}

// The fullest of the columns of a whole name; one that says so goes before a mere "Name".
static size_t best_name(const struct columns *columns)
{
    size_t best = COLUMN_NONE, best_value = 0;
    for (size_t i = 0; i < columns->n; i++) {
        const struct column *column = &columns->at[i];
        bool full = column->kind == HEAD_FULL;
        if (!full && column->kind != HEAD_NAME)
            continue;
        size_t value = column->filled * 4 + (full ? column->filled * 4 : 0) + column->by_user * 8;
        if (value > best_value) {
            best = i;
            best_value = value;
        }
    }
    return best;
}

static void drop_kind(struct columns *columns, enum head_kind kind, size_t but, const char *why)
{
    for (size_t i = 0; i < columns->n; i++) {
        struct column *column = &columns->at[i];
        if (i == but || column->kind != kind)
            continue;
        column_set(column, HEAD_NONE, column->filled == 0,
                   column->filled ? why : N_("it is empty"));
    }
}

static bool is_open(const struct column *column)
{
    return column->kind == HEAD_NONE && column->head && column->filled && !column->by_user &&
           column->shapes[SHAPE_NAME] * 10 >= column->filled * 8;
}

struct spread {
    double distinct, filled, words;
};

static struct spread spread_of(const struct sample *sample, const struct columns *columns, size_t i)
{
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    size_t filled = 0, words = 0, rows = sample->rows->len - columns->rows_before;
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *cell = sample_cell(sample, r, i);
        if (!cell_is_filled(cell))
            continue;
        filled++;
        words += text_words(cell, strlen(cell));
        g_hash_table_add(seen, (gpointer)cell);
    }
    struct spread spread = {filled ? (double)g_hash_table_size(seen) / (double)filled : 0,
                            rows ? (double)filled / (double)rows : 0,
                            filled ? (double)words / (double)filled : 0};
    g_hash_table_unref(seen);
    return spread;
}

// Names are nearly all different, nearly all there, and of a few words. Only a column that is so
// alone among the unknown ones is taken for the names.
static size_t name_by_content(const struct sample *sample, const struct columns *columns)
{
    size_t open = 0, only = COLUMN_NONE, good = 0, best = COLUMN_NONE;
    size_t rows = sample->rows->len - columns->rows_before;
    for (size_t i = 0; i < columns->n; i++) {
        if (!is_open(&columns->at[i]))
            continue;
        open++;
        only = i;
        struct spread spread = spread_of(sample, columns, i);
        if (rows >= 8 && spread.distinct >= 0.9 && spread.filled >= 0.8 && spread.words <= 5) {
            good++;
            best = i;
        }
    }
    if (open == 1)
        return only;
    return good == 1 ? best : COLUMN_NONE;
}

bool columns_have_part(const struct columns *columns)
{
    return columns_of_kind(columns, HEAD_GIVEN) != COLUMN_NONE ||
           columns_of_kind(columns, HEAD_FAMILY) != COLUMN_NONE;
}

void columns_find_name(const struct sample *sample, struct columns *columns)
{
    complete_parts(sample, columns);
    size_t name = best_name(columns), empty = columns_of_kind(columns, HEAD_NAME);
    drop_kind(columns, HEAD_NAME, name, N_("another column holds the names"));
    drop_kind(columns, HEAD_FULL, name, N_("another column holds the names"));
    if (name != COLUMN_NONE) {
        drop_kind(columns, HEAD_GIVEN, COLUMN_NONE, N_("another column holds whole names"));
        drop_kind(columns, HEAD_MIDDLE, COLUMN_NONE, N_("another column holds whole names"));
        drop_kind(columns, HEAD_FAMILY, COLUMN_NONE, N_("another column holds whole names"));
    } else if (!columns_have_part(columns)) {
        name = columns_of_kind(columns, HEAD_ORGANISATION);
        if (name == COLUMN_NONE)
            name = columns_of_kind(columns, HEAD_AFFILIATION);
        if (name == COLUMN_NONE && (name = name_by_content(sample, columns)) != COLUMN_NONE)
            column_set(&columns->at[name], HEAD_NAME, false,
                       N_("no head says so; its cells look like names"));
        if (name == COLUMN_NONE && empty != COLUMN_NONE) // filled further down, or nobody's
            column_set(&columns->at[name = empty], HEAD_NAME, true, N_("by its head"));
    }
    columns->name = name;
}

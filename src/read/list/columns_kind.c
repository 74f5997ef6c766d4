// SPDX-License-Identifier: MIT
#include "read/list/columns_kind.h"

#include "base/translate.h"
#include "language/country.h"
#include "language/label.h"
#include "read/fold.h"
#include "read/list/cell.h"

#include <string.h>

void columns_count_shapes(const struct sample *sample, struct columns *columns)
{
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        char **row = sample_row(sample, r);
        for (size_t c = 0; c < columns->n && row[c]; c++) {
            enum shape shape = shape_of(row[c]);
            columns->at[c].shapes[shape]++;
            columns->at[c].filled += shape != SHAPE_EMPTY;
        }
    }
}

static bool most_are(const struct column *column, enum shape shape)
{
    return column->filled && column->shapes[shape] * 2 >= column->filled;
}

// Cells of one shape, whatever the head says.
static enum head_kind kind_of_shapes(const struct column *column)
{
    if (most_are(column, SHAPE_EMAIL))
        return HEAD_EMAIL;
    if (most_are(column, SHAPE_NETWORK))
        return HEAD_NETWORK;
    if (most_are(column, SHAPE_LINK))
        return HEAD_LINK;
    if (most_are(column, SHAPE_TIME))
        return HEAD_TIME;
    if (most_are(column, SHAPE_PHONE))
        return HEAD_PHONE;
    return most_are(column, SHAPE_CODE) ? HEAD_ID : HEAD_NONE;
}

struct answers {
    size_t filled, told, distinct;
};

static struct answers count_answers(const struct sample *sample, const struct columns *columns,
                                    size_t column, const struct heads *heads)
{
    struct answers answers = {0};
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *cell = sample_cell(sample, r, column);
        if (!cell_is_filled(cell))
            continue;
        answers.filled++;
        if (g_hash_table_contains(seen, cell)) {
            answers.told += GPOINTER_TO_INT(g_hash_table_lookup(seen, cell)) == 1;
            continue;
        }
        enum answer answer =
            g_hash_table_size(seen) < 64 ? heads_answer(heads, cell) : ANSWER_OTHER;
        answers.told += answer != ANSWER_OTHER;
        g_hash_table_insert(seen, (gpointer)cell, GINT_TO_POINTER(answer != ANSWER_OTHER));
    }
    answers.distinct = g_hash_table_size(seen);
    g_hash_table_unref(seen);
    return answers;
}

// A head that speaks of publication may ask how the name should read.
static bool holds_answers(const struct answers *answers)
{
    if (answers->filled == 0)
        return true;
    return answers->told * 10 >= answers->filled * 6 ||
           (answers->told && answers->distinct <= 6 && answers->filled >= 8);
}

// Whole numbers that begin at 1 and rise: a number. Anything else in a column called ID is none.
static bool counts_up(const struct sample *sample, const struct columns *columns, size_t column)
{
    int64_t before = 0;
    size_t filled = 0;
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *cell = sample_cell(sample, r, column);
        size_t n = strlen(cell), lead = text_leading(cell, n);
        if (lead == n)
            continue;
        int64_t number;
        size_t length = text_trimmed(cell + lead, n - lead);
        if (number_parse(cell + lead, length, &number) != length || number <= before ||
            (filled == 0 && number != 1))
            return false;
        before = number;
        filled++;
    }
    return filled > 0;
}

// "12", "12.", "12b", "15-17", "№ 7": short, and a digit within.
static bool holds_numbers(const struct sample *sample, const struct columns *columns, size_t column)
{
    size_t numbers = 0, filled = 0;
    for (size_t r = columns->rows_before; r < sample->rows->len; r++) {
        const char *cell = sample_cell(sample, r, column);
        size_t n = strlen(cell), lead = text_leading(cell, n);
        int64_t number;
        filled += lead < n;
        numbers +=
            lead < n && text_columns(cell + lead, n - lead) <= 9 &&
            (text_has_digit(cell, n) || number_parse(cell + lead, n - lead, &number) == n - lead);
    }
    return numbers * 10 >= filled * 9;
}

static void check_head(const struct sample *sample, const struct heads *heads,
                       struct columns *columns, size_t i, const struct head *head)
{
    struct column *column = &columns->at[i];
    column->hides = head->hides;
    column->family_first = head->family_first;
    column_set(column, head->kind, true, N_("by its head"));
    if (column->kind == HEAD_CONSENT || column->kind == HEAD_ANONYMOUS) {
        struct answers answers = count_answers(sample, columns, i, heads);
        if (!holds_answers(&answers))
            column_set(column, head->without_consent, true, N_("by its head"));
    }
    enum head_kind shape = kind_of_shapes(column);
    bool printed = head_kind_is_printed(column->kind);
    if (shape != HEAD_NONE && (printed || column->kind == HEAD_NONE) &&
        !(shape == HEAD_ID && column->kind != HEAD_NUMBER && column->kind != HEAD_NONE) &&
        !(shape == HEAD_PHONE && column->kind == HEAD_NUMBER))
        column_set(column, shape, printed == false, N_("by what its cells hold"));
    if (column->kind == HEAD_NUMBER && !holds_numbers(sample, columns, i))
        column_set(column, HEAD_ID, true, N_("its cells are no numbers"));
    if (column->kind == HEAD_ID && counts_up(sample, columns, i))
        column_set(column, HEAD_NUMBER, true, N_("its numbers count up from 1"));
    bool name = column->kind >= HEAD_NAME && column->kind <= HEAD_FAMILY;
    if (name && column->filled >= 3 && column->shapes[SHAPE_NUMBER] * 10 >= column->filled * 8)
        column_set(column, HEAD_NONE, false, N_("numbers are no names"));
}

// A column that nothing else is known of, or that is taken for what is said of the signatories.
static bool may_be_country(const struct columns *columns, size_t i)
{
    const struct column *column = &columns->at[i];
    bool open = columns->has_head ? column->kind == HEAD_NONE && column->head
                                  : column->kind == HEAD_AFFILIATION || column->kind == HEAD_PLACE;
    return open && column->filled >= 2 && column->shapes[SHAPE_NAME] * 10 >= column->filled * 8;
}

static bool holds_countries(const struct sample *sample, const struct columns *columns, size_t i)
{
    size_t countries = 0;
    for (size_t r = columns->rows_before; r < sample->rows->len; r++)
        countries += country_is_named(sample_cell(sample, r, i));
    return countries * 10 >= columns->at[i].filled * 8;
}

static void find_countries(const struct sample *sample, struct columns *columns)
{
    for (size_t i = 0; i < columns->n; i++) {
        if (may_be_country(columns, i) && holds_countries(sample, columns, i))
            column_set(&columns->at[i], HEAD_COUNTRY, false, N_("its cells name countries"));
    }
}

void columns_read_heads(const struct sample *sample, const struct heads *heads, size_t row,
                        struct columns *columns)
{
    char **cells = sample_row(sample, row);
    size_t n = g_strv_length(cells);
    struct head *found = g_new0(struct head, MAX(n, columns->n));
    heads_read(heads, (const char *const *)cells, n, found);
    for (size_t i = 0; i < columns->n; i++) {
        if (i < n && cell_is_filled(cells[i]))
            columns->at[i].head = g_strstrip(g_strdup(cells[i]));
        check_head(sample, heads, columns, i, &found[i]);
    }
    g_free(found);
    find_countries(sample, columns);
}

void columns_guess(const struct sample *sample, struct columns *columns)
{
    static const enum head_kind order[] = {HEAD_NAME, HEAD_AFFILIATION, HEAD_PLACE};
    size_t next = 0;
    bool number = false;
    for (size_t i = 0; i < columns->n; i++) {
        struct column *column = &columns->at[i];
        enum head_kind shape = kind_of_shapes(column);
        if (shape != HEAD_NONE)
            column_set(column, shape, true, N_("by what its cells hold"));
        else if (!number && next == 0 && columns->n > 1 && column->filled &&
                 holds_numbers(sample, columns, i))
            column_set(column, HEAD_NUMBER, false, N_("the table has no head"));
        else if (next < G_N_ELEMENTS(order) && column->filled)
            column_set(column, order[next++], columns->n == 1, N_("the table has no head"));
        else
            column_set(column, HEAD_NONE, false, N_("the table has no head"));
        number |= column->kind == HEAD_NUMBER;
    }
    find_countries(sample, columns);
}

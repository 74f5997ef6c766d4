// SPDX-License-Identifier: MIT
#include "read/list/table_parts.h"

#include "read/list/cell.h"
#include "read/list/entry.h"
#include "read/list/row_name.h"

// A cell for the page; "" for one that is of no business there.
static const char *open_cell(struct list_table *table, const struct sheet_row *row, size_t i)
{
    const char *cell = table_cell(row, i);
    if (!cell_is_private(cell))
        return cell;
    told_add(&table->counts.private_cells, row->line);
    return "";
}

struct shown_row {
    struct list_table *table;
    const struct sheet_row *row;
};

static const char *shown_cell(const void *context, size_t column)
{
    const struct shown_row *shown = context;
    return open_cell(shown->table, shown->row, column);
}

static const char *name_of_parts(struct list_table *table, struct arena *arena,
                                 const struct sheet_row *row)
{
    struct shown_row shown = {table, row};
    char *name = row_name(table->columns, shown_cell, &shown);
    const char *kept = arena_strdup(arena, name);
    g_free(name);
    return kept;
}

static bool is_said(const struct column *column)
{
    return column->kind >= HEAD_ORGANISATION && column->kind <= HEAD_COUNTRY;
}

// The organisation of a row that names no person signs itself.
static size_t organisation_of(const struct list_table *table, const struct sheet_row *row)
{
    for (size_t i = 0; i < table->columns->n; i++) {
        if (table->columns->at[i].kind == HEAD_ORGANISATION && cell_is_filled(table_cell(row, i)))
            return i;
    }
    return COLUMN_NONE;
}

static const char *name_of(struct list_table *table, struct arena *arena,
                           const struct sheet_row *row, size_t *ret_used)
{
    *ret_used = table->columns->name;
    const char *name = *ret_used == COLUMN_NONE ? name_of_parts(table, arena, row)
                                                : open_cell(table, row, *ret_used);
    if (cell_is_filled(name))
        return name;
    *ret_used = organisation_of(table, row);
    return *ret_used == COLUMN_NONE ? "" : open_cell(table, row, *ret_used);
}

// What is said of the signatory: role and organisation in the order of the columns, then places.
static void gather_said(struct list_table *table, const struct sheet_row *row, size_t used,
                        struct signatory *ret)
{
    size_t n = 0;
    for (int places = 0; places < 2; places++) {
        for (size_t i = 0; i < table->columns->n && n < SAID_MOST; i++) {
            const struct column *column = &table->columns->at[i];
            bool place = column->kind == HEAD_PLACE || column->kind == HEAD_COUNTRY;
            if (!is_said(column) || i == used || place != places)
                continue;
            const char *cell = open_cell(table, row, i);
            if (cell_is_filled(cell))
                ret->said[n++] = cell;
        }
    }
}

// A name that is struck out, whole or by its family name.
bool table_row_is_withdrawn(const struct list_table *table, const struct sheet_row *row)
{
    enum { BITS = 64 };
    for (size_t i = 0; row->struck && i < table->columns->n && i < BITS; i++) {
        enum head_kind kind = table->columns->at[i].kind;
        bool name = i == table->columns->name || kind == HEAD_FAMILY || kind == HEAD_GIVEN;
        if (name && (row->struck >> i & 1))
            return true;
    }
    return false;
}

static void count_consent(struct list_table *table, enum consent consent, size_t line)
{
    struct row_counts *counts = &table->counts;
    counts->refused += consent == CONSENT_REFUSED;
    counts->pending += consent == CONSENT_PENDING || consent == CONSENT_UNCLEAR;
    counts->anonymous += consent == CONSENT_ANONYMOUS;
    if (consent == CONSENT_UNCLEAR)
        told_add(&counts->unclear, line);
}

struct node *table_entry(struct list_table *table, struct arena *arena, const struct sheet_row *row)
{
    enum consent consent = table_consent(table, row);
    if (consent != CONSENT_GIVEN) {
        count_consent(table, consent, row->line);
        return NULL;
    }
    if (table_row_is_withdrawn(table, row)) {
        table->counts.withdrawn++;
        return NULL;
    }
    size_t used;
    const char *name = name_of(table, arena, row, &used);
    if (!cell_is_filled(name)) {
        told_add(&table->counts.nameless, row->line);
        return NULL;
    }
    struct signatory signatory = {.number = table_cell_of(table, row, HEAD_NUMBER),
                                  .name = name,
                                  .lang = table_cell_of(table, row, HEAD_LANG)};
    gather_said(table, row, used, &signatory);
    struct node *entry = entry_new(arena, NULL, &signatory);
    entry->line = row->line;
    table->counts.printed++;
    if (table->gathered)
        table_gather(table, &signatory, entry);
    if (table->counting && !table->counted)
        table_count_entry(table, row);
    return entry;
}

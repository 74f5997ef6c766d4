// SPDX-License-Identifier: MIT
#include "read/list/table_parts.h"

#include "read/fold.h"

#include <string.h>

enum answer table_answer(struct list_table *table, const char *cell)
{
    enum { CACHE_MOST = 1000 };
    int known = GPOINTER_TO_INT(g_hash_table_lookup(table->answers, cell));
    if (known)
        return (enum answer)(known - 1);
    enum answer answer = heads_answer(table->heads, cell);
    if (g_hash_table_size(table->answers) < CACHE_MOST)
        g_hash_table_insert(table->answers, g_strdup(cell), GINT_TO_POINTER((int)answer + 1));
    return answer;
}

static bool same_folded(const char *a, const char *b)
{
    GString *one = g_string_new(NULL), *other = g_string_new(NULL);
    fold_line(a, strlen(a), one);
    fold_line(b, strlen(b), other);
    bool same = strcmp(one->str, other->str) == 0;
    g_string_free(one, TRUE);
    g_string_free(other, TRUE);
    return same;
}

const char *table_cell(const struct sheet_row *row, size_t i)
{
    return i < row->count ? row->cells[i] : "";
}

const char *table_cell_of(const struct list_table *table, const struct sheet_row *row,
                          enum head_kind kind)
{
    for (size_t i = 0; i < table->columns->n; i++) {
        if (table->columns->at[i].kind == kind)
            return table_cell(row, i);
    }
    return NULL;
}

static enum consent consent_of_answer(enum answer answer, bool hides)
{
    if (answer == ANSWER_ANONYMOUS)
        return CONSENT_ANONYMOUS;
    if (answer == ANSWER_OTHER)
        return CONSENT_UNCLEAR;
    if (answer == ANSWER_PENDING)
        return CONSENT_PENDING;
    if (hides)
        return answer == ANSWER_YES ? CONSENT_ANONYMOUS : CONSENT_GIVEN;
    // A box that was not ticked is no consent.
    return answer == ANSWER_YES     ? CONSENT_GIVEN
           : answer == ANSWER_EMPTY ? CONSENT_PENDING
                                    : CONSENT_REFUSED;
}

// "yes|maybe later": either of them; a cell that holds a bar is compared whole.
static enum consent consent_as_wished(const struct list_table *table, const char *cell)
{
    const char *wish = table->columns->consent_value;
    bool given = same_folded(cell, wish);
    char **values = given ? NULL : g_strsplit(wish, "|", -1);
    for (char **value = values; value && *value && !given; value++)
        given = **value && same_folded(cell, *value);
    g_strfreev(values);
    return given ? CONSENT_GIVEN : CONSENT_REFUSED;
}

enum consent table_consent_of_cell(struct list_table *table, size_t column, const char *cell)
{
    if (column == table->columns->consent_wished)
        return consent_as_wished(table, cell);
    return consent_of_answer(table_answer(table, cell), table->columns->at[column].hides);
}

enum consent table_consent(struct list_table *table, const struct sheet_row *row)
{
    const struct columns *columns = table->columns;
    if (columns->consent_wished != COLUMN_NONE)
        return consent_as_wished(table, table_cell(row, columns->consent_wished));
    for (size_t i = 0; i < columns->n; i++) {
        const struct column *column = &columns->at[i];
        if (column->kind != HEAD_CONSENT && column->kind != HEAD_ANONYMOUS)
            continue;
        enum consent consent =
            consent_of_answer(table_answer(table, table_cell(row, i)), column->hides);
        if (consent != CONSENT_GIVEN)
            return consent;
    }
    return CONSENT_GIVEN;
}

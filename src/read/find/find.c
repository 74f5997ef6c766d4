// SPDX-License-Identifier: MIT
#include "read/find/find.h"

#include "read/find/evidence.h"
#include "read/find/mend.h"
#include "read/find/states.h"
#include "read/find/unit_marks.h"

void units_find(struct units *units, const struct tables *tables, bool plain)
{
    units_weigh(units, tables);
    units_decide(units);
    units_mend(units, plain);
}

int64_t units_total(const struct units *units, const struct tables *tables)
{
    for (guint i = 0; i < units_count(units); i++) {
        const struct unit *unit = unit_at(units, i);
        int64_t total = -1, anonymous = -1;
        if (unit->state != STATE_CUE || !unit_is(unit, TRAIT_TOTAL))
            continue;
        tables_totals(tables, unit->text, unit->n, &total, &anonymous);
        if (total < 0 && anonymous < 0)
            return unit_number(unit);
    }
    return -1;
}

static void tell_doubt(const struct units *units, struct reader *reader)
{
    const struct unit *unit = unit_at(units, units->doubtful);
    guint first = units->doubtful, end = units->doubtful;
    while (first > 0 && unit_at(units, first - 1)->state == STATE_ENTRY)
        first--;
    while (end < units_count(units) && unit_at(units, end)->state == STATE_ENTRY)
        end++;
    diag_add_at(reader->diag, DIAG_WARNING, "list-doubtful",
                diag_place(reader->source->path, unit->line, 1),
                "the list may end above \"%.*s\": %u lines of names, or %u as it was read",
                (int)MIN(unit->n, 120), unit->text, units->doubtful - first, end - first);
}

void units_tell(const struct units *units, struct reader *reader)
{
    if (units->doubtful && reader->diag)
        tell_doubt(units, reader);
    const struct unit *heading = NULL;
    for (guint i = 0; i < units_count(units); i++) {
        const struct unit *unit = unit_at(units, i);
        if (unit->state == STATE_ENTRY)
            return;
        bool heads = unit->kind == UNIT_HEADING || unit_is(unit, TRAIT_COLON);
        if (heads && unit_cue(units, i) >= 3 && !heading)
            heading = unit;
    }
    if (heading && reader->diag)
        diag_add_at(reader->diag, DIAG_WARNING, "list-not-found",
                    diag_place(reader->source->path, heading->line, 1),
                    "no names are found below this heading: \"%.*s\"", (int)MIN(heading->n, 120),
                    heading->text);
}

void entry_set_label(struct arena *arena, struct node *entry, const char *text, size_t n,
                     int64_t number)
{
    entry->entry.label = arena_strndup(arena, text, n);
    entry->entry.number = number;
}

// SPDX-License-Identifier: MIT
#include "read/find/unit.h"

#include "read/tables.h"

#include <string.h>

struct units *units_new(struct reader *reader, guint room)
{
    struct units *units = g_new0(struct units, 1);
    units->all = g_array_sized_new(FALSE, FALSE, sizeof(struct unit), room);
    units->arena = arena_new();
    units->reader = reader;
    return units;
}

void units_free(struct units *units)
{
    g_array_unref(units->all);
    arena_free(units->arena);
    g_free(units);
}

guint units_block_end(const struct units *units, guint from)
{
    guint end = from;
    while (end < units_count(units) && unit_at(units, end)->block == unit_at(units, from)->block)
        end++;
    return end;
}

// "Director", "Professor of Law", but not "Professor Ana Ruiz".
static bool is_office(const struct unit *unit)
{
    if (!(unit->topics & TOPIC_OFFICE))
        return false;
    bool names = unit->words >= 3 && unit_is(unit, TRAIT_CAPITALS) &&
                 !unit_is(unit, TRAIT_SMALL_WORD) && !memchr(unit->text, ',', unit->n);
    return !names;
}

bool unit_says(const struct unit *further, const struct unit *name)
{
    bool dressed = further->first && name->first && further->first->kind != name->first->kind;
    bool office = is_office(further) && !(name->topics & TOPIC_OFFICE);
    return dressed || office || (further->topics & TOPIC_BODY) || unit_is(further, TRAIT_LOWER);
}

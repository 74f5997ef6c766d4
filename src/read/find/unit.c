// SPDX-License-Identifier: MIT
#include "read/find/unit.h"

#include "read/tables.h"

struct units *units_new(struct reader *reader)
{
    struct units *units = g_new0(struct units, 1);
    units->all = g_array_new(FALSE, TRUE, sizeof(struct unit));
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

bool unit_says(const struct unit *further, const struct unit *name)
{
    bool dressed = further->first && name->first && further->first->kind != name->first->kind;
    return dressed || (further->topics & TOPIC_BODY) || unit_is(further, TRAIT_LOWER);
}

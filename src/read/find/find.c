// SPDX-License-Identifier: MIT
#include "read/find/find.h"

#include "read/find/evidence.h"
#include "read/find/mend.h"
#include "read/find/states.h"

void units_find(struct units *units, const struct tables *tables, bool plain)
{
    units_weigh(units, tables);
    units_decide(units);
    units_mend(units, plain);
}

void entry_set_label(struct arena *arena, struct node *entry, const char *text, size_t n,
                     int64_t number)
{
    entry->entry.label = arena_strndup(arena, text, n);
    entry->entry.number = number;
}

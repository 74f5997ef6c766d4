// SPDX-License-Identifier: MIT
#include "read/find/find.h"

#include "read/find/evidence.h"
#include "read/find/mend.h"
#include "read/find/states.h"
#include <stdio.h>

void units_find(struct units *units, const struct tables *tables, bool plain)
{
    units_weigh(units, tables);
    units_decide(units);
    units_mend(units, plain);
    if (g_getenv("WQ_DEBUG"))
        for (guint i = 0; i < units_count(units); i++) {
            struct unit *u = unit_at(units, i);
            fprintf(stderr,
                    "%u st=%d k=%d e=%.1f tr=%x top=%x bl=%u/%u sig=%x l=%d cue=%.1f %.40s\n", i,
                    u->state, u->kind, u->evidence, u->traits, u->topics, u->block, u->blanks,
                    u->signature, u->linked, unit_cue(units, i), u->text);
        }
}

void entry_set_label(struct arena *arena, struct node *entry, const char *text, size_t n,
                     int64_t number)
{
    entry->entry.label = arena_strndup(arena, text, n);
    entry->entry.number = number;
}

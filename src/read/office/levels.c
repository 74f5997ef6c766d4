// SPDX-License-Identifier: MIT
#include "read/office/levels.h"

#include "language/label.h"

struct list_levels levels_plain(void)
{
    struct list_levels levels;
    for (int i = 0; i < LEVELS; i++)
        levels.level[i] = (struct list_level){NUMERAL_DECIMAL, NULL, 1, -1, false};
    return levels;
}

int64_t level_start_read(const char *text)
{
    char *end;
    gint64 value = g_ascii_strtoll(text, &end, 10);
    return end > text && !*end && value >= 0 && value <= LEVEL_START_MOST ? value : NUMBER_NONE;
}

static bool begins_again(const struct list_level *below, int used)
{
    return below->restart < 0 || used < below->restart;
}

void counts_step(struct list_counts *counts, const struct list_levels *levels, int level)
{
    // A level that was never used counts as at its start once one below it is.
    for (int i = 0; i < level; i++) {
        counts->at[i] = counts->begun[i] ? counts->at[i] : levels->level[i].start;
        counts->begun[i] = true;
    }
    counts->at[level] = counts->begun[level] ? counts->at[level] + 1 : levels->level[level].start;
    counts->begun[level] = true;
    for (int i = level + 1; i < LEVELS; i++)
        counts->begun[i] = counts->begun[i] && !begins_again(&levels->level[i], level);
}

static void append_number(const struct list_counts *counts, const struct list_levels *levels,
                          int shown, bool digits, GString *out)
{
    const struct list_level *level = &levels->level[shown];
    bool known = level->start != NUMBER_NONE;
    enum numeral numeral =
        digits && level->numeral != NUMERAL_NONE ? NUMERAL_DECIMAL : level->numeral;
    if (known)
        numeral_append(numeral, counts->at[shown], out);
}

static bool shows_above(const struct list_level *own, int level)
{
    for (const char *p = own->pattern ? own->pattern : ""; *p; p++) {
        if (p[0] == '%' && p[1] >= '1' && p[1] <= '9' && p[1] - '1' < level)
            return true;
    }
    return false;
}

static void append_label(const struct list_counts *counts, const struct list_levels *levels,
                         int level, GString *out)
{
    const struct list_level *own = &levels->level[level];
    if (!own->pattern) {
        append_number(counts, levels, level, false, out);
        return;
    }
    for (const char *p = own->pattern; *p; p++) {
        bool place = p[0] == '%' && p[1] >= '1' && p[1] <= '9';
        if (!place) {
            g_string_append_c(out, *p);
            continue;
        }
        int shown = p[1] - '1';
        append_number(counts, levels, shown, own->digits && shown != level, out);
        p++;
    }
}

void counts_show(const struct list_counts *counts, const struct list_levels *levels, int level,
                 struct arena *arena, struct para *para)
{
    const struct list_level *own = &levels->level[level];
    para->depth = level;
    if (own->numeral == NUMERAL_BULLET) {
        para->bullet = true;
        return;
    }
    GString *label = g_string_new(NULL);
    if (own->start != NUMBER_NONE)
        append_label(counts, levels, level, label);
    g_strstrip(label->str);
    bool above = shows_above(own, level);
    bool counted = own->start != NUMBER_NONE && own->numeral != NUMERAL_NONE && !above;
    para->depth = above ? 0 : level;
    para->number = counted ? counts->at[level] : NUMBER_NONE;
    bool item = *label->str || own->start == NUMBER_NONE;
    para->label = item ? arena_strdup(arena, label->str) : NULL;
    g_string_free(label, TRUE);
}

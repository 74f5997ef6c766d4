// SPDX-License-Identifier: MIT
#include "page/logical.h"

static void reverse(size_t *from, size_t *to)
{
    for (; from < to; from++, to--) {
        size_t held = *from;
        *from = *to;
        *to = held;
    }
}

static void reverse_level(const struct line *line, size_t *order, unsigned level)
{
    for (size_t i = 0; i < line->n_runs;) {
        size_t end = i;
        while (end < line->n_runs && line->runs[order[end]].run.level >= level)
            end++;
        if (end > i)
            reverse(order + i, order + end - 1);
        i = end + (end == i);
    }
}

// L2 reverses from the highest level down to the lowest odd one. Each reversal is its own inverse
// and keeps its stretch together, so the same reversals from the lowest up take it back.
size_t *line_logical_order(const struct line *line)
{
    size_t *order = g_new(size_t, line->n_runs + 1);
    unsigned highest = 0;
    for (size_t i = 0; i < line->n_runs; i++) {
        order[i] = i;
        highest = MAX(highest, line->runs[i].run.level);
    }
    for (unsigned level = 1; level <= highest; level++)
        reverse_level(line, order, level);
    return order;
}

void line_append_text(GString *out, const struct line *line)
{
    size_t *order = line_logical_order(line);
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[order[i]].run;
        g_string_append_len(out, run->text, (gssize)run->n_text);
    }
    g_free(order);
}

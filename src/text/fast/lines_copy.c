// SPDX-License-Identifier: MIT
#include "text/fast/lines_copy.h"

static struct glyph_run copy_run(struct arena *arena, const struct glyph_run *run,
                                 const char *old_text, const char *text)
{
    struct glyph_run copy = *run;
    copy.text = text + (run->text - old_text);
    copy.glyphs = arena_memdup(arena, run->glyphs, run->n_glyphs * sizeof *run->glyphs);
    return copy;
}

struct lines lines_copy(struct arena *arena, const struct lines *lines, const char *old_text,
                        const char *text)
{
    struct lines copy = *lines;
    copy.lines = arena_memdup(arena, lines->lines, lines->n * sizeof *lines->lines);
    for (size_t i = 0; i < copy.n; i++) {
        struct line *line = &copy.lines[i];
        const struct line_run *runs = line->runs;
        line->runs = ARENA_ARRAY(arena, struct line_run, line->n_runs);
        for (size_t k = 0; k < line->n_runs; k++)
            line->runs[k] =
                (struct line_run){runs[k].x, copy_run(arena, &runs[k].run, old_text, text)};
    }
    return copy;
}

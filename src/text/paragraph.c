// SPDX-License-Identifier: MIT
// The route: characters, levels, scripts, breaks, items, glyphs, sums, total fit, lines.
#include "text/paragraph.h"

#include "text/line.h"

#include <assert.h>
#include <stdlib.h>

static struct fit_style fit_style_of(const struct setting *setting)
{
    const struct paragraph_style *style = setting->style;
    struct fit_style fit = {.first = setting_room(setting, true),
                            .rest = setting_room(setting, false),
                            .kashidas_most = KASHIDA_WORDS_MOST,
                            .kashida_units = KASHIDA_UNITS_MOST,
                            .kashida_cost = style->justify == TEXT_JUSTIFY_KASHIDA ? 0.1 : 0.25,
                            .looseness = style->looseness};
    fit.shape = style->align == TEXT_JUSTIFY ? FIT_JUSTIFIED
                : style->heading             ? FIT_BALANCED
                                             : FIT_RAGGED;
    return fit;
}

static void report_overfull(const struct setting *setting, const struct line *line,
                            const struct line_plan *plan)
{
    len over = line->width - setting_room(setting, plan->is_first);
    // Rounding of spaces may add a hair.
    if (over <= LEN_PER_PT / 20 || !setting->diag)
        return;
    diag_add(setting->diag, DIAG_WARNING, "text-overfull", SPAN_NONE,
             "a line is %.1f pt wider than its measure: \"%.*s\"", len_to_pt(over),
             (int)MIN(line->end - line->start, 60), setting->text + line->start);
}

static void set_lines(const struct setting *setting, struct lines *lines)
{
    GArray *points = setting_points(setting);
    const struct fit_point *point = (const struct fit_point *)(void *)points->data;
    struct fit_style fit = fit_style_of(setting);
    const size_t *ends = total_fit(point, points->len, &fit, setting->scratch, &lines->n);
    lines->lines = ARENA_ARRAY(setting->arena, struct line, lines->n);
    size_t from = 0, floor = 0;
    struct line_kashidas above = {.n = 0};
    for (size_t i = 0; i < lines->n; i++) {
        const struct fit_point *a = &point[from], *b = &point[ends[i]];
        struct line_plan plan = {.first = a->at,
                                 .visible_end = setting_visible_end(setting, b->at, floor),
                                 .end = b->at,
                                 .hyphen = b->flagged,
                                 .is_first = i == 0,
                                 .last = b->forced,
                                 .above = &above};
        plan.visible_end = MAX(plan.visible_end, plan.first);
        if (fit.shape == FIT_JUSTIFIED && !plan.last)
            plan.spent = fit_spend(&fit, a, b, setting_room(setting, i == 0) - fit_width(a, b));
        lines->lines[i] = line_set(setting, &plan);
        lines->widest = MAX(lines->widest, lines->lines[i].width);
        report_overfull(setting, &lines->lines[i], &plan);
        from = ends[i];
        floor = b->forced ? b->at : floor;
    }
    g_array_free(points, TRUE);
}

struct lines paragraph_set(struct font_set *fonts, const char *text, size_t n,
                           const struct text_attr *attrs, size_t n_attrs,
                           const struct paragraph_style *style, len measure, struct arena *arena,
                           struct diag *diag)
{
    struct lines lines = {0};
    if (n == 0)
        return lines;
    assert(style->lang && n_attrs > 0);
    struct arena *scratch = arena_new();
    const char *kept = arena_strndup(arena, text, n);
    struct setting setting =
        setting_new(fonts, kept, n, attrs, n_attrs, style, measure, arena, scratch, diag);
    lines.rtl = setting.chars->rtl;
    set_lines(&setting, &lines);
    arena_free(scratch);
    return lines;
}

// The widest stretch of text between forced breaks.
static int64_t widest_stretch(const struct setting *setting)
{
    const struct chars *chars = setting->chars;
    const int64_t *x = setting->measured->x;
    int64_t widest = 0;
    size_t first = 0;
    for (size_t at = 1; at <= chars->n; at++) {
        if (!(chars->flags[at] & CHAR_MUST_BREAK))
            continue;
        widest = MAX(widest, x[setting_visible_end(setting, at, first)] - x[first]);
        first = at;
    }
    return widest;
}

len paragraph_natural_width(struct font_set *fonts, const char *text, size_t n,
                            const struct text_attr *attrs, size_t n_attrs,
                            const struct paragraph_style *style, struct arena *arena)
{
    if (n == 0)
        return 0;
    struct arena *scratch = arena_new();
    struct setting setting =
        setting_new(fonts, text, n, attrs, n_attrs, style, LEN_MAX, arena, scratch, NULL);
    int64_t widest = widest_stretch(&setting);
    arena_free(scratch);
    return (len)MIN(widest, LEN_MAX);
}

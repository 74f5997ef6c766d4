// SPDX-License-Identifier: MIT
// The route: characters, levels, scripts, breaks, items, glyphs, sums, total fit, lines.
#include "text/paragraph.h"

#include "text/bidi.h"
#include "text/breaks.h"
#include "text/line.h"
#include "text/script.h"
#include "text/shape.h"

#include <assert.h>
#include <stdlib.h>

#define LONE_LETTER 60.0 /* a one-letter word left at a line's end */
#define AFTER_HYPHEN 50.0
#define INSIDE_CJK 5.0

static struct setting setting_new(struct font_set *fonts, const char *text, size_t n,
                                  const struct text_attr *attrs, size_t n_attrs,
                                  const struct paragraph_style *style, struct arena *arena,
                                  struct arena *scratch, struct diag *diag)
{
    struct chars *chars = chars_new(text, n, scratch);
    bidi_resolve(chars, style->direction, scratch);
    script_resolve(chars, style->lang, scratch);
    breaks_find(chars, style->lang, scratch);
    struct text_items *items = ARENA_NEW(scratch, struct text_items);
    *items = itemize(fonts, chars, attrs, n_attrs, style->lang, scratch, diag);
    shape_items(chars, items, scratch);
    return (struct setting){.chars = chars,
                            .items = items,
                            .measured = measure_items(chars, items, scratch),
                            .style = style,
                            .arena = arena,
                            .scratch = scratch,
                            .diag = diag};
}

// The end of the text before `at` once the white space there is taken off, not before `floor`.
static size_t visible_end(const struct chars *chars, size_t at, size_t floor)
{
    while (at > floor && (chars->flags[at - 1] & CHAR_SPACE))
        at--;
    return at;
}

static bool lone_letter(const struct chars *chars, size_t end)
{
    if (end == 0 || !g_unichar_isalpha(chars->code[end - 1]))
        return false;
    return end == 1 || (chars->flags[end - 2] & CHAR_SPACE);
}

static double penalty_at(const struct chars *chars, size_t end, size_t at)
{
    if (end == at && end > 0) {
        hb_codepoint_t last = chars->code[end - 1];
        return last == '-' || last == 0x2010 ? AFTER_HYPHEN : INSIDE_CJK;
    }
    return lone_letter(chars, end) ? LONE_LETTER : 0;
}

static GArray *find_points(const struct setting *setting)
{
    const struct chars *chars = setting->chars;
    const struct fit_sum *sums = setting->measured->sums;
    GArray *points = g_array_new(FALSE, TRUE, sizeof(struct fit_point));
    struct fit_point start = {.after = sums[0]};
    g_array_append_val(points, start);
    size_t floor = 0;
    for (size_t at = 1; at <= chars->n; at++) {
        if (!(chars->flags[at] & CHAR_BREAK))
            continue;
        size_t end = visible_end(chars, at, floor);
        struct fit_point point = {.at = at,
                                  .before = sums[end],
                                  .after = sums[at],
                                  .penalty = penalty_at(chars, end, at),
                                  .forced = (chars->flags[at] & CHAR_MUST_BREAK) != 0};
        g_array_append_val(points, point);
        if (point.forced)
            floor = at;
    }
    return points;
}

static struct fit_style fit_style_of(const struct setting *setting)
{
    const struct paragraph_style *style = setting->style;
    struct fit_style fit = {.first = line_room(setting, true),
                            .rest = line_room(setting, false),
                            .looseness = style->looseness};
    fit.shape = style->align == TEXT_JUSTIFY ? FIT_JUSTIFIED
                : style->heading             ? FIT_BALANCED
                                             : FIT_RAGGED;
    return fit;
}

static void report_overfull(const struct setting *setting, const struct line *line,
                            const struct line_plan *plan)
{
    len over = line->width - line_room(setting, plan->is_first);
    // Rounding of spaces may add a hair.
    if (over <= LEN_PER_PT / 20 || !setting->diag)
        return;
    diag_add(setting->diag, DIAG_WARNING, "text-overfull", SPAN_NONE,
             "a line is %.1f pt wider than its measure: \"%.*s\"", len_to_pt(over),
             (int)MIN(line->end - line->start, 60), setting->text + line->start);
}

static void set_lines(const struct setting *setting, struct lines *lines)
{
    GArray *points = find_points(setting);
    const struct fit_point *point = (const struct fit_point *)(void *)points->data;
    struct fit_style fit = fit_style_of(setting);
    const size_t *ends = total_fit(point, points->len, &fit, setting->scratch, &lines->n);
    lines->lines = ARENA_ARRAY(setting->arena, struct line, lines->n);
    size_t from = 0, floor = 0;
    for (size_t i = 0; i < lines->n; i++) {
        const struct fit_point *a = &point[from], *b = &point[ends[i]];
        struct line_plan plan = {.first = a->at,
                                 .visible_end = visible_end(setting->chars, b->at, floor),
                                 .end = b->at,
                                 .is_first = i == 0,
                                 .last = b->forced};
        plan.visible_end = MAX(plan.visible_end, plan.first);
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
        setting_new(fonts, kept, n, attrs, n_attrs, style, arena, scratch, diag);
    setting.text = kept;
    setting.measure = measure;
    lines.rtl = setting.chars->rtl;
    set_lines(&setting, &lines);
    arena_free(scratch);
    return lines;
}

// The widest stretch of text between forced breaks.
static int64_t widest_stretch(const struct chars *chars, const int64_t *x)
{
    int64_t widest = 0;
    size_t first = 0;
    for (size_t at = 1; at <= chars->n; at++) {
        if (!(chars->flags[at] & CHAR_MUST_BREAK))
            continue;
        widest = MAX(widest, x[visible_end(chars, at, first)] - x[first]);
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
        setting_new(fonts, text, n, attrs, n_attrs, style, arena, scratch, NULL);
    int64_t widest = widest_stretch(setting.chars, setting.measured->x);
    arena_free(scratch);
    return (len)MIN(widest, LEN_MAX);
}

// SPDX-License-Identifier: MIT
// The route: characters, levels, scripts, breaks, items, glyphs, sums, total fit, lines.
#include "text/paragraph.h"

#include "text/font_aside.h"
#include "text/font_choose.h"
#include "text/form.h"
#include "text/line.h"
#include "text/points.h"
#include "text/repeats.h"
#include "text/fast/ahead.h"
#include "text/fast/line_cache.h"
#include "text/fast/plain_lines.h"

#include <assert.h>
#include <stdlib.h>

#define TOLERABLE 1.0      /* ratio that does not yet call for hyphens */
#define REPEATED 5000.0    /* the price of a third line that ends with one word */
#define REPEATS_MOST 12    /* trials of other breaks */
#define KASHIDA_SHORTEST 6 /* sixteenths of an em: less is no elongation but a loose joint */

static struct fit_kashida fit_kashida_of(const struct setting *setting)
{
    const struct kashida_places *places = &setting->places;
    const struct text_rungs *rungs = &setting->style->rungs;
    struct fit_kashida kashida = {.n = places->n};
    if (places->n == 0)
        return kashida;
    int64_t *x = ARENA_ARRAY(setting->scratch, int64_t, places->n);
    for (size_t i = 0; i < places->n; i++)
        x[i] = setting_measured(setting)->x[places->list[i].letter];
    kashida.x = x;
    kashida.step = (double)places->list[0].em / FORM_KASHIDA_STEPS;
    kashida.comfortable = rungs->kashida * FORM_KASHIDA_STEPS / 1000;
    kashida.shortest = MIN(KASHIDA_SHORTEST, kashida.comfortable);
    kashida.longest = MAX(rungs->kashida_most * FORM_KASHIDA_STEPS / 1000, kashida.comfortable);
    kashida.longest_body = KASHIDA_BODY_LONGEST;
    kashida.most = ELONGATIONS_MOST;
    kashida.apart = elongations_apart(setting);
    kashida.cost = setting->style->justify == TEXT_JUSTIFY_KASHIDA ? 20 : 40;
    return kashida;
}

static struct fit_style fit_style_of(const struct setting *setting)
{
    const struct paragraph_style *style = setting->style;
    struct fit_style fit = {.first = setting_room(setting, true),
                            .rest = setting_room(setting, false),
                            .stretch = setting_stretch(setting),
                            .shrink = setting_shrink(setting),
                            .tightest = SETTING_SHRINK,
                            .scale = setting_scale(setting),
                            .kashida = fit_kashida_of(setting),
                            .looseness = style->looseness};
    fit.shape = style->align == TEXT_JUSTIFY ? FIT_JUSTIFIED
                : style->heading             ? FIT_BALANCED
                                             : FIT_RAGGED;
    return fit;
}

static void report_overfull(const struct setting *setting, const struct line *line,
                            const struct line_plan *plan)
{
    len over = line->width - line_room(setting, plan);
    // Rounding of spaces may add a hair.
    if (over <= LEN_PER_PT / 20 || !setting->diag)
        return;
    diag_add(setting->diag, DIAG_WARNING, "text-overfull", SPAN_NONE,
             "a line is %.1f pt wider than its measure: \"%.*s\"", len_to_pt(over),
             (int)MIN(line->end - line->start, 60), setting->text + line->start);
}

static void report_torn(const struct setting *setting, const struct line *line)
{
    if (!setting->diag)
        return;
    diag_add(setting->diag, DIAG_NOTE, "text-torn", SPAN_NONE,
             "a word that is wider than its line is parted: \"%.*s\"",
             (int)MIN(line->end - line->start, 60), setting->text + line->start);
}

static void push_line(const struct setting *setting, const struct line_plan *plan,
                      struct lines *lines)
{
    struct line *line = &lines->lines[lines->n++];
    *line = line_set(setting, plan);
    lines->widest = MAX(lines->widest, line->width);
    report_overfull(setting, line, plan);
}

static void set_one_line(const struct setting *setting, struct lines *lines)
{
    size_t n = setting->chars->n;
    struct line_plan plan = {.visible_end = setting_visible_end(setting, n, 0),
                             .end = n,
                             .is_first = true,
                             .last = true};
    lines->lines = ARENA_NEW(setting->arena, struct line);
    push_line(setting, &plan, lines);
}

/* The breaks chosen: points[ends[i]] ends line i. */
struct fitted {
    GArray *points;
    const size_t *ends;
    size_t n;
};

static const struct fit_point *fit_point_at(const struct fitted *fitted, size_t index)
{
    return &g_array_index(fitted->points, struct fit_point, index);
}

static struct fitted fit(const struct setting *setting, const struct fit_style *style, bool hyphens)
{
    struct fitted fitted = {.points = points_find(setting, hyphens)};
    struct fit_point *points = (struct fit_point *)(void *)fitted.points->data;
    for (int tries = 0; tries < REPEATS_MOST; tries++) {
        fitted.ends = total_fit(points, fitted.points->len, style, setting->scratch, &fitted.n);
        size_t middle = repeats_find(setting, points, fitted.ends, fitted.n);
        if (middle == 0)
            break;
        points[fitted.ends[middle]].penalty += REPEATED;
    }
    return fitted;
}

// Whether a line is looser than a reader passes over, or runs over, or is too short to stand last.
static bool has_bad_line(const struct setting *setting, const struct fit_style *style,
                         const struct fitted *fitted)
{
    for (size_t i = 0; i < fitted->n; i++) {
        const struct fit_point *a = fit_point_at(fitted, i ? fitted->ends[i - 1] : 0);
        const struct fit_point *b = fit_point_at(fitted, fitted->ends[i]);
        int64_t slack = setting_room(setting, i == 0) - fit_width(a, b);
        if (!b->forced && fit_spend(style, a, b, slack).ratio > TOLERABLE)
            return true;
        if (fit_is_overfull(style, a, b, slack))
            return true;
        if (i > 0 && b->forced && fit_is_stub(a, b, setting_room(setting, false)))
            return true;
    }
    return false;
}

// Knuth's two passes: words are hyphenated only if no good breaks are found without.
static struct fitted fit_best(const struct setting *setting, const struct fit_style *style)
{
    struct fitted fitted = fit(setting, style, false);
    if (style->shape == FIT_JUSTIFIED ? has_bad_line(setting, style, &fitted)
                                      : setting->style->hyphenate) {
        if (setting_hyphenate(setting)) {
            g_array_free(fitted.points, TRUE);
            fitted = fit(setting, style, true);
        }
    }
    return fitted;
}

static struct line_plan plan_line(const struct setting *setting, const struct fitted *fitted,
                                  size_t i)
{
    const struct fit_point *a = fit_point_at(fitted, i ? fitted->ends[i - 1] : 0);
    const struct fit_point *b = fit_point_at(fitted, fitted->ends[i]);
    return (struct line_plan){.first = a->at,
                              .visible_end = setting_visible_end(setting, b->at, a->at),
                              .end = b->at,
                              .hyphen = b->flagged,
                              .is_first = i == 0,
                              .last = b->forced};
}

// What the line spends, and on which words. Where the lines above leave it fewer than it counted
// on, the rungs do the rest.
static void plan_spending(const struct setting *setting, const struct fit_style *style,
                          const struct fitted *fitted, size_t i, struct line_plan *plan,
                          struct elongations_above *above)
{
    const struct fit_point *a = fit_point_at(fitted, i ? fitted->ends[i - 1] : 0);
    const struct fit_point *b = fit_point_at(fitted, fitted->ends[i]);
    int64_t slack = setting_room(setting, i == 0) - fit_width(a, b);
    struct elongations_line line = {plan->first, plan->visible_end, fit_spend(style, a, b, slack)};
    plan->elongations = elongations_choose(setting, &line, above);
    if ((int)plan->elongations.n < line.spent.kashidas) {
        struct fit_style fewer = *style;
        fewer.kashida.most = (int)plan->elongations.n;
        // A body may be left where every join is refused, for a shorter length.
        if (plan->elongations.n == 0) {
            fewer.kashida.most = 1;
            fewer.kashida.comfortable = fewer.kashida.longest = KASHIDA_BODY_LONGEST;
        }
        line.spent = fit_spend(&fewer, a, b, slack);
        plan->elongations = elongations_choose(setting, &line, above);
    }
    if (plan->elongations.n == 0 && line.spent.kashidas > 0) {
        struct fit_style none = *style;
        none.kashida.most = 0;
        line.spent = fit_spend(&none, a, b, slack);
    }
    plan->spent = line.spent;
    elongations_remember(setting, &line, &plan->elongations, above);
}

/* How the text comes out at a measure. */
struct try_of_lines {
    size_t lines;
    bool fits; /* no line is wider than it, no word parted for want of room */
};

static struct try_of_lines outcome_at(struct setting *setting, len measure)
{
    setting->measure = measure;
    struct fit_style style = fit_style_of(setting);
    struct fitted fitted = fit_best(setting, &style);
    struct try_of_lines outcome = {fitted.n, true};
    for (size_t i = 0; i < fitted.n; i++) {
        const struct fit_point *a = fit_point_at(&fitted, i ? fitted.ends[i - 1] : 0);
        const struct fit_point *b = fit_point_at(&fitted, fitted.ends[i]);
        if (b->torn || fit_width(a, b) > setting_room(setting, i == 0))
            outcome.fits = false;
    }
    g_array_free(fitted.points, TRUE);
    return outcome;
}

// The least measure that takes no more lines, and fits if the whole measure does.
static len least_measure(struct setting *setting)
{
    enum { STEPS = 9 };
    len low = setting->measure / 4, high = setting->measure;
    struct try_of_lines whole = outcome_at(setting, high);
    for (int i = 0; whole.lines > 1 && i < STEPS; i++) {
        len middle = low + (high - low) / 2;
        struct try_of_lines outcome = outcome_at(setting, middle);
        if (outcome.lines > whole.lines || (whole.fits && !outcome.fits))
            low = middle;
        else
            high = middle;
    }
    return high;
}

static void set_lines(const struct setting *setting, struct lines *lines)
{
    struct fit_style style = fit_style_of(setting);
    struct fitted fitted = fit_best(setting, &style);
    struct elongations_above above = {.n = 0};
    lines->lines = ARENA_ARRAY(setting->arena, struct line, fitted.n);
    for (size_t i = 0; i < fitted.n; i++) {
        struct line_plan plan = plan_line(setting, &fitted, i);
        if (style.shape == FIT_JUSTIFIED && (!plan.last || setting->style->justify_last))
            plan_spending(setting, &style, &fitted, i, &plan, &above);
        push_line(setting, &plan, lines);
        if (fit_point_at(&fitted, fitted.ends[i])->torn)
            report_torn(setting, &lines->lines[i]);
    }
    g_array_free(fitted.points, TRUE);
}

// `least`, if it is not NULL, becomes the least measure that takes no more lines, which are set to
// it.
static struct lines lines_of(struct setting *setting, len *least)
{
    struct lines lines = {.rtl = setting->chars->rtl};
    if (!least && plain_lines_set(setting, &lines))
        return lines;
    if (setting_is_one_line(setting)) {
        set_one_line(setting, &lines);
        return lines;
    }
    setting_find_breaks(setting);
    if (least)
        *least = setting->measure = least_measure(setting);
    set_lines(setting, &lines);
    return lines;
}

// The widest stretch of text between forced breaks.
static int64_t widest_stretch(const struct setting *setting)
{
    const struct chars *chars = setting->chars;
    const int64_t *x = setting_measured(setting)->x;
    int64_t widest = 0;
    size_t first = 0;
    for (size_t at = 1; at <= chars->n; at++) {
        if (at < chars->n && !chars_is_newline(chars->code[at - 1]))
            continue;
        widest = MAX(widest, x[setting_visible_end(setting, at, first)] - x[first]);
        first = at;
    }
    return widest;
}

static len natural_width(struct font_set *fonts, const struct styled_text *text,
                         const struct paragraph_style *style, struct arena *arena)
{
    struct setting setting = setting_new(fonts, text, style, LEN_MAX, arena, NULL);
    return (len)MIN(widest_stretch(&setting), LEN_MAX);
}

static struct lines set_anew(struct font_set *fonts, const struct styled_text *text,
                             const struct paragraph_style *style, len measure, struct arena *arena,
                             struct diag *diag)
{
    struct setting setting = setting_new(fonts, text, style, measure, arena, diag);
    return lines_of(&setting, NULL);
}

enum { WIDTH_ALONE = -1 }; // the measure of what is offered to be measured

static struct lines set_ahead(struct font_set *fonts, const struct styled_text *text,
                              const struct paragraph_style *style, len measure, struct arena *arena,
                              struct diag *diag)
{
    if (measure != WIDTH_ALONE)
        return set_anew(fonts, text, style, measure, arena, diag);
    return (struct lines){.widest = natural_width(fonts, text, style, arena)};
}

struct lines paragraph_set(struct font_set *fonts, const struct styled_text *text,
                           const struct paragraph_style *style, len measure, struct arena *arena,
                           struct diag *diag)
{
    struct lines lines = {0};
    if (text->n == 0)
        return lines;
    assert(style->lang && text->n_attrs > 0);
    struct line_cache *cache = line_cache_takes(text) ? font_set_line_cache(fonts) : NULL;
    struct ahead *ahead = font_set_ahead(fonts);
    struct paragraph_key key = {0};
    if (cache || ahead)
        key = paragraph_key_put(font_set_key(fonts), text, style, measure);
    if (cache && line_cache_find(cache, &key, arena, &lines))
        return lines;
    struct styled_text kept = *text;
    size_t notes = diag ? diag_count(diag) : 0;
    if (!ahead || !ahead_take(ahead, &key, text, arena, &lines, &kept.text)) {
        kept.text = arena_strndup(arena, text->text, text->n);
        lines = set_anew(fonts, &kept, style, measure, arena, diag);
    }
    if (cache && (!diag || diag_count(diag) == notes))
        line_cache_offer(cache, &key, kept.text, kept.n, &lines);
    return lines;
}

struct lines paragraph_set_equal(struct font_set *fonts, const struct styled_text *text,
                                 const struct paragraph_style *style, len *measure,
                                 struct arena *arena, struct diag *diag)
{
    if (text->n == 0)
        return (struct lines){0};
    struct styled_text kept = *text;
    kept.text = arena_strndup(arena, text->text, text->n);
    struct setting setting = setting_new(fonts, &kept, style, *measure, arena, diag);
    return lines_of(&setting, measure);
}

void paragraph_work_ahead(struct font_set *fonts, unsigned threads)
{
    struct ahead *ahead = font_set_ahead(fonts);
    if (!ahead && threads > 0) {
        font_set_expect_twins(fonts);
        ahead = ahead_new(fonts, set_ahead);
        font_set_keep_ahead(fonts, ahead, ahead_free);
    }
    if (ahead) {
        ahead_forget(ahead);
        ahead_set_threads(ahead, threads);
    }
}

bool paragraph_wants_offers(struct font_set *fonts)
{
    const struct ahead *ahead = font_set_ahead(fonts);
    return ahead && !ahead_is_full(ahead);
}

void paragraph_offer(struct font_set *fonts, const struct styled_text *text,
                     const struct paragraph_style *style, len measure)
{
    struct ahead *ahead = font_set_ahead(fonts);
    if (!ahead || text->n == 0)
        return;
    struct paragraph_key key = paragraph_key_put(font_set_key(fonts), text, style, measure);
    if (!line_cache_takes(text) || !line_cache_has(font_set_line_cache(fonts), &key))
        ahead_offer(ahead, &key, text, style, measure);
}

void paragraph_offer_width(struct font_set *fonts, const struct styled_text *text,
                           const struct paragraph_style *style)
{
    struct ahead *ahead = font_set_ahead(fonts);
    if (!ahead || text->n == 0)
        return;
    struct paragraph_key key = paragraph_key_put(font_set_key(fonts), text, style, WIDTH_ALONE);
    ahead_offer(ahead, &key, text, style, WIDTH_ALONE);
}

void paragraph_drop_offers(struct font_set *fonts)
{
    if (font_set_ahead(fonts))
        ahead_drop(font_set_ahead(fonts));
}

void paragraph_forget_offers(struct font_set *fonts)
{
    if (font_set_ahead(fonts))
        ahead_forget(font_set_ahead(fonts));
}

len paragraph_natural_width(struct font_set *fonts, const struct styled_text *text,
                            const struct paragraph_style *style, struct arena *arena)
{
    if (text->n == 0)
        return 0;
    struct ahead *ahead = font_set_ahead(fonts);
    struct lines lines;
    const char *kept;
    if (ahead) {
        struct paragraph_key key = paragraph_key_put(font_set_key(fonts), text, style, WIDTH_ALONE);
        if (ahead_take(ahead, &key, text, arena, &lines, &kept))
            return lines.widest;
    }
    return natural_width(fonts, text, style, arena);
}

// SPDX-License-Identifier: MIT
#include "text/justify.h"

#include "text/font.h"

#include <math.h>

/* What the slack of a line goes into. */
struct stretch {
    uint32_t spaces;
    int64_t space_width;
    int64_t loose;    /* advances of the characters that may be spaced apart */
    size_t loose_end; /* characters from here on do not: nothing follows on the line */
};

static struct stretch find_stretch(const struct setting *setting, const struct line_plan *plan)
{
    const struct fit_sum *sums = setting_measured(setting)->sums;
    const struct fit_sum *from = &sums[plan->first], *to = &sums[plan->visible_end];
    struct stretch stretch = {to->spaces - from->spaces, to->space_width - from->space_width, 0,
                              plan->visible_end};
    // The last character of the line has no gap after it.
    while (stretch.loose_end > plan->first &&
           !(setting->chars->flags[--stretch.loose_end] & CHAR_GRAPHEME))
        ;
    stretch.loose = sums[stretch.loose_end].loose - from->loose;
    return stretch;
}

static bool may_open(const struct setting *setting, const struct stretch *stretch,
                     const struct glyph_run *run, const struct glyph *glyph)
{
    size_t byte = (size_t)(run->text - setting->text) + glyph->cluster;
    size_t at = chars_at_byte(setting->chars, byte);
    return at < stretch->loose_end && chars_open(setting->chars, at);
}

// Rounding is carried along, so that many gaps fill the line as exactly as few.
static void open_run(const struct setting *setting, const struct stretch *stretch, double ratio,
                     struct glyph_run *run, double *carry)
{
    struct glyph *glyphs = (struct glyph *)run->glyphs; // the line's own until it is handed over
    for (size_t i = 0, end; i < run->n_glyphs; i = end) {
        int32_t advance = 0;
        for (end = i; end < run->n_glyphs && glyphs[end].cluster == glyphs[i].cluster; end++)
            advance += glyphs[end].advance;
        if (advance <= 0 || !may_open(setting, stretch, run, &glyphs[i]))
            continue;
        double wanted = *carry + ratio * FIT_LOOSE_PART * advance;
        int32_t units = (int32_t)lround(wanted);
        *carry = wanted - units;
        glyphs[end - 1].advance += units; // after its marks, which are placed from the letter
    }
}

// What the gaps of the line give, either way.
static double gaps_give(const struct setting *setting, const struct line *line)
{
    double gives = 0;
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[i].run;
        for (size_t k = 0; k < run->n_glyphs; k++)
            if (run->glyphs[k].flags & GLYPH_GAP)
                gives += setting->style->rungs.gaps * (double)run->size / 1000;
    }
    return gives;
}

void justify_rungs(const struct setting *setting, const struct line_plan *plan, struct line *line,
                   len room)
{
    struct stretch stretch = find_stretch(setting, plan);
    double slack = room - line->width, scale = setting_scale(setting);
    double spaces = slack > 0 ? setting_stretch(setting) * ((double)stretch.space_width +
                                                            FIT_LOOSE_PART * (double)stretch.loose)
                              : setting_shrink(setting) * (double)stretch.space_width;
    double gives = spaces + gaps_give(setting, line) + scale * line->width;
    double ratio = gives > 0 ? CLAMP(slack / gives, -1, 1) : 0;
    // As fine as a PDF's text is scaled: a hundredth of a percent.
    int32_t widen = 100 * (int32_t)lround(ratio * scale * 10000);
    for (size_t i = 0; i < line->n_runs; i++) {
        struct glyph_run *run = &line->runs[i].run;
        // Which gaps may move was chosen for the way the line was to go.
        if (ratio * plan->spent.ratio > 0)
            run->gap_extra = (len)lround(ratio * setting->style->rungs.gaps * run->size / 1000);
        run->widen = widen;
    }
}

void justify_spaces(const struct setting *setting, const struct line_plan *plan, struct line *line,
                    len room)
{
    struct stretch stretch = find_stretch(setting, plan);
    double slack = room - line->width, carry = 0;
    double total = (double)stretch.space_width;
    if (slack > 0)
        total += FIT_LOOSE_PART * (double)stretch.loose;
    if (total <= 0 || line->n_runs == 0)
        return;
    total = glyph_run_widened(&line->runs[0].run, total);
    line->ratio = MAX(slack / total, -SETTING_SHRINK);
    double extra = stretch.spaces ? line->ratio * (double)stretch.space_width / stretch.spaces : 0;
    for (size_t i = 0; i < line->n_runs; i++) {
        line->runs[i].run.space_extra = (len)lround(extra);
        if (slack > 0 && stretch.loose > 0)
            open_run(setting, &stretch, line->ratio, &line->runs[i].run, &carry);
    }
}

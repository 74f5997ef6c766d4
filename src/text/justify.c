// SPDX-License-Identifier: MIT
#include "text/justify.h"

#include "text/font.h"
#include "language/script.h"

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
    return at < stretch->loose_end && (setting->chars->flags[at] & CHAR_GRAPHEME) &&
           script_is_unspaced(setting->chars->script[at]);
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

void justify_line(const struct setting *setting, const struct line_plan *plan, struct line *line,
                  len room)
{
    struct stretch stretch = find_stretch(setting, plan);
    double slack = room - line->width, carry = 0;
    double total = (double)stretch.space_width;
    if (slack > 0)
        total += FIT_LOOSE_PART * (double)stretch.loose;
    if (total <= 0)
        return;
    line->ratio = MAX(slack / total, -SETTING_SHRINK);
    double extra = stretch.spaces ? line->ratio * (double)stretch.space_width / stretch.spaces : 0;
    for (size_t i = 0; i < line->n_runs; i++) {
        line->runs[i].run.space_extra = (len)lround(extra);
        if (slack > 0 && stretch.loose > 0)
            open_run(setting, &stretch, line->ratio, &line->runs[i].run, &carry);
    }
}

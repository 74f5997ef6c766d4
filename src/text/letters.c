// SPDX-License-Identifier: MIT
#include "text/letters.h"

#include <math.h>

static bool in_run(const struct setting *setting, const struct glyph_run *run, size_t at,
                   uint32_t *ret_cluster)
{
    size_t start = (size_t)(run->text - setting->text), byte = setting->chars->byte[at];
    *ret_cluster = (uint32_t)(byte - start);
    return byte >= start && byte < start + run->n_text;
}

// Clusters ascend, or descend when right to left.
static size_t first_of_cluster(const struct glyph_run *run, uint32_t cluster)
{
    bool rtl = run->level & 1;
    size_t low = 0, high = run->n_glyphs;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t here = run->glyphs[middle].cluster;
        if (rtl ? here > cluster : here < cluster)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool letter_find(const struct setting *setting, struct line *line, size_t at,
                 struct set_letter *ret)
{
    for (size_t r = 0; r < line->n_runs; r++) {
        struct glyph_run *run = &line->runs[r].run;
        uint32_t cluster;
        if (!in_run(setting, run, at, &cluster))
            continue;
        struct glyph *glyphs = (struct glyph *)run->glyphs; // the line's own until handed over
        *ret = (struct set_letter){run, NULL};
        for (size_t i = first_of_cluster(run, cluster);
             i < run->n_glyphs && glyphs[i].cluster == cluster; i++) {
            if (glyphs[i].advance <= 0)
                continue;
            if (ret->glyph)
                return false;
            ret->glyph = &glyphs[i];
        }
        return ret->glyph != NULL;
    }
    return false;
}

// The middle of a mark, from the left end of the letter that it is on.
static double mark_middle(const struct face *face, const struct glyph *mark)
{
    hb_glyph_extents_t extents = {0, 0, 0, 0};
    hb_font_get_glyph_extents(face->hb_font, form_glyph(mark->id), &extents);
    return mark->dx + extents.x_bearing + extents.width / 2.0;
}

// Marks stand left of their letter and have no width.
void letter_exchange(const struct set_letter *letter, const struct letter_form *form)
{
    const struct face *face = letter->run->face;
    struct glyph *glyph = letter->glyph;
    uint32_t id = form_id(glyph->id, form);
    for (struct glyph *mark = glyph; mark-- > letter->run->glyphs && mark->advance == 0;)
        mark->dx += (int32_t)lround(form_shift(face, id, mark_middle(face, mark)));
    glyph->id = id;
    glyph->advance += form_added(face, form);
}

/* Widths are whole steps; what a letter could not take, the next does. */
struct widening {
    double ratio;
    double finals; /* the style's share of what the bodies can give */
    double carry;
};

static int steps_of(struct widening *widening, uint8_t rung)
{
    bool more = widening->ratio > 0, flat = rung & LETTER_FLAT;
    int gives = flat ? (more ? RUNG_FLAT : RUNG_FLAT_LESS) : (more ? RUNG_BOWL : RUNG_BOWL_LESS);
    double wanted =
        widening->ratio * widening->finals * gives * FORM_WIDE_STEPS / 1000 + widening->carry;
    int steps = (int)lround(wanted);
    widening->carry = wanted - steps;
    return steps;
}

static void give_letter(const struct setting *setting, struct line *line, size_t at,
                        struct widening *widening)
{
    uint8_t rung = setting->places.rungs[at];
    struct set_letter letter;
    if (!rung || !letter_find(setting, line, at, &letter))
        return;
    // A gap does not close on marks: a reader would give them to the letter that comes nearer.
    bool marked = at > 0 && g_unichar_ismark(setting->chars->code[at - 1]);
    if ((rung & LETTER_GAP) && (widening->ratio > 0 || !marked))
        letter.glyph->flags |= GLYPH_GAP;
    bool body = rung & (LETTER_FLAT | LETTER_BOWL);
    if (!body || form_is(letter.glyph->id) || widening->finals == 0)
        return;
    struct letter_form form = {FORM_WIDENED, steps_of(widening, rung), false, 0};
    const struct form_zone *zone = form_zone(letter.run->face, letter.glyph->id);
    if (form.steps != 0 && zone->end > zone->start)
        letter_exchange(&letter, &form);
}

void letters_give(const struct setting *setting, struct line *line, double ratio)
{
    struct widening widening = {CLAMP(ratio, -1, 1), setting->style->rungs.finals / 100.0, 0};
    size_t first = chars_at_byte(setting->chars, line->start);
    size_t end = chars_at_byte(setting->chars, line->end);
    for (size_t at = first; setting->places.rungs && at < end; at++)
        give_letter(setting, line, at, &widening);
}

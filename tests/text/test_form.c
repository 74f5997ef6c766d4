// SPDX-License-Identifier: MIT
// Letters drawn longer: the stroke is whole from one letter through the kashida to the other, in
// every face that bears one and for every pair of letters that may be parted so.
#include "setting_kit.h"
#include "text/face.h"
#include "text/font_choose.h"
#include "text/form.h"

#include <math.h>

static const char *const letters[] = {"ب", "ج", "س", "ص", "ط", "ع", "ف", "ق", "ك", "ل",
                                      "م", "ن", "ه", "ي", "ة", "د", "ا", "ر", "و"};

/* Two letters beside each other, and what their word was shaped to. */
struct pair {
    const struct face *face;
    uint32_t first, next;
    bool safe;
};

// The middle two of "b first next b" or, where the last is not to join, of "b first next".
static bool shape_pair(struct kit *kit, const char *family, const char *first, const char *next,
                       bool medial, struct pair *ret)
{
    char *word = g_strconcat("ل", first, next, medial ? "ل" : "", NULL);
    struct text_attr attr = kit_attr(word);
    attr.family = family;
    struct paragraph_style style = kit_style("ar");
    style.align = TEXT_START;
    struct lines set =
        paragraph_set(kit->fonts, &(struct styled_text){word, strlen(word), &attr, 1}, &style,
                      len_from_mm(100), kit->arena, kit->diag);
    const struct glyph_run *run = &set.lines[0].runs[0].run;
    *ret = (struct pair){run->face, 0, 0, false};
    unsigned found = 0;
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        if (glyph->advance <= 0)
            continue;
        found += glyph->cluster == 2 || glyph->cluster == 4;
        if (glyph->cluster == 2)
            ret->first = glyph->id;
        if (glyph->cluster == 4) {
            ret->next = glyph->id;
            ret->safe = glyph->flags & GLYPH_SAFE_KASHIDA;
        }
    }
    g_free(word);
    return found == 2 && ret->first && ret->next;
}

// Where the stroke at the height of the kashida is cut, and how thick it is there.
static double thickness(const struct outline *outline, double x, double middle)
{
    struct outline_span spans[OUTLINE_SPANS];
    size_t n = outline_cut(outline, NULL, x, spans);
    for (size_t i = 0; i < n; i++)
        if (spans[i].low <= middle && spans[i].high >= middle)
            return spans[i].high - spans[i].low;
    return 0;
}

// From a little inside the next letter to a little inside the first, ink without a gap, nowhere
// thinner than the flat stroke.
static double hold_pair(struct kit *kit, const struct pair *pair, int steps)
{
    struct face_stroke stroke = face_stroke(pair->face);
    const struct form_seams *from = form_seams(pair->face, pair->first);
    const struct form_seams *into = form_seams(pair->face, pair->next);
    struct letter_form longer = {FORM_LENGTHENED, steps, false, into->right_reach};
    struct letter_form bent = {FORM_BENT, steps, false, from->left_reach};
    struct outline one = form_outline(pair->face, form_id(pair->first, &longer), kit->arena);
    struct outline other = form_outline(pair->face, form_id(pair->next, &bent), kit->arena);
    double added = form_added(pair->face, &longer), em = pair->face->upem, thinnest = 2;
    double edge = hb_font_get_glyph_h_advance(pair->face->hb_font, pair->next);
    for (double x = -0.04 * em; x < added + 0.04 * em; x += 0.004 * em) {
        double sink = 0.05 * added * (1 - pow((x - added / 2) / (added / 2 + 0.15 * em), 2));
        double middle = (stroke.low + stroke.high) / 2.0 - fmax(sink, 0) * 0.7;
        double thick = fmax(thickness(&one, x, middle), thickness(&other, x + edge, middle));
        thinnest = fmin(thinnest, thick / (stroke.high - stroke.low));
    }
    return thinnest;
}

static void kashidas_are_one_stroke(void **state)
{
    struct kit *kit = *state;
    static const char *const families[] = {"serif", "sans"};
    for (size_t f = 0; f < G_N_ELEMENTS(families); f++) {
        unsigned n = 0;
        double thinnest = 2;
        for (size_t i = 0; i < 14; i++) {
            for (size_t k = 0; k < G_N_ELEMENTS(letters); k++) {
                struct pair pair;
                if (!shape_pair(kit, families[f], letters[i], letters[k], k < 14 && (i + k) % 2,
                                &pair) ||
                    !pair.safe || !form_seams(pair.face, pair.first)->left ||
                    !form_seams(pair.face, pair.next)->right)
                    continue;
                for (int steps = 6; steps <= 22; steps += 8)
                    thinnest = fmin(thinnest, hold_pair(kit, &pair, steps));
                n++;
            }
        }
        print_message("%s: %u pairs, nowhere thinner than %.2f of the flat stroke\n", families[f],
                      n, thinnest);
        assert_true(n > 60);
        assert_true(thinnest > 0.9);
    }
}

// A glyph's number says all about its form.
static void forms_come_back(void **state)
{
    (void)state;
    for (int kind = FORM_WIDENED; kind <= FORM_BENT; kind++)
        for (int steps = -FORM_WIDE_STEPS_MOST; steps <= FORM_WIDE_STEPS_MOST; steps++) {
            struct letter_form form = {(enum form_kind)kind, steps, steps % 2 != 0, (steps & 3)};
            uint32_t id = form_id(4711, &form);
            struct letter_form back = form_of(id);
            assert_true(form_is(id));
            assert_int_equal(form_glyph(id), 4711);
            assert_int_equal(back.kind, form.kind);
            assert_int_equal(back.steps, form.steps);
            assert_int_equal(back.deep, form.deep);
            assert_int_equal(back.reach, form.reach);
        }
    assert_false(form_is(4711));
}

static double lowest_stroke(const struct outline *outline, double x)
{
    struct outline_span spans[OUTLINE_SPANS];
    return outline_cut(outline, NULL, x, spans) > 0 ? spans[0].high - spans[0].low : 0;
}

// A body widened moves what is right of it by all, what is left of it not at all, and the pen stays
// as thick.
static void bodies_widen_in_their_middle(void **state)
{
    struct kit *kit = *state;
    struct pair pair;
    assert_true(shape_pair(kit, "serif", "ي", "ت", false, &pair));
    const struct form_zone *zone = form_zone(pair.face, pair.next);
    assert_true(zone->end - zone->start > 400); // (recipe: 184 to 729)
    for (int steps = -1; steps <= 12; steps++) {
        struct letter_form form = {FORM_WIDENED, steps, false, 0};
        uint32_t id = form_id(pair.next, &form);
        double added = form_added(pair.face, &form);
        assert_true(fabs(form_shift(pair.face, id, 0)) < 1e-6);
        assert_true(fabs(form_shift(pair.face, id, 2000) - added) < 1e-6);
        struct outline wide = form_outline(pair.face, id, kit->arena), plain;
        assert_true(outline_read(pair.face, pair.next, kit->arena, &plain));
        double x = (zone->start + zone->end) / 2.0;
        double thick = lowest_stroke(&plain, x), now = lowest_stroke(&wide, x + added / 2);
        assert_true(thick > 0 && fabs(now - thick) < 0.08 * thick);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(forms_come_back),
                                       cmocka_unit_test(kashidas_are_one_stroke),
                                       cmocka_unit_test(bodies_widen_in_their_middle)};
    return cmocka_run_group_tests(tests, kit_open, kit_close);
}

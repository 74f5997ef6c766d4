// SPDX-License-Identifier: MIT
#include "text/elongate.h"

#include "text/form.h"
#include "text/letters.h"

#include <math.h>
#include <string.h>

#define REFUSED 150
#define FIRST_WORD 6
#define BENEATH 80      /* at most, for a kashida below one of the line above */
#define BENEATH_EMS 1.5 /* from this far on it costs nothing */
#define SAME_WORD 200
#define APART_EMS 5
#define APART_PART 0.3   /* of the measure */
#define BETTER_PART 0.53 /* of two, the cheaper takes so much of the length */

int64_t elongations_apart(const struct setting *setting)
{
    len em = setting->places.n ? setting->places.list[0].em : 0;
    return MAX((int64_t)(APART_PART * setting->measure), (int64_t)APART_EMS * em);
}

// How far along the line, from its start side, a place is.
static int64_t place_x(const struct setting *setting, const struct elongations_line *line,
                       const struct kashida_place *place)
{
    const int64_t *x = setting_measured(setting)->x;
    return x[place->letter + 1] - x[line->first];
}

static double beneath(const struct elongations_above *above, int64_t x, len em)
{
    double nearest = BENEATH_EMS * em;
    for (size_t i = 0; i < above->n; i++)
        nearest = MIN(nearest, (double)llabs(above->x[i] - x));
    return BENEATH * (1 - nearest / (BENEATH_EMS * em));
}

static bool is_remembered(const struct elongations_above *above, uint32_t word)
{
    for (size_t i = 0; i < WORDS_REMEMBERED; i++)
        if (above->words[i] == word)
            return true;
    return false;
}

static double price_of(const struct setting *setting, const struct elongations_line *line,
                       const struct elongations_above *above, const struct kashida_place *place)
{
    if (line->spent.steps > place->steps_most || place->end > line->end ||
        place->first < line->first)
        return REFUSED;
    double price = place->price + beneath(above, place_x(setting, line, place), place->em);
    if (place->first == line->first)
        price += FIRST_WORD;
    return is_remembered(above, place->word) ? price + SAME_WORD : price;
}

/* The places of a line and what each costs. */
struct offers {
    const struct kashida_place *places;
    double *prices;
    size_t n;
};

static struct offers find_offers(const struct setting *setting, const struct elongations_line *line,
                                 const struct elongations_above *above)
{
    const struct fit_sum *sums = setting_measured(setting)->sums;
    size_t first = sums[line->first].places, n = sums[line->end].places - first;
    struct offers offers = {setting->places.list + first, ARENA_ARRAY(setting->scratch, double, n),
                            n};
    for (size_t i = 0; i < n; i++)
        offers.prices[i] = price_of(setting, line, above, &offers.places[i]);
    return offers;
}

static struct elongations choose_one(const struct offers *offers, int steps)
{
    struct elongations chosen = {.n = 0};
    double least = REFUSED;
    for (size_t i = 0; i < offers->n; i++) {
        if (offers->prices[i] >= least)
            continue;
        least = offers->prices[i];
        chosen.list[0] = (struct elongation){&offers->places[i], steps};
        chosen.n = 1;
    }
    return chosen;
}

// Two words that are not neighbours and whose kashidas stand well apart.
static bool may_both(const struct setting *setting, const struct kashida_place *a,
                     const struct kashida_place *b)
{
    const struct measured *measured = setting_measured(setting);
    return measured->sums[b->first].spaces - measured->sums[a->end].spaces >= 2 &&
           measured->x[b->letter] - measured->x[a->letter] >= elongations_apart(setting) &&
           a->word != b->word;
}

static struct elongations choose_two(const struct setting *setting, const struct offers *offers,
                                     int steps)
{
    struct elongations chosen = {.n = 0};
    double least = 2 * REFUSED;
    int most = MAX(setting->style->rungs.kashida_most * FORM_KASHIDA_STEPS / 1000, steps);
    int better = MIN((int)lround(2 * steps * BETTER_PART), most);
    for (size_t i = 0; i < offers->n; i++) {
        for (size_t j = i + 1; j < offers->n; j++) {
            double one = offers->prices[i], other = offers->prices[j];
            if (MAX(one, other) >= REFUSED || one + other >= least ||
                !may_both(setting, &offers->places[i], &offers->places[j]))
                continue;
            least = one + other;
            int first = one <= other ? better : 2 * steps - better;
            chosen.list[0] = (struct elongation){&offers->places[i], first};
            chosen.list[1] = (struct elongation){&offers->places[j], 2 * steps - first};
            chosen.n = 2;
        }
    }
    return chosen;
}

struct elongations elongations_choose(const struct setting *setting,
                                      const struct elongations_line *line,
                                      const struct elongations_above *above)
{
    struct elongations none = {.n = 0};
    if (line->spent.kashidas == 0)
        return none;
    struct offers offers = find_offers(setting, line, above);
    struct elongations two = none;
    if (line->spent.kashidas > 1)
        two = choose_two(setting, &offers, line->spent.steps);
    return two.n ? two : choose_one(&offers, line->spent.steps);
}

void elongations_remember(const struct setting *setting, const struct elongations_line *line,
                          const struct elongations *chosen, struct elongations_above *above)
{
    above->n = chosen->n;
    for (size_t i = 0; i < chosen->n; i++) {
        above->x[i] = place_x(setting, line, chosen->list[i].place);
        memmove(above->words + 1, above->words, sizeof above->words - sizeof above->words[0]);
        above->words[0] = chosen->list[i].place->word;
    }
}

// A final letter's own body, drawn out.
static bool widen_body(const struct set_letter *letter, int steps)
{
    struct letter_form form = {
        FORM_WIDENED, (steps * FORM_WIDE_STEPS + FORM_KASHIDA_STEPS / 2) / FORM_KASHIDA_STEPS,
        false, 0};
    const struct form_zone *zone = form_zone(letter->run->face, letter->glyph->id);
    if (zone->end <= zone->start)
        return false;
    letter_exchange(letter, &form);
    return true;
}

static bool lengthen(const struct setting *setting, const struct elongation *elongation,
                     struct line *line)
{
    struct set_letter letter, next;
    if (!letter_find(setting, line, elongation->place->letter, &letter))
        return false;
    if (elongation->place->next == elongation->place->letter)
        return widen_body(&letter, elongation->steps);
    if (!letter_find(setting, line, elongation->place->next, &next) || next.run != letter.run)
        return false;
    const struct form_seams *from = form_seams(letter.run->face, letter.glyph->id);
    const struct form_seams *into = form_seams(next.run->face, next.glyph->id);
    if (!from->left || !into->right)
        return false; // a letter took another form at the line's end
    struct letter_form longer = {FORM_LENGTHENED, elongation->steps, elongation->place->deep,
                                 into->right_reach};
    struct letter_form bent = {FORM_BENT, elongation->steps, elongation->place->deep,
                               from->left_reach};
    letter_exchange(&letter, &longer);
    letter_exchange(&next, &bent);
    return true;
}

unsigned elongations_apply(const struct setting *setting, const struct elongations *chosen,
                           struct line *line)
{
    unsigned n = 0;
    for (size_t i = 0; i < chosen->n; i++)
        n += lengthen(setting, &chosen->list[i], line);
    return n;
}

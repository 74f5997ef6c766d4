// SPDX-License-Identifier: MIT
#include "text/elongate.h"

#include <string.h>

#define CROWDED 6.0 /* the price of a neighbour at no distance, in priorities */
#define APART 0.15  /* of the measure: the distance from which neighbours cost nothing */
#define STACKED 2   /* units: nearer than this, one kashida is below another */
#define CONTEXT 8   /* characters on either side that joining may look at */
#define TATWEEL "\xd9\x80"
#define TATWEEL_BYTES 2

// How far along the line, from its start side, a join is.
static int64_t place_of(const struct setting *setting, const struct line_plan *plan,
                        const struct kashida_join *join)
{
    return setting_measured(setting)->x[join->before] - setting_measured(setting)->x[plan->first];
}

static bool is_stacked(const struct line_plan *plan, int64_t x, len unit)
{
    for (size_t i = 0; i < plan->above->n; i++)
        if (llabs(plan->above->x[i] - x) < (int64_t)STACKED * unit)
            return true;
    return false;
}

static double crowding(const struct setting *setting, const struct line_plan *plan,
                       const struct elongations *chosen, int64_t x)
{
    double nearest = 1, far = APART * setting->measure;
    for (size_t i = 0; i < chosen->n; i++) {
        int64_t distance = llabs(place_of(setting, plan, chosen->list[i].join) - x);
        nearest = MIN(nearest, (double)distance / far);
    }
    return CROWDED * (1 - nearest);
}

static bool is_chosen(const struct elongations *chosen, const struct kashida_join *join)
{
    for (size_t i = 0; i < chosen->n; i++)
        if (chosen->list[i].join == join)
            return true;
    return false;
}

// The cheapest join not yet chosen; NULL when none is left that may be.
static const struct kashida_join *next_join(const struct setting *setting,
                                            const struct line_plan *plan, size_t first,
                                            const struct elongations *chosen)
{
    const struct kashida_join *best = NULL;
    double least = 0;
    for (size_t i = first; i < setting->joins.n; i++) {
        const struct kashida_join *join = &setting->joins.joins[i];
        if (join->before >= plan->visible_end)
            break;
        int64_t x = place_of(setting, plan, join);
        if (is_chosen(chosen, join) || is_stacked(plan, x, join->unit))
            continue;
        double price = join->priority + crowding(setting, plan, chosen, x);
        if (!best || price < least) {
            best = join;
            least = price;
        }
    }
    return best;
}

static void insert_sorted(struct elongations *chosen, const struct kashida_join *join)
{
    size_t i = chosen->n++;
    for (; i > 0 && chosen->list[i - 1].join > join; i--)
        chosen->list[i] = chosen->list[i - 1];
    chosen->list[i] = (struct elongation){join, 0};
}

static size_t first_join(const struct kashida_joins *joins, size_t character)
{
    size_t low = 0, high = joins->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (joins->joins[middle].before < character)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void deal_units(struct elongations *chosen, int units)
{
    for (int round = 0; round < KASHIDA_UNITS_MOST; round++)
        for (size_t i = 0; i < chosen->n && units > 0; i++, units--)
            chosen->list[i].units++;
}

struct elongations elongations_choose(const struct setting *setting, const struct line_plan *plan)
{
    struct elongations chosen = {.n = 0};
    if (!plan->above)
        return chosen;
    size_t first = first_join(&setting->joins, plan->first);
    int words = MIN(plan->spent.kashidas, KASHIDA_WORDS_MOST);
    while ((int)chosen.n < words) {
        const struct kashida_join *join = next_join(setting, plan, first, &chosen);
        if (!join)
            break;
        insert_sorted(&chosen, join);
    }
    deal_units(&chosen, plan->spent.kashidas);
    plan->above->n = chosen.n;
    for (size_t i = 0; i < chosen.n; i++)
        plan->above->x[i] = place_of(setting, plan, chosen.list[i].join);
    return chosen;
}

bool elongations_touch(const struct elongations *elongations, size_t first, size_t end)
{
    for (size_t i = 0; i < elongations->n; i++)
        if (elongations->list[i].join->before > first && elongations->list[i].join->before < end)
            return true;
    return false;
}

/* The text with tatweels, and how to find the way back. */
struct shadow {
    GString *text;
    size_t start, end; /* of what is shaped, within `text` */
    uint32_t origin;   /* the paragraph's byte at `start` */
    struct {
        size_t at; /* byte of the shadow */
        size_t n;  /* bytes put in */
        uint32_t letter;
    } put[KASHIDA_WORDS_MOST];
    size_t n_put;
};

static struct shadow shadow_new(const struct chars *chars, size_t first, size_t end,
                                const struct elongations *elongations)
{
    struct shadow shadow = {.text = g_string_new(NULL), .origin = chars->byte[first]};
    size_t from = first > CONTEXT ? first - CONTEXT : 0;
    size_t to = MIN(end + CONTEXT, chars->n), at = first;
    g_string_append_len(shadow.text, chars->text + chars->byte[from],
                        chars->byte[first] - chars->byte[from]);
    shadow.start = shadow.text->len;
    for (size_t i = 0; i < elongations->n; i++) {
        const struct kashida_join *join = elongations->list[i].join;
        if (join->before <= first || join->before >= end)
            continue;
        g_string_append_len(shadow.text, chars->text + chars->byte[at],
                            chars->byte[join->before] - chars->byte[at]);
        at = join->before;
        shadow.put[shadow.n_put].at = shadow.text->len;
        shadow.put[shadow.n_put].n = (size_t)elongations->list[i].units * TATWEEL_BYTES;
        shadow.put[shadow.n_put++].letter = chars->byte[join->letter];
        for (int unit = 0; unit < elongations->list[i].units; unit++)
            g_string_append(shadow.text, TATWEEL);
    }
    g_string_append_len(shadow.text, chars->text + chars->byte[at],
                        chars->byte[end] - chars->byte[at]);
    shadow.end = shadow.text->len;
    g_string_append_len(shadow.text, chars->text + chars->byte[end],
                        chars->byte[to] - chars->byte[end]);
    return shadow;
}

// From a byte of the shadow to the paragraph's.
static void map_back(const struct shadow *shadow, struct glyph *glyph)
{
    size_t put = 0;
    for (size_t i = 0; i < shadow->n_put && shadow->put[i].at <= glyph->cluster; i++) {
        if (glyph->cluster < shadow->put[i].at + shadow->put[i].n) {
            glyph->cluster = shadow->put[i].letter;
            glyph->flags |= GLYPH_KASHIDA;
            return;
        }
        put += shadow->put[i].n;
    }
    glyph->cluster = (uint32_t)(glyph->cluster - shadow->start - put + shadow->origin);
}

struct shaped elongations_shape(const struct setting *setting, const struct text_item *item,
                                size_t first, size_t end, const struct elongations *elongations)
{
    struct shadow shadow = shadow_new(setting->chars, first, end, elongations);
    struct shaped shaped = shape_bytes(item, shadow.text->str, shadow.text->len, shadow.start,
                                       shadow.end, true, setting->scratch);
    for (size_t i = 0; i < shaped.n; i++)
        map_back(&shadow, &shaped.glyphs[i]);
    g_string_free(shadow.text, TRUE);
    return shaped;
}

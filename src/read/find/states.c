// SPDX-License-Identifier: MIT
// Dynamic programming over the units (Viterbi, 1967): each state has a score in each unit, each
// change of state a price. To begin a list is dear, to go on is cheap: what has begun goes on over
// notes, counts, pictures, long and odd entries.
#include "read/find/states.h"

#include "read/tables.h"

#include <string.h>

static const float NEVER = -1000;

enum { SHORT_COLUMNS = 40 };

static bool opens_block(const struct units *units, guint index)
{
    return index == 0 || unit_at(units, index)->block != unit_at(units, index - 1)->block;
}

// A line that could head something: no item, and within a block only with a colon.
static bool may_head(const struct units *units, guint index)
{
    const struct unit *unit = unit_at(units, index);
    if (unit->kind == UNIT_HEADING)
        return true;
    return unit->kind == UNIT_LINE && !unit_is(unit, TRAIT_COUNTS | TRAIT_CLOSING) &&
           (opens_block(units, index) || unit_is(unit, TRAIT_COLON));
}

static bool ends_in_bracket(const struct unit *unit)
{
    char last = unit->n ? unit->text[unit->n - 1] : 0;
    return last == ']' || last == ')';
}

// "Share this article" by itself above "Facebook".
static bool heads_page(const struct units *units, guint index)
{
    const struct unit *unit = unit_at(units, index);
    if (!(unit->topics & TOPIC_PAGE) || (unit->topics & TOPIC_SIGN) || unit->kind != UNIT_LINE ||
        !opens_block(units, index) || index + 1 == units_count(units) ||
        !opens_block(units, index + 1))
        return false;
    return unit_is(unit, TRAIT_RESIDUE) || (unit_at(units, index + 1)->topics & TOPIC_PAGE);
}

bool unit_bans(const struct units *units, guint index)
{
    const struct unit *unit = unit_at(units, index);
    enum { COLUMNS = 90 };
    // "Related articles" above a list of links.
    if (unit->kind == UNIT_HEADING && (unit->topics & TOPIC_PAGE) && !(unit->topics & TOPIC_SIGN))
        return true;
    if (heads_page(units, index))
        return true;
    return may_head(units, index) && (unit->topics & TOPIC_NOT) && unit->columns <= COLUMNS &&
           (unit->kind == UNIT_HEADING || unit_is(unit, TRAIT_COLON) ||
            !unit_is(unit, TRAIT_SENTENCE));
}

// Lines around begin with the same words and go on: "Water union", "Water union Leeds".
static bool begins_others(const struct units *units, guint index)
{
    enum { AROUND = 20 };
    const struct unit *unit = unit_at(units, index);
    guint end = MIN(index + AROUND + 1, units_count(units));
    for (guint i = index > AROUND ? index - AROUND : 0; i < end; i++) {
        const struct unit *other = unit_at(units, i);
        if (other->kind == unit->kind && other->n > unit->n && other->text[unit->n] == ' ' &&
            memcmp(other->text, unit->text, unit->n) == 0)
            return true;
    }
    return false;
}

// "Organisations": the word for a kind of signatories and hardly another.
static bool is_group(const struct units *units, guint index)
{
    const struct unit *unit = unit_at(units, index);
    bool brief = unit->words == 1 || (unit->words == 2 && !begins_others(units, index));
    return brief && (unit->topics & TOPIC_GROUP) && !(unit->topics & TOPIC_PAGE) &&
           unit->columns <= 40 && !unit_is(unit, TRAIT_STOP | TRAIT_DIGIT);
}

float unit_cue(const struct units *units, guint index)
{
    const struct unit *unit = unit_at(units, index);
    enum { COLUMNS = 70, LONG_COLUMNS = 160 };
    bool page = unit_is(unit, TRAIT_AROUND) || (unit->topics & TOPIC_PAGE);
    if (!may_head(units, index) || (page && !(unit->topics & (TOPIC_SIGN | TOPIC_SUPPORT))))
        return 0;
    bool heads = unit->kind == UNIT_HEADING || unit_is(unit, TRAIT_COLON) || ends_in_bracket(unit);
    bool brief = unit->columns <= COLUMNS && !unit_is(unit, TRAIT_SENTENCE);
    if (unit_bans(units, index) || unit->columns > LONG_COLUMNS || (!heads && !brief))
        return unit_is(unit, TRAIT_TOTAL) ? 1 : 0;
    bool group = (unit->topics & TOPIC_SIGN) && (unit->topics & TOPIC_GROUP);
    if (unit_is(unit, TRAIT_NOTE) && !unit_is(unit, TRAIT_TOTAL | TRAIT_COLON) && !group)
        return unit->topics & TOPIC_UNNAMED ? 0 : 0.5F;
    if (unit->topics & TOPIC_SIGN)
        return 3;
    if (unit_is(unit, TRAIT_TOTAL))
        return 1.5F;
    if (unit->topics & TOPIC_SUPPORT)
        return heads ? 1.5F : 1;
    return is_group(units, index) ? 1 : 0;
}

// A colon that speaks of no signing: "We call upon the council to:".
static bool opens_other_list(const struct unit *unit)
{
    return unit_is(unit, TRAIT_COLON) &&
           !(unit->topics & (TOPIC_SIGN | TOPIC_SUPPORT | TOPIC_GROUP));
}

// A short sentence between the heading of a list and its items, which are of another kind.
static bool is_note_below_heading(const struct units *units, guint index)
{
    enum { WORDS = 4 };
    const struct unit *unit = unit_at(units, index);
    return index > 0 && index + 1 < units_count(units) && unit->words >= WORDS &&
           unit_is(unit, TRAIT_STOP) && unit_at(units, index - 1)->kind == UNIT_HEADING &&
           unit_at(units, index + 1)->kind != unit->kind;
}

static float part_score(const struct units *units, guint index, float cue)
{
    const struct unit *unit = unit_at(units, index);
    enum { NOTE_COLUMNS = 160 };
    if (cue > 1)
        return cue / 2;
    if (unit_is(unit, TRAIT_FOOTNOTE | TRAIT_RESIDUE))
        return -4;
    if (unit->kind == UNIT_HEADING)
        return 0.5F;
    if (unit_is(unit, TRAIT_LETTER | TRAIT_NOTE | TRAIT_HEAD))
        return 1;
    if (unit_is(unit, TRAIT_LEADS))
        return 0.5F;
    bool brief = may_head(units, index) && unit->columns <= SHORT_COLUMNS;
    if (brief && unit_is(unit, TRAIT_COLON))
        return unit->topics & TOPIC_GROUP ? 3 : 1.2F;
    if (brief && (unit->topics & TOPIC_GROUP))
        return !is_group(units, index) ? -0.5F : unit->words == 1 ? 2.5F : 1.5F;
    bool note = unit_is(unit, TRAIT_SENTENCE) || is_note_below_heading(units, index);
    return unit->columns <= NOTE_COLUMNS && note ? -1.5F : -4;
}

static float banned_score(const struct unit *unit)
{
    if (unit->kind == UNIT_HEADING || unit_is(unit, TRAIT_CLOSING))
        return NEVER;
    return unit->evidence > 0.5F ? 0.85F * unit->evidence + 0.1F : -1.5F;
}

// What has been seen above a unit.
struct above {
    bool sentence; // a letter has begun, or there is none
    guint closing; // units since a closing formula; G_MAXUINT: none
};

// A closing formula stands right above.
static bool is_near(const struct above *above)
{
    enum { NEAR = 3 };
    return above->closing <= NEAR;
}

static void emit(const struct units *units, guint index, const struct above *above,
                 float ret[STATE_COUNT])
{
    const struct unit *unit = unit_at(units, index);
    float cue = unit_cue(units, index), entry = unit->evidence;
    bool bans = unit_bans(units, index), other = opens_other_list(unit) && may_head(units, index);
    // Below a closing formula nothing is demanded: "On behalf of:".
    if (other && !bans && is_near(above) && unit->columns <= SHORT_COLUMNS) {
        cue = MAX(cue, 1);
        other = false;
    }
    ret[STATE_BODY] = 0;
    ret[STATE_BAN] = bans ? 1 : other ? 0 : NEVER;
    ret[STATE_BANNED] = banned_score(unit);
    ret[STATE_CUE] = cue > 0 ? cue : NEVER;
    ret[STATE_HEADING] = unit->kind == UNIT_HEADING && !bans ? 0 : NEVER;
    ret[STATE_ENTRY] = entry;
    ret[STATE_PART] = bans ? NEVER : part_score(units, index, cue);
    ret[STATE_INTERRUPT] = bans ? -2 : 0;
}

// Prices of going from one state (row) to another (column).
static const float prices[STATE_COUNT][STATE_COUNT] = {
    //                    BODY   BAN BANNED CUE HEADING ENTRY PART INTERRUPT
    [STATE_BODY] = {0, 0, -1000, 0, 0, -7, -1000, -1000},
    [STATE_BAN] = {-1, 0, 0, 0, 0, -9, -1000, -1000},
    [STATE_BANNED] = {-2, 0, 0, 0, 0, -7, -1000, -1000},
    [STATE_CUE] = {-3, 0, -1000, 0, 0, 4, -0.5F, -2},
    [STATE_HEADING] = {0, 0, -1000, 0, 0, -4.5F, -1000, -1000},
    [STATE_ENTRY] = {-3, -3, -1000, -1, -3, 0, -1, -2.5F},
    [STATE_PART] = {-3, -3, -1000, 0, -3, 2, 0, -2},
    [STATE_INTERRUPT] = {-0.5F, -0.5F, -1000, 0, -0.5F, -1.5F, -0.5F, -1},
};

static float begin_price(const struct above *above, const struct unit *unit)
{
    bool listed = unit->kind == UNIT_ITEM || unit_is(unit, TRAIT_COUNTS | TRAIT_NAMES);
    return is_near(above) ? (listed ? -1 : -4) : -7;
}

// What stands above the first sentence of a letter is the page's menu or whom it is for.
static float early_price(const struct above *above, int from)
{
    if (above->sentence)
        return 0;
    return from == STATE_CUE || from == STATE_PART ? -8 : -50;
}

// What a heading or note within a list promises of the next unit: a note below names, nothing; what
// stands right below the heading of the list, as much as that.
static float part_price(const struct units *units, guint index)
{
    const struct unit *unit = unit_at(units, index);
    if (unit_is(unit, TRAIT_NOTE))
        return -1;
    bool below_heading = index > 0 && (unit_at(units, index - 1)->kind == UNIT_HEADING ||
                                       unit_cue(units, index - 1) > 0);
    bool group = unit->words == 1 && unit->kind == UNIT_LINE && is_group(units, index);
    if (below_heading && (group || unit_is(unit, TRAIT_STOP | TRAIT_LETTER | TRAIT_LEADS)))
        return 4.5F;
    return unit_is(unit, TRAIT_STOP) ? -1 : 2;
}

// Where the letter ends and the page begins, by its place: a list that stood in the letter does not
// go on in what is dressed otherwise.
static float leaves_letter(const struct units *units, guint index)
{
    if (index == 0)
        return 0;
    const struct unit *unit = unit_at(units, index), *before = unit_at(units, index - 1);
    bool leaves = (unit_is(unit, TRAIT_DROPPED) && !unit_is(before, TRAIT_DROPPED)) ||
                  (unit_is(unit, TRAIT_AROUND) && !unit_is(before, TRAIT_AROUND));
    return leaves && unit->signature != before->signature ? 2.5F : 0;
}

// Links and headings outside the letter are the page's, if no heading says otherwise.
static float outside_price(const struct unit *unit)
{
    enum { LINKED = 60 };
    bool page = unit->linked > LINKED || unit->kind == UNIT_HEADING;
    return unit_is(unit, TRAIT_DROPPED) && page ? 10 : 0;
}

static float price_of(const struct units *units, guint index, int from, int to,
                      const struct above *above)
{
    float price = prices[from][to];
    if (from == STATE_BODY && to == STATE_ENTRY)
        price = begin_price(above, unit_at(units, index));
    if (to == STATE_ENTRY && from != STATE_ENTRY && from != STATE_CUE)
        price -= outside_price(unit_at(units, index));
    if (from == STATE_PART && to == STATE_ENTRY && index > 0)
        price = part_price(units, index - 1);
    // Within a list a weak heading may be a name.
    bool within = from == STATE_ENTRY || from == STATE_INTERRUPT ||
                  (from == STATE_BODY && index > 0 && unit_at(units, index - 1)->evidence > 1);
    if (to == STATE_CUE && within && unit_at(units, index)->kind != UNIT_HEADING &&
        unit_cue(units, index) < 1.5F)
        price -= 5;
    if (to == STATE_ENTRY && from != STATE_ENTRY)
        price += early_price(above, from);
    bool listed = from == STATE_ENTRY || from == STATE_PART || from == STATE_INTERRUPT;
    if (listed && (to == STATE_ENTRY || to == STATE_PART || to == STATE_INTERRUPT))
        price -= leaves_letter(units, index);
    bool goes_on = from == to && (to == STATE_ENTRY || to == STATE_BANNED);
    if (index > 0 && goes_on) {
        const struct unit *unit = unit_at(units, index), *before = unit_at(units, index - 1);
        bool changes = unit->kind != before->kind;
        bool dated = unit_is(unit, TRAIT_DIGIT) && unit->label.kind == LABEL_NONE;
        price -= changes ? dated ? 4 : 2 : 0;
        price -= unit->signature != before->signature ? 0.4F : 0;
        price -= unit_is(before, TRAIT_PIECES) && !unit_is(unit, TRAIT_PIECES) ? 2 : 0;
    }
    return price;
}

static bool is_prose(const struct unit *unit)
{
    enum { PROSE_COLUMNS = 100 };
    return unit->kind != UNIT_ROW &&
           (unit_is(unit, TRAIT_SENTENCE | TRAIT_WRAPPED) || unit->columns >= PROSE_COLUMNS);
}

static void see_above(struct above *above, const struct unit *unit)
{
    if (unit_is(unit, TRAIT_CLOSING))
        above->closing = 0;
    else if (above->closing != G_MAXUINT)
        above->closing++;
    above->sentence |= is_prose(unit);
}

// A list without a letter.
static bool lacks_prose(const struct units *units)
{
    for (guint i = 0; i < units_count(units); i++) {
        if (is_prose(unit_at(units, i)))
            return false;
    }
    return true;
}

// Only differences matter, and sums of a million units would lose them.
static void level(float scores[STATE_COUNT])
{
    float best = scores[0];
    for (int i = 1; i < STATE_COUNT; i++)
        best = MAX(best, scores[i]);
    for (int i = 0; i < STATE_COUNT; i++)
        scores[i] = MAX(scores[i] - best, 10 * NEVER);
}

// Whatever it is, it goes on. Whether the scores stay as they were: then they do from unit to unit.
static bool step_within(const struct unit *unit, float scores[STATE_COUNT],
                        uint8_t back[STATE_COUNT])
{
    float before[STATE_COUNT];
    memcpy(before, scores, sizeof before);
    for (int state = 0; state < STATE_COUNT; state++) {
        bool list = state == STATE_ENTRY || state == STATE_BANNED;
        scores[state] += list ? unit->evidence : state == STATE_BODY ? 0 : NEVER;
        back[state] = (uint8_t)state;
    }
    level(scores);
    bool same = true;
    for (int state = 0; state < STATE_COUNT; state++)
        same = same && before[state] == scores[state];
    return same;
}

static void step(const struct units *units, guint index, const struct above *above,
                 float scores[STATE_COUNT], uint8_t back[STATE_COUNT])
{
    float own[STATE_COUNT], next[STATE_COUNT];
    emit(units, index, above, own);
    for (int to = 0; to < STATE_COUNT; to++) {
        float best = NEVER * 1000;
        for (int from = 0; from < STATE_COUNT; from++) {
            float score = scores[from] + price_of(units, index, from, to, above);
            if (score > best) {
                best = score;
                back[to] = (uint8_t)from;
            }
        }
        next[to] = best + own[to];
    }
    memcpy(scores, next, sizeof next);
    level(scores);
}

// A single interruption at the end is the letter going on.
static void settle_interrupts(struct units *units)
{
    bool goes_on = false;
    for (guint i = units_count(units); i-- > 0;) {
        struct unit *unit = unit_at(units, i);
        if (unit->state == STATE_INTERRUPT && !goes_on)
            unit->state = STATE_BODY;
        goes_on = unit->state == STATE_ENTRY || unit->state == STATE_PART ||
                  unit->state == STATE_INTERRUPT || unit->state == STATE_CUE;
    }
}

void units_decide(struct units *units)
{
    guint n = units_count(units);
    uint8_t(*back)[STATE_COUNT] = g_malloc_n(MAX(n, 1), sizeof *back);
    float scores[STATE_COUNT] = {0};
    for (int i = 1; i < STATE_COUNT; i++)
        scores[i] = NEVER;
    struct above above = {lacks_prose(units), G_MAXUINT};
    bool settled = false; // units within a list, all alike, no longer change the scores
    for (guint i = 0; i < n; i++) {
        if (!unit_at(units, i)->skimmed)
            step(units, i, &above, scores, back[i]);
        else if (settled)
            memcpy(back[i], back[i - 1], sizeof back[i]);
        settled = unit_at(units, i)->skimmed &&
                  (settled || step_within(unit_at(units, i), scores, back[i]));
        see_above(&above, unit_at(units, i));
    }
    int state = STATE_BODY;
    for (int i = 1; i < STATE_COUNT; i++)
        state = scores[i] > scores[state] ? i : state;
    for (guint i = n; i-- > 0;) {
        unit_at(units, i)->state = (uint8_t)state;
        state = back[i][state];
    }
    g_free(back);
    settle_interrupts(units);
}

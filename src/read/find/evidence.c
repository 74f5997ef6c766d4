// SPDX-License-Identifier: MIT
// The weights were found on letters of many forms; each may be off by a third and nothing changes,
// because a list is carried by many likenesses at once.
#include "read/find/evidence.h"

#include "read/find/leads.h"
#include "read/find/measure.h"
#include "read/find/skim.h"
#include "read/find/unit_marks.h"

#include <string.h>

enum { AROUND = 4 };

// ---- the page around ----

static bool is_block(const struct units *units, guint index)
{
    uint32_t block = unit_at(units, index)->block;
    return (index > 0 && unit_at(units, index - 1)->block == block) ||
           (index + 1 < units_count(units) && unit_at(units, index + 1)->block == block);
}

// Lines of one block, or blocks of a line each.
static bool same_stretch(const struct units *units, guint a, guint b)
{
    const struct unit *one = unit_at(units, a), *other = unit_at(units, b);
    if (one->block == other->block)
        return true;
    return one->kind == UNIT_LINE && other->kind == UNIT_LINE &&
           one->signature == other->signature && !is_block(units, a) && !is_block(units, b);
}

static bool is_of_page(const struct unit *unit)
{
    enum { WORDS = 7 };
    return (unit->topics & TOPIC_PAGE) && unit->words <= WORDS;
}

// The share of lines around that hold words of web pages, where it is more than chance: one such
// word alone may be part of a name.
static float page_share(const struct units *units, guint index)
{
    guint from = index > 6 ? index - 6 : 0, end = MIN(index + 7, units_count(units));
    float lines = 0, pages = 0;
    for (guint i = from; i < end; i++) {
        if (!same_stretch(units, i, index))
            continue;
        lines++;
        pages += is_of_page(unit_at(units, i));
    }
    float share = lines ? pages / lines : 0;
    return share < 0.28F ? 0 : share;
}

static bool is_alike(const struct unit *unit, const struct unit *other)
{
    enum { COLUMNS = 110 };
    return unit->kind == other->kind && unit->signature == other->signature &&
           other->columns <= COLUMNS && !unit_is(other, TRAIT_SENTENCE | TRAIT_WRAPPED);
}

static float likeness(const struct units *units, guint index)
{
    guint from = index > AROUND ? index - AROUND : 0;
    guint end = MIN(index + AROUND + 1, units_count(units));
    float alike = 0;
    for (guint i = from; i < end; i++)
        alike += i != index && is_alike(unit_at(units, index), unit_at(units, i));
    return alike / (float)MAX(end - from - 1, AROUND);
}

// ---- the sum ----

static float weigh_length(const struct unit *unit)
{
    float sum = unit->columns <= 60    ? 1
                : unit->columns <= 100 ? 0.3F
                : unit->columns <= 160 ? -0.8F
                                       : -2;
    bool numbered = unit_is(unit, TRAIT_COUNTS);
    if (!numbered)
        sum -= unit->words > 14 ? 1.8F : unit->words > 9 ? 0.9F : 0;
    return sum;
}

static float weigh_marks(const struct unit *unit)
{
    float sum = 0;
    if (unit_is(unit, TRAIT_SENTENCE))
        sum -= 2.6F;
    else if (unit_is(unit, TRAIT_STOP))
        sum -= 0.4F;
    sum -= unit_is(unit, TRAIT_COMMA) ? 1.5F : 0;
    sum -= unit_is(unit, TRAIT_COLON) ? 2.5F : 0;
    sum -= unit_is(unit, TRAIT_CALLS) ? 1.2F : 0;
    sum -= unit_is(unit, TRAIT_LOWER) ? 1.0F : 0;
    sum += unit_is(unit, TRAIT_CAPITALS) ? 0.6F : 0;
    sum -= unit_is(unit, TRAIT_NO_CAPITALS) ? 1.2F : 0;
    sum -= unit_is(unit, TRAIT_WRAPPED) ? 3.0F : 0;
    sum -= unit_is(unit, TRAIT_ADDRESS) ? 2.0F : 0;
    return sum;
}

static float weigh_role(const struct unit *unit)
{
    float sum = 0;
    // "Organisations" is no name of one.
    if (unit->words == 1 && (unit->topics & TOPIC_GROUP) && unit->kind == UNIT_LINE)
        sum -= 1.5F;
    if (unit->kind == UNIT_HEADING)
        sum -= 3;
    if (unit->kind == UNIT_ITEM)
        sum += 0.5F;
    if (unit->kind == UNIT_ROW)
        sum += unit_is(unit, TRAIT_NAMES) ? 2.0F : -2.0F;
    if (unit_is(unit, TRAIT_COUNTS))
        sum += 1;
    if (unit->linked >= 95)
        sum -= 1.5F;
    if (unit_is(unit, TRAIT_NOTE | TRAIT_CONTACT | TRAIT_FOOTNOTE | TRAIT_ECHOES))
        sum -= 6;
    // "The others who signed are here."
    if (unit_is(unit, TRAIT_STOP) && (unit->topics & (TOPIC_SIGN | TOPIC_NOT)) && unit->words >= 4)
        sum -= 3;
    // "For more information:"
    if (unit_is(unit, TRAIT_COLON) && (unit->topics & TOPIC_NOT))
        sum -= 3;
    if (unit_is(unit, TRAIT_AROUND))
        sum -= 2;
    if (unit_is(unit, TRAIT_TOTAL | TRAIT_LETTER | TRAIT_LEADS))
        sum -= 3;
    if (unit_is(unit, TRAIT_CLOSING | TRAIT_SALUTATION | TRAIT_HEAD | TRAIT_RESIDUE))
        sum -= 4;
    return sum;
}

// Unnumbered, parted from numbered lines around it.
static bool lacks_number(const struct units *units, guint index)
{
    return index > 0 && index + 1 < units_count(units) && unit_at(units, index)->blanks > 0 &&
           !unit_is(unit_at(units, index), TRAIT_COUNTS) &&
           unit_is(unit_at(units, index + 1), TRAIT_COUNTS) &&
           (unit_at(units, index + 1)->label.number == 1 ||
            unit_is(unit_at(units, index - 1), TRAIT_COUNTS));
}

static float weigh(const struct units *units, guint index)
{
    const struct unit *unit = unit_at(units, index);
    if (unit_is(unit, TRAIT_PIECES) && unit->kind != UNIT_HEADING)
        return 5;
    if (unit_is(unit, TRAIT_AGO) && index > 0 && unit_at(units, index - 1)->kind == unit->kind)
        return MAX(unit_at(units, index - 1)->evidence / 2, 0);
    float sum = weigh_length(unit) + weigh_marks(unit) + weigh_role(unit);
    sum += 2.4F * (likeness(units, index) - 0.45F);
    if (lacks_number(units, index))
        sum -= 1.5F;
    return sum - 5 * page_share(units, index);
}

// Within a list that counts its words tell nothing.
static void read_words(struct units *units, const struct tables *tables)
{
    for (guint i = 0; i < units_count(units); i++) {
        if (!unit_counts_around(units, i) || unit_is_bracketed(unit_at(units, i)))
            unit_read_words(unit_at(units, i), tables);
    }
}

static bool heads_row(const struct unit *above)
{
    enum { HEADING_COLUMNS = 70 };
    bool heading = above->kind == UNIT_HEADING;
    return ((above->topics & (TOPIC_SIGN | TOPIC_SUPPORT)) &&
            (heading || above->columns <= HEADING_COLUMNS)) ||
           (heading && (above->topics & TOPIC_GROUP));
}

// A row of names that ends as a sentence does is one where a heading of names stands above it; a
// row of few, where the heading is in its line or other headings have such rows.
static void mark_rows(struct units *units)
{
    enum { FEW = 6 };
    guint rows = 0;
    for (guint i = 1; i < units_count(units); i++)
        rows += unit_is(unit_at(units, i), TRAIT_PIECES) && heads_row(unit_at(units, i - 1));
    for (guint i = 1; i < units_count(units); i++) {
        struct unit *unit = unit_at(units, i);
        const struct unit *above = unit_at(units, i - 1);
        if (!unit_is(unit, TRAIT_ROW) || !heads_row(above))
            continue;
        bool in_line = above->line == unit->line && unit_is(above, TRAIT_COLON);
        struct pieces pieces = pieces_of(unit->text, unit->n, true);
        // What no office is parted by, or names of East Asia, which are too short for one.
        bool sure = (pieces.mark && !strchr(",-/\t", (int)MIN(pieces.mark, 0x7F))) ||
                    pieces_are_wide_names(unit->text, unit->n);
        if (in_line || rows > 0 || sure || pieces.count >= FEW)
            unit->traits |= TRAIT_PIECES;
    }
}

static void read_labels(struct units *units)
{
    for (guint i = 0; i < units_count(units); i++) {
        struct unit *unit = unit_at(units, i);
        if (!unit->labelled)
            label_parse(unit->text, unit->n, &unit->label);
    }
}

static void measure(struct units *units)
{
    for (guint i = 0; i < units_count(units); i++) {
        struct unit *unit = unit_at(units, i);
        if (unit->skimmed)
            unit->columns = (uint16_t)unit->n;
        else
            unit_measure(unit);
    }
}

void units_weigh(struct units *units, const struct tables *tables)
{
    enum { SURE = 3 };
    read_labels(units);
    unit_marks_counting(units);
    units_skim(units);
    measure(units);
    read_words(units, tables);
    mark_rows(units);
    unit_marks_blocks(units);
    leads_mark(units);
    unit_marks_totals(units);
    unit_marks_notes(units, tables);
    unit_marks_footnotes(units);
    unit_marks_contacts(units);
    for (guint i = 0; i < units_count(units); i++)
        unit_at(units, i)->evidence = unit_at(units, i)->skimmed ? SURE : weigh(units, i);
}

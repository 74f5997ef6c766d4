// SPDX-License-Identifier: MIT
#include "read/find/mend.h"

#include "read/find/states.h"
#include "read/tables.h"

static bool is_entry(const struct units *units, guint index)
{
    return index < units_count(units) && unit_at(units, index)->state == STATE_ENTRY;
}

static bool is_like(const struct unit *unit, const struct unit *other)
{
    return unit->kind == other->kind && unit->blanks == other->blanks;
}

// Long entries, sentences, "e.V.": what stands in a list as its entries do.
static bool is_odd_entry(const struct units *units, guint index, guint before, guint after)
{
    const struct unit *unit = unit_at(units, index);
    if (unit->kind == UNIT_HEADING || unit_cue(units, index) > 0 ||
        unit_is(unit, TRAIT_NOTE | TRAIT_COLON | TRAIT_LETTER | TRAIT_TOTAL | TRAIT_HEAD))
        return false;
    return is_like(unit, unit_at(units, before)) && is_like(unit, unit_at(units, after)) &&
           unit->signature == unit_at(units, before)->signature;
}

static void mend_gaps(struct units *units)
{
    enum { ODD_MOST = 2 };
    for (guint i = 1; i < units_count(units); i++) {
        if (is_entry(units, i) || !is_entry(units, i - 1))
            continue;
        guint end = i;
        while (end < units_count(units) && !is_entry(units, end) && end - i <= ODD_MOST)
            end++;
        if (!is_entry(units, end) || end - i > ODD_MOST)
            continue;
        bool odd = true;
        for (guint j = i; j < end; j++)
            odd &= is_odd_entry(units, j, i - 1, end);
        for (guint j = i; odd && j < end; j++)
            unit_at(units, j)->state = STATE_ENTRY;
    }
}

static guint run_end(const struct units *units, guint from)
{
    guint end = from;
    while (is_entry(units, end))
        end++;
    return end;
}

static guint counting_in(const struct units *units, guint first, guint end, guint *ret_last)
{
    guint counting = 0;
    for (guint i = first; i < end; i++) {
        if (!unit_is(unit_at(units, i), TRAIT_COUNTS))
            continue;
        counting++;
        *ret_last = i;
    }
    return counting;
}

// Lines without numbers below a note are no part of the numbered list above it.
static void end_below_note(struct units *units, guint end)
{
    guint at = end, last;
    for (; at < units_count(units); at++) {
        const struct unit *unit = unit_at(units, at);
        bool note = unit->state == STATE_INTERRUPT ||
                    (unit->state == STATE_PART && unit_is(unit, TRAIT_NOTE | TRAIT_SENTENCE));
        if (!note)
            break;
    }
    guint stop = at == end ? at : run_end(units, at);
    if (stop == at || counting_in(units, at, stop, &last))
        return;
    for (guint i = end; i < stop; i++)
        unit_at(units, i)->state = STATE_BODY;
}

// A numbered list ends with its numbers at a blank line.
static void end_with_numbers(struct units *units, guint first, guint end)
{
    guint last = first, counting = counting_in(units, first, end, &last);
    if (counting * 10 < (last + 1 - first) * 5 || counting < 3)
        return;
    end_below_note(units, end);
    guint cut = last + 1;
    while (cut < end && unit_at(units, cut)->blanks == 0)
        cut++;
    for (guint i = cut; i < end; i++)
        unit_at(units, i)->state = STATE_BODY;
}

// The last lines of a capture, parted from the names by the largest gap among them and with words
// of a page, are the page.
static void end_at_page(struct units *units, guint first, guint end)
{
    enum { LINES_MOST = 18 };
    guint cut = end;
    unsigned widest = 0, pages = 0;
    for (guint i = first + 1; i < end; i++) {
        if (unit_at(units, i)->blanks > widest)
            widest = unit_at(units, i)->blanks;
    }
    for (guint i = end; i-- > first + 1 && end - i <= LINES_MOST && widest;) {
        pages += (unit_at(units, i)->topics & TOPIC_PAGE) != 0;
        if (unit_at(units, i)->blanks == widest && pages > 0)
            cut = i;
    }
    // The gap must be the only one of its kind.
    for (guint i = first + 1; i < cut; i++) {
        if (unit_at(units, i)->blanks == widest)
            return;
    }
    for (guint i = cut; i < end; i++)
        unit_at(units, i)->state = STATE_BODY;
}

// A table holds names or it does not.
static void mend_table(struct units *units, guint first, guint end)
{
    guint rows = 0, entries = 0;
    for (guint i = first; i < end; i++) {
        rows += unit_is(unit_at(units, i), TRAIT_NAMES);
        entries += is_entry(units, i);
    }
    for (guint i = first; i < end; i++) {
        struct unit *unit = unit_at(units, i);
        bool name = entries * 2 > rows && unit_is(unit, TRAIT_NAMES);
        if (name || unit->state == STATE_ENTRY)
            unit->state = name ? STATE_ENTRY : STATE_BODY;
    }
}

static void mend_tables(struct units *units)
{
    for (guint i = 0, end; i < units_count(units); i = end) {
        uint32_t table = unit_at(units, i)->table;
        for (end = i + 1; end < units_count(units) && unit_at(units, end)->table == table;)
            end++;
        if (table)
            mend_table(units, i, end);
    }
}

void units_mend(struct units *units, bool plain)
{
    mend_tables(units);
    mend_gaps(units);
    for (guint i = 0, end; i < units_count(units); i = end) {
        end = is_entry(units, i) ? run_end(units, i) : i + 1;
        if (!is_entry(units, i))
            continue;
        end_with_numbers(units, i, end);
        if (plain)
            end_at_page(units, i, run_end(units, i));
    }
}

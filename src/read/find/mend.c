// SPDX-License-Identifier: MIT
#include "read/find/mend.h"

#include "read/find/measure.h"
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
        unit_is(unit, TRAIT_NOTE | TRAIT_COLON | TRAIT_LETTER | TRAIT_TOTAL | TRAIT_HEAD |
                          TRAIT_LEADS | TRAIT_ECHOES))
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

static bool is_marked(const struct unit *unit)
{
    return unit_is(unit, TRAIT_COUNTS) || unit->label.kind == LABEL_BULLET;
}

static guint marked_in(const struct units *units, guint first, guint end, guint *ret_last)
{
    guint marked = 0;
    for (guint i = first; i < end; i++) {
        if (!is_marked(unit_at(units, i)))
            continue;
        marked++;
        *ret_last = i;
    }
    return marked;
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
    if (stop == at || marked_in(units, at, stop, &last))
        return;
    for (guint i = end; i < stop; i++)
        unit_at(units, i)->state = STATE_BODY;
}

// A list of numbers or bullets ends with them at a blank line.
static void end_with_marks(struct units *units, guint first, guint end)
{
    guint last = first, marked = marked_in(units, first, end, &last);
    if (marked * 10 < (last + 1 - first) * 5 || marked < 3)
        return;
    end_below_note(units, end);
    guint cut = last + 1;
    while (cut < end && unit_at(units, cut)->blanks == 0)
        cut++;
    for (guint i = cut; i < end; i++)
        unit_at(units, i)->state = STATE_BODY;
}

// What is counted of the last lines of a run.
struct last_lines {
    guint lines, pages;             // of all
    guint block_lines, block_pages; // of the first block
};

// "Ann Lee, nurse, Search Hill": commas part what is said of a name; menus have none.
static bool is_of_page(const struct unit *unit)
{
    bool said = !unit_is(unit, TRAIT_DIGIT | TRAIT_STOP) && unit_is(unit, TRAIT_CAPITALS) &&
                pieces_by_comma(unit->text, unit->n) > 1;
    return unit_is(unit, TRAIT_RESIDUE) || ((unit->topics & TOPIC_PAGE) && !said);
}

// Blocks of one line each before `end`.
static bool are_single(const struct units *units, guint first, guint end)
{
    guint opening = 0;
    for (guint i = first; i < end; i++)
        opening += unit_at(units, i)->blanks > 0;
    return (opening + 1) * 10 >= (end - first) * 9;
}

static unsigned widest_gap(const struct units *units, guint first, guint end)
{
    unsigned widest = 0;
    for (guint i = first + 1; i < end; i++)
        widest = MAX(widest, unit_at(units, i)->blanks);
    return widest;
}

// Parted by a wider gap than any among the names, in blocks of another shape, or mostly in words
// of pages.
static bool is_page_below(const struct units *units, guint first, guint cut,
                          const struct last_lines *tail)
{
    if (tail->pages * 100 < tail->lines * 28)
        return false;
    if (unit_at(units, cut)->blanks > widest_gap(units, first, cut))
        return true;
    bool unlike = tail->block_lines > 1 && are_single(units, first, cut);
    return unlike ? tail->block_pages > 0 : tail->block_pages * 2 >= tail->block_lines;
}

// The last block of a run is shaped as the page below a list is, and no word tells.
static bool is_doubtful(const struct units *units, guint first, guint last)
{
    enum { LINES_MOST = 12, NAMES_LEAST = 5 };
    guint end = units_block_end(units, last), lines = end - last;
    if (last < first + NAMES_LEAST || lines < 2 || lines > LINES_MOST || lines * 2 > last - first)
        return false;
    for (guint i = last; i < end; i++) {
        if (unit_at(units, i)->label.kind != LABEL_NONE)
            return false;
    }
    return are_single(units, first, last) || widest_gap(units, first, last) == 0;
}

static void note_doubt(struct units *units, guint first, guint end)
{
    guint last = end - 1;
    while (last > first && unit_at(units, last)->blanks == 0)
        last--;
    if (last > first && is_doubtful(units, first, last))
        units->doubtful = last;
}

// The last lines of a capture may be the page's.
static void end_at_page(struct units *units, guint first, guint end)
{
    enum { LINES_MOST = 18, NAMES_LEAST = 1 };
    guint cut = end;
    struct last_lines tail = {0, 0, 0, 0};
    for (guint i = end; i-- > first + NAMES_LEAST && end - i <= LINES_MOST;) {
        bool page = is_of_page(unit_at(units, i));
        tail.lines++;
        tail.pages += page;
        tail.block_lines++;
        tail.block_pages += page;
        if (unit_at(units, i)->blanks == 0)
            continue;
        if (is_page_below(units, first, i, &tail))
            cut = i;
        tail.block_lines = tail.block_pages = 0;
    }
    for (guint i = cut; i < end; i++)
        unit_at(units, i)->state = STATE_BODY;
    if (cut == end && end > first)
        note_doubt(units, first, end);
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
        end_with_marks(units, i, end);
        if (plain)
            end_at_page(units, i, run_end(units, i));
    }
}

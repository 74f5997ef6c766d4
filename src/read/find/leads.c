// SPDX-License-Identifier: MIT
#include "read/find/leads.h"

#include "language/country.h"
#include "read/tables.h"

#include <string.h>

// What is counted of the blocks around a lone line.
struct blocks_around {
    guint lone, said, others; // one line; a name and lines that say what it is; else
    guint pairs;              // lone lines that follow one another below a block of several
    bool last_lone;
};

static void see_block(const struct units *units, guint from, guint end,
                      struct blocks_around *around)
{
    bool said = end > from + 1;
    for (guint i = from + 1; i < end; i++)
        said &= unit_says(unit_at(units, i), unit_at(units, from));
    bool lone = end == from + 1;
    around->pairs += lone && around->last_lone && around->said > 0;
    around->lone += lone;
    around->said += said;
    around->others += !lone && !said;
    around->last_lone = lone;
}

// Some say below their name what they are, in lines of its block, and others do not: where two of
// these follow one another, a line by itself is a name like them.
static bool lone_are_names(const struct units *units, guint from)
{
    enum { UNITS = 40, SAID_LEAST = 2, PART = 5 };
    struct blocks_around around = {0, 0, 0, 0, false};
    guint first = from, end = MIN(from + UNITS, units_count(units));
    while (first > 0 && from - first < UNITS && unit_at(units, first - 1)->kind == UNIT_LINE &&
           !unit_is(unit_at(units, first - 1), TRAIT_SENTENCE | TRAIT_CLOSING | TRAIT_COLON))
        first--;
    if (first > 0 && unit_at(units, first - 1)->block == unit_at(units, first)->block)
        first = units_block_end(units, first);
    for (guint i = first, next; i < end && unit_at(units, i)->kind == UNIT_LINE; i = next) {
        next = units_block_end(units, i);
        see_block(units, i, next, &around);
    }
    return around.pairs > 0 && around.said >= SAID_LEAST && around.others == 0 &&
           around.lone * PART >= around.lone + around.said;
}

// "Organisations" above those that follow line by line: where names come in blocks of lines, a line
// by itself is none of them.
static void mark_leading(struct units *units, guint from, guint end)
{
    enum { COLUMNS = 60, LINES_LEAST = 2 };
    struct unit *unit = unit_at(units, from);
    if (end != from + 1 || end == units_count(units) || unit->kind != UNIT_LINE ||
        unit->columns > COLUMNS || unit->label.kind != LABEL_NONE ||
        unit_is(unit, TRAIT_STOP | TRAIT_COMMA))
        return;
    // Below a lone line that may be a name it may be one too.
    const struct unit *above = from > 0 ? unit_at(units, from - 1) : NULL;
    bool lone = above && above->blanks > 0 && above->kind == UNIT_LINE;
    if (lone && !unit_is(above, TRAIT_SENTENCE | TRAIT_CLOSING | TRAIT_COLON) &&
        !(above->topics & (TOPIC_SIGN | TOPIC_SUPPORT)))
        return;
    guint next = units_block_end(units, end), lines = next - end;
    guint more = next < units_count(units) ? units_block_end(units, next) - next : lines;
    bool blocks = lines > LINES_LEAST || (lines == LINES_LEAST && more >= LINES_LEAST);
    if (blocks && unit_at(units, end)->kind == UNIT_LINE && !lone_are_names(units, from))
        unit->traits |= TRAIT_LEADS;
}

// ---- a line above each list ----

// No label, no stop, short, and by itself in its block: it may head what follows.
static bool may_lead(const struct units *units, guint from, guint end)
{
    enum { COLUMNS = 60 };
    const struct unit *unit = unit_at(units, from);
    return end == from + 1 && unit->kind == UNIT_LINE && unit->columns <= COLUMNS &&
           unit->label.kind == LABEL_NONE && unit->linked < 95 &&
           !unit_is(unit,
                    TRAIT_STOP | TRAIT_COMMA | TRAIT_CLOSING | TRAIT_SALUTATION | TRAIT_CALLS);
}

// A list, or a block of several lines.
static bool is_led(const struct units *units, guint from, guint end)
{
    const struct unit *unit = unit_at(units, from);
    if (unit_is(unit, TRAIT_WRAPPED | TRAIT_SENTENCE) || unit->kind == UNIT_HEADING)
        return false;
    return unit->kind != UNIT_LINE || end > from + 1;
}

// What is counted of blocks that take turns: a line, a list.
struct turns {
    guint led, large, named; // lists; of more than two lines or items; below a group or country
    guint end;
};

static bool names_group(const struct unit *unit)
{
    return (unit->topics & TOPIC_GROUP) || text_names_country(unit->text, unit->n);
}

static struct turns turns_from(const struct units *units, guint from)
{
    enum { SAID = 4 };
    struct turns turns = {0, 0, 0, from};
    guint said = 0;
    for (guint i = from; i < units_count(units);) {
        guint list = units_block_end(units, i);
        if (!may_lead(units, i, list) || list == units_count(units))
            break;
        guint end = units_block_end(units, list);
        if (!is_led(units, list, end))
            break;
        turns.led++;
        turns.named += names_group(unit_at(units, i));
        turns.large += end - list > 2 || unit_at(units, list)->kind != UNIT_LINE;
        said += end - list <= SAID && unit_at(units, list)->kind == UNIT_LINE &&
                unit_says(unit_at(units, list + 1), unit_at(units, list));
        turns.end = i = end;
    }
    // Names with what is said of them, and names without.
    if (said * 2 > turns.led)
        turns.led = 0;
    return turns;
}

static void mark_turns(struct units *units)
{
    for (guint i = 0; i < units_count(units);) {
        struct turns turns = turns_from(units, i);
        bool lead = turns.led >= 2 && (turns.large > 0 || turns.named * 2 >= turns.led);
        for (guint j = i; lead && j < turns.end;
             j = units_block_end(units, units_block_end(units, j)))
            unit_at(units, j)->traits |= TRAIT_LEADS;
        i = MAX(turns.end, units_block_end(units, i));
    }
}

// ---- countries ----

static bool is_country(const struct units *units, guint index)
{
    enum { COLUMNS = 40, WORDS = 5 };
    if (index >= units_count(units))
        return false;
    const struct unit *unit = unit_at(units, index);
    return unit->kind == UNIT_LINE && unit->columns <= COLUMNS && unit->words <= WORDS &&
           unit->label.kind == LABEL_NONE && !unit_is(unit, TRAIT_DIGIT | TRAIT_STOP) &&
           text_names_country(unit->text, unit->n);
}

// A country by itself in its block, above others than countries.
static bool may_be_part(const struct units *units, guint from, guint end)
{
    return end == from + 1 && end < units_count(units) && is_country(units, from) &&
           !is_country(units, end) && (from == 0 || !is_country(units, from - 1)) &&
           unit_at(units, end)->kind != UNIT_HEADING;
}

// "Albania" and "Academics" above their names in one block with them: blocks that each begin so,
// and hold no other such line.
static void mark_opening(struct units *units)
{
    enum { LEAST = 2, LINES_LEAST = 2, LOOKED_AT_MOST = 5000 };
    GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0, end; i < MIN(units_count(units), LOOKED_AT_MOST); i = end) {
        end = units_block_end(units, i);
        const struct unit *unit = unit_at(units, i);
        bool group = unit->words == 1 && (unit->topics & TOPIC_GROUP) && unit->kind == UNIT_LINE &&
                     unit->label.kind == LABEL_NONE &&
                     !unit_is(unit, TRAIT_STOP | TRAIT_DIGIT | TRAIT_COMMA);
        if (end < i + LINES_LEAST || !(group || is_country(units, i)))
            continue;
        bool others = false;
        for (guint j = i + 1; j < end; j++)
            others |= is_country(units, j) || unit_is(unit_at(units, j), TRAIT_SENTENCE);
        if (!others)
            g_array_append_val(found, i);
    }
    for (guint i = 0; found->len >= LEAST && i < found->len; i++)
        unit_at(units, g_array_index(found, guint, i))->traits |= TRAIT_LEADS;
    g_array_unref(found);
}

// Parts of a list are named once each, and some hold several names; where people live comes back,
// below each of them.
static void mark_countries(struct units *units)
{
    enum { LOOKED_AT_MOST = 5000 };
    GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool several = false;
    for (guint i = 0, end; i < MIN(units_count(units), LOOKED_AT_MOST); i = end) {
        end = units_block_end(units, i);
        if (!may_be_part(units, i, end))
            continue;
        several |= is_led(units, end, units_block_end(units, end)) ||
                   (found->len && i - g_array_index(found, guint, found->len - 1) > 2);
        g_hash_table_add(names, g_strndup(unit_at(units, i)->text, unit_at(units, i)->n));
        g_array_append_val(found, i);
    }
    bool parts = several && g_hash_table_size(names) == found->len;
    for (guint i = 0; parts && i < found->len; i++)
        unit_at(units, g_array_index(found, guint, i))->traits |= TRAIT_LEADS;
    g_hash_table_unref(names);
    g_array_unref(found);
}

// ---- lines in bold type ----

static bool is_bold(const struct unit *unit)
{
    return unit->kind == UNIT_LINE && unit->first && unit->first == unit->last &&
           unit->first->kind == NODE_STRONG;
}

// A stretch of lines, in whatever blocks, and how the bold ones part it.
struct bold_stretch {
    guint end, bold, named;
    bool begins_bold;
};

static struct bold_stretch stretch_from(const struct units *units, guint from)
{
    struct bold_stretch stretch = {from, 0, 0, is_bold(unit_at(units, from))};
    for (; stretch.end < units_count(units); stretch.end++) {
        const struct unit *unit = unit_at(units, stretch.end);
        if (unit->kind != UNIT_LINE ||
            unit_is(unit, TRAIT_SENTENCE | TRAIT_WRAPPED | TRAIT_CLOSING))
            break;
        bool bold = is_bold(unit);
        stretch.bold += bold;
        stretch.named += bold && names_group(unit);
    }
    return stretch;
}

// "Academics" in bold type above their names, of which there are more than a name has offices.
static void mark_bold(struct units *units)
{
    enum { LINES = 4, LINES_OF_GROUP = 1, COLUMNS = 60 };
    for (guint i = 0; i < units_count(units);) {
        struct bold_stretch stretch = stretch_from(units, i);
        guint lines = stretch.end - i - stretch.bold;
        guint least = stretch.named * 2 >= stretch.bold ? LINES_OF_GROUP : LINES;
        bool parts = stretch.bold > 0 && stretch.begins_bold && lines >= least * stretch.bold;
        for (guint j = i; parts && j < stretch.end; j++) {
            struct unit *unit = unit_at(units, j);
            if (is_bold(unit) && unit->columns <= COLUMNS)
                unit->traits |= TRAIT_LEADS;
        }
        i = MAX(stretch.end, i + 1);
    }
}

// ---- what names the parts of the page ----

// "Organisations", "Individuals" in a row of tabs, above headings that say the same.
static void mark_echoes(struct units *units)
{
    enum { BYTES_MOST = 80 };
    GHashTable *headings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < units_count(units); i++) {
        const struct unit *unit = unit_at(units, i);
        if (unit->kind == UNIT_HEADING && unit->n <= BYTES_MOST)
            g_hash_table_add(headings, g_strndup(unit->text, unit->n));
    }
    for (guint i = 0; i < units_count(units) && g_hash_table_size(headings); i++) {
        struct unit *unit = unit_at(units, i);
        if (unit->kind != UNIT_ITEM || unit->n > BYTES_MOST)
            continue;
        char *text = g_strndup(unit->text, unit->n);
        if (g_hash_table_contains(headings, text))
            unit->traits |= TRAIT_ECHOES;
        g_free(text);
    }
    g_hash_table_unref(headings);
}

void leads_mark(struct units *units)
{
    mark_bold(units);
    mark_echoes(units);
    for (guint i = 0, end; i < units_count(units); i = end) {
        end = units_block_end(units, i);
        mark_leading(units, i, end);
    }
    mark_turns(units);
    mark_countries(units);
    mark_opening(units);
}

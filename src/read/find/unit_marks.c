// SPDX-License-Identifier: MIT
#include "read/find/unit_marks.h"

#include "read/fold.h"
#include "read/list/shape.h"

#include <string.h>

// ---- what blocks tell ----

struct block_sums {
    size_t lines, columns, widest, short_lines, filled;
};

static struct block_sums block_sums(const struct units *units, guint from, guint end)
{
    struct block_sums sums = {end - from, 0, 0, 0, 0};
    for (guint i = from; i < end; i++) {
        sums.columns += unit_at(units, i)->columns;
        sums.widest = MAX(sums.widest, unit_at(units, i)->columns);
    }
    for (guint i = from; i + 1 < end; i++) {
        const struct unit *next = unit_at(units, i + 1);
        sums.short_lines += (size_t)unit_at(units, i)->columns * 100 < sums.widest * 55;
        sums.filled += line_fills(unit_at(units, i)->columns, next->text, next->n, sums.widest);
    }
    return sums;
}

// Hard-wrapped prose fills its lines and ends with a stop.
static void mark_wrapped(struct units *units, guint from, guint end)
{
    enum { MEAN = 30, LINES_MOST = 60, FILLED = 6 }; // of ten
    const struct unit *last = unit_at(units, end - 1);
    if (end - from < 2 || end - from > LINES_MOST || last->kind != UNIT_LINE ||
        !(unit_is(last, TRAIT_STOP) || unit_is(last, TRAIT_COLON)))
        return;
    struct block_sums sums = block_sums(units, from, end);
    if (sums.columns < MEAN * sums.lines || sums.short_lines ||
        sums.filled * 10 < (sums.lines - 1) * FILLED)
        return;
    for (guint i = from; i < end; i++)
        unit_at(units, i)->traits |= TRAIT_WRAPPED;
}

// A short line by itself that ends in a comma closes or greets, whatever its words.
static void mark_comma(struct units *units, guint from, guint end)
{
    enum { COLUMNS = 60 };
    struct unit *unit = unit_at(units, from);
    bool lone = end == from + 1 && unit->kind == UNIT_LINE && unit->columns <= COLUMNS;
    bool among = (from > 0 && unit_is(unit_at(units, from - 1), TRAIT_COMMA)) ||
                 (end < units_count(units) && unit_is(unit_at(units, end), TRAIT_COMMA));
    if (lone && !among && unit_is(unit, TRAIT_COMMA))
        unit->traits |= TRAIT_CLOSING;
}

void unit_marks_blocks(struct units *units)
{
    for (guint i = 0, end; i < units_count(units); i = end) {
        end = units_block_end(units, i);
        mark_wrapped(units, i, end);
        mark_comma(units, i, end);
    }
}

// ---- numbers ----

static bool counts_from(const struct unit *before, const struct unit *after)
{
    enum { GAP_MOST = 20 };
    return before->label.kind == LABEL_NUMBER && after->label.kind == LABEL_NUMBER &&
           after->label.number > before->label.number &&
           after->label.number - before->label.number <= GAP_MOST;
}

void unit_marks_counting(struct units *units)
{
    guint last = G_MAXUINT;
    enum { NEAR = 4 };
    for (guint i = 0; i < units_count(units); i++) {
        if (unit_at(units, i)->label.kind != LABEL_NUMBER)
            continue;
        if (last != G_MAXUINT && i - last <= NEAR &&
            counts_from(unit_at(units, last), unit_at(units, i))) {
            unit_at(units, last)->traits |= TRAIT_COUNTS;
            unit_at(units, i)->traits |= TRAIT_COUNTS;
        }
        last = i;
    }
}

// ---- totals ----

// The next number at or after `p`; -1 and *ret_next the end where there is none.
static int64_t next_number(const char *p, const char *end, const char **ret_next)
{
    for (; p < end; p = g_utf8_next_char(p)) {
        int64_t value = -1;
        size_t n =
            g_unichar_isdigit(g_utf8_get_char(p)) ? number_parse(p, (size_t)(end - p), &value) : 0;
        if (n) {
            *ret_next = p + n;
            return value;
        }
    }
    *ret_next = end;
    return -1;
}

int64_t unit_number(const struct unit *unit)
{
    const char *next;
    return unit->total ? unit->total : next_number(unit->text, unit->text + unit->n, &next);
}

static bool could_be_entry(const struct unit *unit)
{
    enum { COLUMNS = 160 };
    return unit->columns <= COLUMNS && unit->kind != UNIT_HEADING &&
           !unit_is(unit, TRAIT_SENTENCE | TRAIT_HEAD);
}

static bool is_about(int64_t number, int64_t count)
{
    return ABS(number - count) * 100 <= count * 3 + 100;
}

// What stands below a unit.
struct below {
    int64_t left;  // units that could be entries
    int64_t lines; // of the block right below, so far
    int64_t alike; // the lines of that block, or blocks of a line each
    int64_t singles;
};

static void see_block_end(struct below *below, const struct unit *opening)
{
    below->singles = below->lines == 1 && could_be_entry(opening) ? below->singles + 1 : 0;
    below->alike = below->singles ? below->singles : below->lines;
    below->lines = 0;
}

// A short line whose number is that of the units left or of those right below it, or of half of
// them where two make one, announces them in any language.
static void mark_total(struct unit *unit, const struct below *below)
{
    enum { COLUMNS = 70, LEAST = 5 };
    if (unit->columns > COLUMNS || !unit_is(unit, TRAIT_DIGIT) ||
        unit->label.kind == LABEL_NUMBER || (unit->topics & TOPIC_UNNAMED))
        return;
    const char *end = unit->text + unit->n;
    bool first = true;
    for (const char *p = unit->text; p < end && !unit->total;) {
        int64_t number = next_number(p, end, &p);
        // Further numbers may be of a date, but not in brackets: "as of 3 May 2024 (17)".
        bool closed = p < end && (*p == ')' || *p == ']' || g_utf8_get_char(p) == 0xFF09);
        if (!first && !closed)
            continue;
        first = false;
        bool all = is_about(number, below->left) || is_about(2 * number, below->left) ||
                   number == below->alike;
        if (number >= LEAST && number < INT32_MAX && all)
            unit->total = (int32_t)number;
    }
    if (unit->total)
        unit->traits |= TRAIT_TOTAL;
}

void unit_marks_totals(struct units *units)
{
    struct below below = {0, 0, 0, 0};
    for (guint i = units_count(units); i-- > 0;) {
        struct unit *unit = unit_at(units, i);
        if (i + 1 < units_count(units) && unit_at(units, i + 1)->block != unit->block)
            see_block_end(&below, unit_at(units, i + 1));
        bool opens = i == 0 || unit_at(units, i - 1)->block != unit->block;
        if (unit->kind == UNIT_HEADING || (unit->kind == UNIT_LINE && opens))
            mark_total(unit, &below);
        below.left += could_be_entry(unit);
        below.lines++;
    }
}

// "3 anonymous", "and 27 others": a number, words for it, and little else. With a word for signing
// it speaks of all.
static bool states_count(const struct unit *unit, const struct tables *tables)
{
    int64_t total = -1, anonymous = -1;
    tables_totals(tables, unit->text, unit->n, &total, &anonymous);
    return total >= 0 || anonymous >= 0;
}

bool unit_is_bracketed(const struct unit *unit)
{
    size_t from = MIN(unit->label.skip, unit->n);
    const char *text = unit->text + from;
    if (from == unit->n || (text[0] != '[' && text[0] != '('))
        return false;
    size_t n = text_trimmed(text, unit->n - from);
    return n > 2 && text[n - 1] == (text[0] == '[' ? ']' : ')');
}

// "* In a personal capacity" below items with another mark.
static bool is_starred(const struct units *units, guint index)
{
    const struct unit *unit = unit_at(units, index);
    return index > 0 && unit->label.kind == LABEL_BULLET && unit->text[0] == '*' &&
           unit_at(units, index - 1)->label.kind != LABEL_NONE &&
           unit_at(units, index - 1)->text[0] != '*';
}

void unit_marks_notes(struct units *units, const struct tables *tables)
{
    // Patterns are dear to match, and few lines by themselves state a count.
    enum { COLUMNS = 60, WORDS = 8, TRIED_MOST = 300 };
    guint tried = 0;
    for (guint i = 0; i < units_count(units); i++) {
        struct unit *unit = unit_at(units, i);
        bool few = unit->columns <= COLUMNS && unit->words <= WORDS;
        if (few &&
            (((unit->topics & TOPIC_UNNAMED) && unit_is_bracketed(unit)) || is_starred(units, i)))
            unit->traits |= TRAIT_NOTE;
        if (!few || !unit_is(unit, TRAIT_DIGIT) || unit->kind == UNIT_HEADING ||
            unit_is(unit, TRAIT_COUNTS) || unit_number(unit) <= 0)
            continue;
        bool lone = (i == 0 || unit_at(units, i - 1)->block != unit->block) &&
                    (i + 1 == units_count(units) || unit_at(units, i + 1)->block != unit->block);
        if ((unit->topics & (TOPIC_UNNAMED | TOPIC_SIGN)) ||
            (lone && tried++ < TRIED_MOST && states_count(unit, tables)))
            unit->traits |= TRAIT_NOTE;
    }
}

// ---- footnotes ----

static void take_references(const struct unit *unit, GHashTable *numbers)
{
    const char *end = unit->text + unit->n;
    for (const char *p = unit->text + 1; p < end && (p = memchr(p, '[', (size_t)(end - p))); p++) {
        int64_t number;
        size_t n = number_parse(p + 1, (size_t)(end - p - 1), &number);
        if (n && p + 1 + n < end && p[1 + n] == ']')
            g_hash_table_add(numbers, GINT_TO_POINTER((int)number));
    }
}

static bool may_be_footnote(const struct unit *unit)
{
    return unit->label.kind == LABEL_NUMBER && unit->text[0] == '[';
}

void unit_marks_footnotes(struct units *units)
{
    guint end = units_count(units); // behind the last that may be one
    while (end > 0 && !may_be_footnote(unit_at(units, end - 1)))
        end--;
    GHashTable *numbers = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < end; i++) {
        struct unit *unit = unit_at(units, i);
        if (may_be_footnote(unit) &&
            g_hash_table_contains(numbers, GINT_TO_POINTER((int)unit->label.number)))
            unit->traits |= TRAIT_FOOTNOTE;
        take_references(unit, numbers);
    }
    g_hash_table_unref(numbers);
}

// ---- whom to write to ----

// A mail address and no more, its parts perhaps set apart against machines: "pat @example.org".
static bool is_mail(const struct unit *unit)
{
    const char *at = memchr(unit->text, '@', unit->n), *end = unit->text + unit->n;
    if (!at || at == unit->text || !memchr(at, '.', (size_t)(end - at)))
        return false;
    size_t words = text_words(unit->text, unit->n);
    return words == 1 || (words == 2 && (at[-1] == ' ' || at[1] == ' '));
}

static bool is_phone(const struct unit *unit)
{
    enum { BYTES_MOST = 40 };
    if (unit->n > BYTES_MOST || !unit_is(unit, TRAIT_DIGIT) || unit_is(unit, TRAIT_COUNTS))
        return false;
    char *text = g_strndup(unit->text, unit->n);
    bool phone = shape_of(text) == SHAPE_PHONE;
    g_free(text);
    return phone;
}

void unit_marks_contacts(struct units *units)
{
    enum { MOST = 3 };
    guint found[MOST], count = 0;
    for (guint i = 0; i < units_count(units); i++) {
        const struct unit *unit = unit_at(units, i);
        if (unit->kind == UNIT_HEADING || unit->skimmed || !(is_mail(unit) || is_phone(unit)))
            continue;
        if (count == MOST)
            return;
        found[count++] = i;
    }
    for (guint i = 0; i < count; i++) {
        unit_at(units, found[i])->traits |= TRAIT_CONTACT;
        if (found[i] > 0 && (unit_at(units, found[i] - 1)->topics & TOPIC_NOT))
            unit_at(units, found[i] - 1)->traits |= TRAIT_CONTACT;
    }
}

bool unit_counts_around(const struct units *units, guint index)
{
    return index > 0 && index + 1 < units_count(units) &&
           unit_is(unit_at(units, index), TRAIT_COUNTS) &&
           unit_is(unit_at(units, index - 1), TRAIT_COUNTS) &&
           unit_is(unit_at(units, index + 1), TRAIT_COUNTS);
}

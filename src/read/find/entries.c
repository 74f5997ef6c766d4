// SPDX-License-Identifier: MIT
#include "read/find/entries.h"

#include "language/country.h"
#include "read/find/measure.h"
#include "read/fold.h"
#include "read/reader.h"

#include <string.h>

// A run in the making.
struct run {
    const struct units *units;
    guint first, end;
    GArray *parts;
    bool numbers, bullets; // labels are cut off
    size_t placed;         // of numbers that are their entries' places
    gunichar mark;         // parts several names of a unit; 0: none
};

static const struct unit *run_unit(const struct run *run, guint index)
{
    return unit_at(run->units, index);
}

// ---- labels ----

// Numbers are labels where most units have one and most of those count: "500.example" is a name.
static void judge_labels(struct run *run)
{
    size_t numbered = 0, rising = 0, falling = 0, in_place = 0, bullets = 0, lines = 0;
    int64_t last = -1;
    for (guint i = run->first; i < run->end; i++) {
        const struct label *label = &run_unit(run, i)->label;
        lines++;
        bullets += label->kind == LABEL_BULLET;
        if (label->kind != LABEL_NUMBER)
            continue;
        numbered++;
        rising += label->number > last;
        falling += last < 0 || label->number < last;
        in_place += label->number == (int64_t)(i - run->first) + 1;
        last = label->number;
    }
    rising = MAX(rising, falling); // the newest first
    // A lone number that is its entry's place counts.
    bool placed = numbered > 0 && in_place == numbered;
    bool all = numbered == lines && rising * 2 >= numbered;
    run->placed = placed ? numbered : 0;
    run->numbers = placed || (numbered >= 2 && (all || rising * 10 >= numbered * 7) &&
                              (numbered * 10 >= lines * 6 || numbered * 5 >= lines));
    run->bullets = bullets * 10 >= lines * 2;
}

// Further lines of numbered entries lower the share of numbers; then those must count closely.
static bool numbers_are_labels(const struct run *run)
{
    size_t numbered = 0, close = 0, lines = run->end - run->first;
    for (guint i = run->first; i < run->end; i++) {
        numbered += run_unit(run, i)->label.kind == LABEL_NUMBER;
        close += unit_is(run_unit(run, i), TRAIT_COUNTS);
    }
    return run->numbers &&
           (numbered == run->placed || numbered * 10 >= lines * 6 || close * 10 >= numbered * 8);
}

static bool has_label(const struct run *run, guint index)
{
    const struct label *label = &run_unit(run, index)->label;
    return (run->numbers && label->kind == LABEL_NUMBER) ||
           (run->bullets && label->kind == LABEL_BULLET);
}

// ---- lines that belong together ----

static void add_part(struct run *run, guint index, bool begins)
{
    const struct unit *unit = run_unit(run, index);
    struct entry_part part = {index, 0, unit->n, begins, 0, NUMBER_NONE};
    if (begins && has_label(run, index)) {
        part.from = (uint32_t)MIN(unit->label.skip, unit->n);
        part.label = (uint32_t)unit->label.length;
        part.number = unit->label.number;
    }
    g_array_append_val(run->parts, part);
}

// Below a numbered line, unnumbered ones are its own where other entries have such lines too.
static bool labels_lead(const struct run *run)
{
    size_t labelled = 0, followed = 0;
    for (guint i = run->first; i < run->end; i++) {
        if (!has_label(run, i))
            continue;
        labelled++;
        followed += i + 1 < run->end && !has_label(run, i + 1) && run_unit(run, i + 1)->blanks == 0;
    }
    return labelled >= 2 && followed * 10 >= labelled * 3 && has_label(run, run->first);
}

static void plan_by_labels(struct run *run)
{
    for (guint i = run->first; i < run->end; i++) {
        bool further = i > run->first && !has_label(run, i) && run_unit(run, i)->blanks == 0;
        add_part(run, i, !further);
    }
}

static bool ends_block(const struct run *run, guint index)
{
    return index + 1 == run->end || run_unit(run, index + 1)->block != run_unit(run, index)->block;
}

enum { FEW_MOST = 4 };

// What is counted of a run's blocks.
struct block_counts {
    size_t blocks, few, longest, further, said;
    size_t apart; // further lines that say what their first line does not
    size_t towns; // blocks of a name and one word
};

// "Lima, Peru".
static bool is_place(const struct unit *unit)
{
    const char *comma = memrchr(unit->text, ',', unit->n);
    const char *end = unit->text + unit->n;
    if (!comma || comma + 1 >= end)
        return false;
    const char *country = comma + 1 + text_leading(comma + 1, (size_t)(end - comma - 1));
    return text_names_country(country, (size_t)(end - country));
}

// "Li Wei (Marlgate University)", "Li Wei, Marlgate University": what stands before the mark is no
// institution nor office.
static bool opens_with_name(const struct run *run, const struct unit *unit)
{
    enum { SAYS = TOPIC_BODY | TOPIC_OFFICE };
    size_t n = 0;
    while (n < unit->n && !strchr(",(", unit->text[n]))
        n++;
    return (unit->topics & SAYS) && n < unit->n &&
           !(tables_topics(run->units->reader->tables, unit->text, n) & SAYS);
}

// Whether a further line says of its first one what the first does not.
static bool says_apart(const struct run *run, const struct unit *further, const struct unit *name)
{
    bool place = is_place(further) && !is_place(name);
    return (place || unit_says(further, name)) && !(name->topics & (TOPIC_BODY | TOPIC_OFFICE)) &&
           !opens_with_name(run, further);
}

static struct block_counts count_blocks(const struct run *run)
{
    struct block_counts counts = {0};
    size_t lines = 0;
    for (guint i = run->first; i < run->end; i++) {
        lines++;
        counts.further += lines > 1;
        const struct unit *name = run_unit(run, i + 1 - (guint)lines);
        const struct unit *unit = run_unit(run, i);
        counts.said += lines > 1 && unit_says(unit, name);
        counts.apart += lines > 1 && says_apart(run, unit, name);
        counts.towns += lines == 2 && unit->words == 1 && name->words > 1 && ends_block(run, i);
        counts.longest = MAX(counts.longest, lines);
        if (!ends_block(run, i))
            continue;
        counts.blocks++;
        counts.few += lines >= 2 && lines <= FEW_MOST;
        lines = 0;
    }
    return counts;
}

// A block is an entry where most hold two to four lines each, or where the further lines of some
// say what their first line is.
static bool blocks_are_entries(const struct run *run)
{
    enum { BLOCKS_LEAST = 4 };
    for (guint i = run->first; i < run->end; i++) {
        if (run_unit(run, i)->kind != UNIT_LINE)
            return false;
    }
    struct block_counts counts = count_blocks(run);
    // Of few blocks each has a name and lines that say what it is, or a town.
    bool paired = counts.further == counts.blocks && counts.blocks + 1 >= BLOCKS_LEAST;
    if (counts.blocks < BLOCKS_LEAST)
        return counts.few == counts.blocks &&
               ((counts.apart >= counts.blocks && counts.apart * 2 >= counts.further) ||
                (paired && counts.towns * 10 >= counts.blocks * 6));
    if (counts.few == 0)
        return false;
    bool said = counts.longest <= FEW_MOST && counts.said * 10 >= counts.further * 6;
    return said || counts.few * 10 >= counts.blocks * 6;
}

static void plan_by_blocks(struct run *run)
{
    for (guint i = run->first; i < run->end; i++)
        add_part(run, i, i == run->first || run_unit(run, i)->block != run_unit(run, i - 1)->block);
}

// ---- lines that come back in turn ----

static GHashTable *distinct_texts(const struct run *run, guint phase, guint period, size_t *ret_all)
{
    GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    *ret_all = 0;
    for (guint i = run->first + phase; i < run->end; i += period, (*ret_all)++)
        g_hash_table_add(texts, g_strndup(run_unit(run, i)->text, run_unit(run, i)->n));
    return texts;
}

static size_t distinct_percent(const struct run *run, guint phase, guint period)
{
    size_t all;
    GHashTable *texts = distinct_texts(run, phase, period, &all);
    size_t percent = all ? g_hash_table_size(texts) * 100 / all : 0;
    g_hash_table_unref(texts);
    return percent;
}

static size_t body_percent(const struct run *run, guint phase, guint period)
{
    size_t bodies = 0, all = 0;
    for (guint i = run->first + phase; i < run->end; i += period, all++)
        bodies += (run_unit(run, i)->topics & TOPIC_BODY) != 0;
    return all ? bodies * 100 / all : 0;
}

// Lines of the form "name, office".
static size_t comma_percent(const struct run *run, guint phase, guint period)
{
    size_t commas = 0, all = 0;
    for (guint i = run->first + phase; i < run->end; i += period, all++) {
        const struct unit *unit = run_unit(run, i);
        commas += pieces_by_comma(unit->text, unit->n) > 1;
    }
    return all ? commas * 100 / all : 0;
}

static bool signatures_alternate(const struct run *run)
{
    if (run->end - run->first < 4 || (run->end - run->first) % 2)
        return false;
    uint32_t odd = run_unit(run, run->first)->signature,
             even = run_unit(run, run->first + 1)->signature;
    for (guint i = run->first; i < run->end; i++) {
        if (run_unit(run, i)->signature != ((i - run->first) % 2 ? even : odd))
            return false;
    }
    return odd != even;
}

// Names differ, offices and places come back; or the second line of each is an institution.
static bool lines_return(const struct run *run, guint period)
{
    guint lines = run->end - run->first;
    if (lines < period * 4 || lines % period)
        return false;
    if (distinct_percent(run, 0, period) < 90)
        return false;
    bool bodies = period == 2 && body_percent(run, 1, 2) >= 50 && body_percent(run, 0, 2) <= 12 &&
                  comma_percent(run, 0, 2) <= 12;
    for (guint phase = 1; phase < period; phase++) {
        if (distinct_percent(run, phase, period) > 60)
            return bodies;
    }
    return true;
}

static guint period_of(const struct run *run)
{
    bool one_kind = !run->numbers;
    for (guint i = run->first; one_kind && i < run->end; i++)
        one_kind = run_unit(run, i)->kind == UNIT_LINE;
    if (!one_kind)
        return 1;
    if (signatures_alternate(run))
        return 2;
    for (guint period = 2; period <= 4; period++) {
        if (lines_return(run, period))
            return period;
    }
    return 1;
}

// ---- several names in a unit ----

// Two to five words, each with a capital: "Ana Ruiz", and hardly an office or a place.
static bool is_capital_name(const char *text, size_t n)
{
    enum { WORDS_MOST = 5 };
    size_t words = 0;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool first = p == text || g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(p)));
        if (!first || g_unichar_isspace(c))
            continue;
        words++;
        if (!g_unichar_isupper(c))
            return false;
    }
    return words >= 2 && words <= WORDS_MOST;
}

// Gaps part names where the columns they make share words; else office and place follow the name.
static bool gaps_part_names(const struct run *run)
{
    GHashTable *first = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    size_t shared = 0, all = 0, gapped = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (guint i = run->first; i < run->end; i++) {
            const struct unit *unit = run_unit(run, i);
            const char *end = unit->text + unit->n, *next;
            const char *stop = piece_end(unit->text, end, '\t', &next);
            if (next >= end)
                continue;
            gapped += pass == 0;
            const char *from = pass == 0 ? unit->text : next;
            size_t n = (size_t)((pass == 0 ? stop : end) - from);
            for (const char *p = from; p < from + n; p = g_utf8_next_char(p)) {
                bool word = p == from || g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(p)));
                if (!word || g_unichar_isspace(g_utf8_get_char(p)))
                    continue;
                const char *q = g_utf8_next_char(p);
                while (q < from + n && !g_unichar_iswide(g_utf8_get_char(p)) &&
                       !g_unichar_isspace(g_utf8_get_char(q)))
                    q = g_utf8_next_char(q);
                char *key = g_strndup(p, (gsize)(q - p));
                if (pass == 0) {
                    g_hash_table_add(first, key);
                    continue;
                }
                all++;
                shared += g_hash_table_contains(first, key);
                g_free(key);
            }
        }
    }
    g_hash_table_unref(first);
    return gapped * 10 >= (run->end - run->first) * 6 && all > 0 && shared * 10 >= all * 4;
}

// Three columns and more, each of names: few rows share no words. Short ones without capitals may
// be offices, of which no name has three.
static bool columns_are_names(const struct run *run)
{
    enum { COLUMNS_LEAST = 3, ROWS_LEAST = 3, WIDE_COLUMNS = 4, WIDE_ROWS = 2 };
    size_t columns = 0, pieces = 0, names = 0, wide = 0;
    for (guint i = run->first; i < run->end; i++) {
        const struct unit *unit = run_unit(run, i);
        const char *end = unit->text + unit->n, *next;
        size_t own = 0;
        for (const char *p = unit->text; p < end; p = next, own++) {
            const char *stop = piece_end(p, end, '\t', &next);
            names += is_capital_name(p, (size_t)(stop - p));
            wide += text_is_wide_name(p, (size_t)(stop - p));
        }
        pieces += own;
        columns = columns ? columns : own;
        if (own > columns || (own < columns && i + 1 < run->end))
            return false;
    }
    guint rows = run->end - run->first;
    return (rows >= ROWS_LEAST && columns >= COLUMNS_LEAST && names * 10 >= pieces * 9) ||
           (rows >= WIDE_ROWS && columns >= WIDE_COLUMNS && wide * 10 >= pieces * 9);
}

static gunichar mark_of_run(const struct run *run)
{
    enum { HANDFUL = 5, LEAST = 3 };
    guint lines = run->end - run->first, rows = 0;
    size_t pieces = 0;
    gunichar mark = 0;
    for (guint i = run->first; i < run->end; i++) {
        const struct unit *unit = run_unit(run, i);
        if (!unit_is(unit, TRAIT_PIECES))
            continue;
        struct pieces own = pieces_of(unit->text, unit->n, lines <= HANDFUL);
        if (own.count < LEAST || own.mark == '\t')
            continue;
        rows++;
        pieces += own.count;
        mark = mark ? mark : own.mark;
    }
    // Names and offices between marks are few a line; these are names (see TRAIT_PIECES).
    if (mark && (rows * 2 >= lines || pieces >= (size_t)lines * 3))
        return mark;
    return gaps_part_names(run) || columns_are_names(run) ? '\t' : 0;
}

static void trim_piece(const struct unit *unit, struct entry_part *part)
{
    const char *text = unit->text;
    part->from += (uint32_t)text_leading(text + part->from, part->to - part->from);
    part->to = part->from + (uint32_t)text_trimmed(text + part->from, part->to - part->from);
}

// The full stop of a row of names is not the last one's.
static void drop_stop(const struct run *run, guint index, struct entry_part *part)
{
    const struct unit *unit = run_unit(run, index);
    bool last = part->to == unit->n && unit_is(unit, TRAIT_PIECES);
    if (last && part->to > part->from && unit->text[part->to - 1] == '.' && part->from > 0)
        part->to--;
}

// "Ana Ruiz and Li Wei" at the end of a run: where the conjunction begins, and its bytes; 0 if
// there is none between two names.
static size_t conjunction_at(const char *text, size_t n, size_t *ret_n)
{
    static const char *const words[] = {" and ", " et ", " y ",  " e ",   " und ", " en ", " och ",
                                        " og ",  " i ",  " a ",  " и ",   " та ",  " і ",  " ve ",
                                        " & ",   " şi ", " și ", " και ", " dan ", " và "};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *found = g_strstr_len(text, (gssize)n, words[i]);
        size_t length = strlen(words[i]);
        if (!found)
            continue;
        size_t before = (size_t)(found - text), after = n - before - length;
        if (!is_capital_name(text, before) || !is_capital_name(found + length, after))
            continue;
        *ret_n = length;
        return before;
    }
    return 0;
}

// The last names of a run by commas are joined by a word.
static void part_last(struct run *run, const struct unit *unit, struct entry_part *part)
{
    size_t n, length = part->to - part->from;
    size_t before = run->mark == ',' ? conjunction_at(unit->text + part->from, length, &n) : 0;
    if (!before)
        return;
    struct entry_part first = *part;
    first.to = part->from + (uint32_t)before;
    g_array_append_val(run->parts, first);
    part->from = first.to + (uint32_t)n;
}

static void add_pieces(struct run *run, guint index)
{
    const struct unit *unit = run_unit(run, index);
    const char *end = unit->text + unit->n, *next;
    for (const char *p = unit->text; p < end; p = next) {
        const char *stop = piece_end(p, end, run->mark, &next);
        struct entry_part part = {
            index, (uint32_t)(p - unit->text), (uint32_t)(stop - unit->text), true, 0, NUMBER_NONE};
        trim_piece(unit, &part);
        drop_stop(run, index, &part);
        if (next >= end)
            part_last(run, unit, &part);
        if (part.to > part.from)
            g_array_append_val(run->parts, part);
    }
}

// ---- lines within a unit ----

// The lines of a card: the name, then what is said of it.
static void split_lines(struct run *run, guint from)
{
    for (guint i = from; i < run->parts->len; i++) {
        struct entry_part *part = &g_array_index(run->parts, struct entry_part, i);
        const char *text = run_unit(run, part->unit)->text;
        const char *newline = memchr(text + part->from, '\n', part->to - part->from);
        if (!newline)
            continue;
        struct entry_part rest = {part->unit, (uint32_t)(newline + 1 - text), part->to, false, 0,
                                  NUMBER_NONE};
        part->to = (uint32_t)(newline - text);
        g_array_insert_val(run->parts, i + 1, rest);
    }
}

// "2 hours ago" says of the name above when it was signed.
static void join_times(const struct run *run, guint from)
{
    for (guint i = from + 1; i < run->parts->len; i++) {
        struct entry_part *part = &g_array_index(run->parts, struct entry_part, i);
        if (unit_is(run_unit(run, part->unit), TRAIT_AGO))
            part->begins = false;
    }
}

void entries_plan(const struct units *units, guint first, guint end, GArray *parts)
{
    struct run run = {units, first, end, parts, false, false, 0, 0};
    guint from = parts->len;
    judge_labels(&run);
    run.numbers = numbers_are_labels(&run);
    run.mark = run.numbers ? 0 : mark_of_run(&run);
    guint period = run.mark ? 1 : period_of(&run);
    if (run.mark) {
        for (guint i = first; i < end; i++) {
            if (run.mark == '\t' || unit_is(run_unit(&run, i), TRAIT_PIECES))
                add_pieces(&run, i);
            else
                add_part(&run, i, true);
        }
    } else if (labels_lead(&run)) {
        plan_by_labels(&run);
    } else if (!run.numbers && blocks_are_entries(&run)) {
        plan_by_blocks(&run);
    } else {
        for (guint i = first; i < end; i++)
            add_part(&run, i, (i - first) % period == 0);
    }
    join_times(&run, from);
    split_lines(&run, from);
}

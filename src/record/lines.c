// SPDX-License-Identifier: MIT
// Text goes out in visual order, as browsers and office suites write it and PDFium, pdf.js and
// MuPDF expect it. What an element shows in a line is one marked content, in one show as far as
// may be (and goes on in the next line, if that is all the element's): pdf.js takes each mark and
// each font for a text of its own and does not put several in order.
#include "record/lines.h"

#include "base/lang_tag.h"
#include "base/utf8.h"
#include "page/logical.h"
#include "record/bidi_marks.h"
#include "record/cells.h"
#include "record/clusters.h"
#include "record/labels.h"
#include "record/tags.h"
#include "text/font.h"

#include <assert.h>
#include <string.h>

// Runs that are shown one after another, of one element and, where no order is at stake, one
// language.
struct line_unit {
    size_t first, end; // places in the order in which the line's runs are shown
    uint32_t element;
    const char *lang; // where it is not the element's
    bool marked;      // has its place in the structure tree
};

GArray *line_units_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(struct line_unit));
}

static bool has_letter(const char *text, size_t n)
{
    for (const char *c = text; c < text + n; c = g_utf8_next_char(c))
        if (g_unichar_isalpha(utf8_char(c)))
            return true;
    return false;
}

// A run's language is written where it has letters and they are not in the element's language.
static const char *run_lang(const struct glyph_run *run, const char *element_lang)
{
    if (!run->lang || (element_lang && strcmp(run->lang, element_lang) == 0))
        return NULL;
    return has_letter(run->text, run->n_text) && lang_tag_is_valid(run->lang) ? run->lang : NULL;
}

static uint32_t run_element(const struct record *record, const struct item *item,
                            const struct glyph_run *run)
{
    if (item->element == ELEMENT_NONE)
        return ELEMENT_NONE;
    uint32_t inner = run->tag ? tags_content(record, run->tag) : 0;
    return inner ? inner : tags_content(record, item->element);
}

static bool same_lang(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

// Whether languages may be marked within a line: pdf.js puts the texts of one line in order only
// where they are one marked content, unless the line reads rightward as a whole.
static bool marks_languages(const struct line *line)
{
    return !host_find(line) || !label_runs_leftward(line);
}

static void find_units(struct record *record, const struct item *item, const size_t *order)
{
    bool languages = marks_languages(&item->line.line);
    g_array_set_size(record->units, 0);
    for (size_t i = 0; i < item->line.line.n_runs; i++) {
        const struct glyph_run *run = &item->line.line.runs[order[i]].run;
        struct line_unit unit = {i, i + 1, run_element(record, item, run), NULL, false};
        if (unit.element != ELEMENT_NONE && languages)
            unit.lang = run_lang(run, pdf_tree_lang(record->tree, unit.element));
        guint n = record->units->len;
        struct line_unit *last = n ? &g_array_index(record->units, struct line_unit, n - 1) : NULL;
        if (last && last->element == unit.element && same_lang(last->lang, unit.lang))
            last->end = unit.end;
        else
            g_array_append_val(record->units, unit);
    }
}

// The unit that shows run `run` of the line.
static guint unit_of(const struct record *record, const size_t *order, size_t run)
{
    size_t place = 0;
    while (order[place] != run)
        place++;
    guint unit = 0;
    while (g_array_index(record->units, struct line_unit, unit).end <= place)
        unit++;
    return unit;
}

// Gives the units their places in the tree in logical order, as their first runs are read.
static void mark_units(struct record *record, const struct line *line, const size_t *shown)
{
    if (record->units->len == 1) {
        struct line_unit *only = &g_array_index(record->units, struct line_unit, 0);
        pdf_tree_mark(record->tree, only->element, record->side.n_marks);
        only->marked = true;
        return;
    }
    size_t *order = line_logical_order(line);
    for (size_t i = 0; i < line->n_runs; i++) {
        guint place = unit_of(record, shown, order[i]);
        struct line_unit *unit = &g_array_index(record->units, struct line_unit, place);
        if (!unit->marked)
            pdf_tree_mark(record->tree, unit->element, record->side.n_marks + place);
        unit->marked = true;
    }
    g_free(order);
}

// What is being written: the pen's place, so that a run that touches the one before needs no move,
// and how the line is shown.
enum { RUNS_FEW = 8 };

struct pen {
    bool set;
    const struct glyph_run *before; // the run that was shown last, where `set`,
    len x, y;                       // and where it begins
    const struct glyph_run *host;   // of the line; NULL for none
    size_t *order;                  // in which the line's runs are shown: `few`, or from g_new()
    size_t few[RUNS_FEW];
    bool logical; // that in which they are read
    struct shown_label label;
    bool space_left, space_right; // the line's text goes on after a break that is not shown
    struct host last;             // how the last run was shown
};

enum { NEAR = 4 }; // 1/256 pt

// Where it stopped. Mostly nothing follows, so nobody asks.
static len pen_at(const struct pen *pen)
{
    return pen->x + glyph_run_width(pen->before);
}

static void put_run(struct record *record, const struct glyph_run *run, struct point at,
                    const struct beside *beside, struct pen *pen)
{
    const struct glyph_run *owner = pen->host;
    if (run->n_glyphs == 0)
        return;
    unsigned font = host_choose(record, run, &owner, &pen->last);
    record_name_font(record, font);
    len begin = at.x;
    at.y -= owner->rise;
    if (beside->space_left)
        at.x -= clusters_space(record, run);
    bool joins = pen->set && pen->y == at.y && ABS(pen_at(pen) - at.x) <= NEAR;
    if (!joins)
        pdf_content_move(&record->content, at.x, at.y);
    pdf_content_font(&record->content, font, host_shown_size(&pen->last));
    pdf_content_widen(&record->content, run->widen);
    clusters_show(record, run, &pen->last, beside);
    pen->set = !beside->logical;
    pen->before = run;
    pen->x = begin;
    pen->y = at.y;
}

// A number that ends a right-to-left line: it is turned with what stands to the right of it unless
// a mark says that the line goes on.
static bool is_left_number(const struct glyph_run *run)
{
    gunichar first = run->n_text ? utf8_char(run->text) : 0;
    return run->level >= 2 && run->level % 2 == 0 && g_unichar_isdigit(first);
}

// Such a line needs a space to open it (record/clusters.c), which a line that goes on has hanging
// there anyway.
static bool begins_with_mark(const struct glyph_run *run)
{
    return (run->level & 1) && !run->face->cff && cell_is_mark(cells_leftmost(run));
}

// A label's space is where its text ends: at the right, or at the left when it stands there.
static void put_placed_run(struct record *record, const struct item *item, size_t index,
                           struct pen *pen)
{
    const struct line *line = &item->line.line;
    const struct line_run *placed = &line->runs[index];
    struct beside beside = {.ordered = pen->host && !pen->logical,
                            .logical = pen->logical,
                            .opens = index == 0 && !pen->logical};
    if (index + 1 < line->n_runs)
        beside.right = &placed[1].run;
    else
        beside.space_right = pen->label.way == LABEL_LEFT || pen->space_right;
    if (index > 0)
        beside.left = &placed[-1].run;
    beside.space_left = index == 0 && (pen->label.way == LABEL_RIGHT || pen->space_left ||
                                       (beside.opens && begins_with_mark(&placed->run)));
    beside.sign_left = beside.opens && is_left_number(&placed->run);
    struct point at = {item->line.x + placed->x, item->line.y};
    pdf_content_colour(&record->content, item_run_colour(item, &placed->run));
    put_run(record, &placed->run, at, &beside, pen);
}

static void put_unit(struct record *record, const struct item *item, const struct line_unit *unit,
                     struct pen *pen)
{
    for (size_t i = unit->first; i < unit->end; i++)
        put_placed_run(record, item, pen->order[i], pen);
}

// An em away, so that no reader takes it for the same line.
static void part_label(struct record *record, const struct item *item, struct pen *pen)
{
    const struct line *line = &item->line.line;
    if (!pen->set)
        return;
    pdf_content_move(&record->content, pen_at(pen), pen->y - pen->last.size);
    clusters_show_nothing(record, &line->runs[line->n_runs - 1].run, &pen->last);
    pen->set = false;
}

// A line all of one unit, left to right, and no label: the line before and the one after may share
// its mark. What is shown from right to left is turned mark by mark by whoever reads it.
static const struct line_unit *only_unit(const struct record *record, const struct line *line,
                                         const struct pen *pen)
{
    bool only = record->units->len == 1 && pen->label.way == LABEL_PLAIN;
    for (size_t i = 0; only && i < line->n_runs; i++)
        only = !(line->runs[i].run.level & 1);
    return only ? &g_array_index(record->units, struct line_unit, 0) : NULL;
}

// So a paragraph has one mark on a page where nothing comes between its lines, not one a line: a
// thirtieth less of a long list's bytes.
static void hold_mark(struct record *record, const struct line_unit *unit)
{
    pdf_content_hold_mark(&record->content);
    record->side.held_element = unit->element;
    record->side.held_lang = unit->lang;
}

static bool goes_on_in_mark(const struct record *record, const struct line_unit *unit)
{
    return unit && record->content.held && record->side.held_element == unit->element &&
           same_lang(record->side.held_lang, unit->lang);
}

static void put_units(struct record *record, const struct item *item, struct pen *pen)
{
    const struct line_unit *only = only_unit(record, &item->line.line, pen);
    for (guint i = 0; i < record->units->len; i++) {
        const struct line_unit *unit = &g_array_index(record->units, struct line_unit, i);
        pdf_content_mark(&record->content, pdf_tree_type(record->tree, unit->element),
                         record->side.n_marks++, unit->lang);
        put_unit(record, item, unit, pen);
        if (pen->label.parted && pen->label.way == LABEL_LEFT)
            part_label(record, item, pen);
        if (unit == only)
            hold_mark(record, unit);
        else
            pdf_content_end_mark(&record->content);
    }
}

static void put_furniture(struct record *record, const struct item *item, struct pen *pen)
{
    pdf_content_artifact(&record->content, "Pagination");
    for (size_t i = 0; i < item->line.line.n_runs; i++)
        put_placed_run(record, item, pen->order[i], pen);
    pdf_content_end_mark(&record->content);
}

static bool is_logical(const struct line *line)
{
    for (size_t i = 0; i < line->n_runs; i++)
        if ((line->runs[i].run.level & 1) &&
            bidi_marks_need_order(line->runs[i].run.text, line->runs[i].run.n_text))
            return true;
    return false;
}

static size_t *visual_order(const struct line *line, size_t few[RUNS_FEW])
{
    size_t *order = line->n_runs <= RUNS_FEW ? few : g_new(size_t, line->n_runs);
    for (size_t i = 0; i < line->n_runs; i++)
        order[i] = i;
    return order;
}

// A break that the author put in has no glyph; without a space the words on its two sides would be
// read as one.
static bool goes_on_after_break(const struct item *item, const struct item *next)
{
    if (!next || next->kind != ITEM_LINE || next->element != item->element)
        return false;
    const struct line *line = &item->line.line;
    size_t shown = line->start;
    for (size_t i = 0; i < line->n_runs; i++)
        shown += line->runs[i].run.n_text;
    return next->line.line.start > shown;
}

static void put_marked(struct record *record, const struct item *item, const struct item *next,
                       struct pen *pen)
{
    find_units(record, item, pen->order);
    const struct line_unit *only = only_unit(record, &item->line.line, pen);
    if (goes_on_in_mark(record, only)) {
        pdf_content_resume_mark(&record->content);
        put_unit(record, item, only, pen);
        hold_mark(record, only);
        return;
    }
    mark_units(record, &item->line.line, pen->order);
    if (pen->label.way == LABEL_WHOLE && label_put(record, item, next))
        return;
    put_units(record, item, pen);
}

void line_put(struct record *record, const struct item *item, const struct item *next)
{
    const struct line *line = &item->line.line;
    struct pen pen; // its room for an order is not set
    pen.set = pen.space_left = pen.space_right = false;
    pen.host = host_find(line);
    pen.label = label_of(record, item, next);
    pen.logical = is_logical(line);
    pen.order = pen.logical ? line_logical_order(line) : visual_order(line, pen.few);
    if (goes_on_after_break(item, next)) {
        pen.space_left = label_runs_leftward(line) && !pen.logical;
        pen.space_right = !pen.space_left && !pen.logical;
    }
    pdf_content_begin_text(&record->content);
    pdf_content_colour(&record->content, item->colour);
    if (item->element == ELEMENT_NONE)
        put_furniture(record, item, &pen);
    else
        put_marked(record, item, next, &pen);
    if (pen.order != pen.few)
        g_free(pen.order);
}

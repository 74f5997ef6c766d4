// SPDX-License-Identifier: MIT
// Text goes out in visual order, as browsers and office suites write it and PDFium, pdf.js and
// MuPDF expect it. What an element shows in a line is one marked content, in one show as far as
// may be: pdf.js takes each mark and each font for a text of its own and does not put several in
// order.
#include "record/lines.h"

#include "page/logical.h"
#include "record/clusters.h"
#include "record/labels.h"
#include "record/tags.h"

#include <assert.h>
#include <string.h>

// Runs that stand side by side, of one element and, where no order is at stake, one language.
struct unit {
    size_t first, end; // runs of the line
    uint32_t element;
    const char *lang; // where it is not the element's
    bool marked;      // has its place in the structure tree
};

GArray *line_units_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(struct unit));
}

// The file's units in an em: so many that the face is shown at the size the style names, though
// its role sets it smaller to sit level with others. Readers that judge gaps and line spacing by
// the size of the type then judge all scripts alike.
static unsigned file_units(const struct glyph_run *run)
{
    const struct face *face = run->face;
    if (face->cff || run->nominal <= 0 || run->size <= 0)
        return face->upem;
    int64_t units = ((int64_t)face->upem * run->nominal + run->size / 2) / run->size;
    bool fits = units >= face->upem && units <= 4 * (int64_t)face->upem && units <= 16384;
    return fits ? (unsigned)units : face->upem;
}

// The resource of a run's face, with room for `codes` more codes.
static unsigned line_font(struct record *record, const struct glyph_run *run, size_t codes)
{
    const struct face *face = run->face;
    // From the newest: where a face has two, the older is full.
    for (guint i = record->fonts->len; i-- > 0;) {
        const struct job_font *known = &g_array_index(record->fonts, struct job_font, i);
        if (known->face == face && pdf_font_room(known->font, codes))
            return i;
    }
    struct pdf_font_face spec = {
        .hb_face = face->hb_face,
        .name = face->postscript_name,
        .upem = face->upem,
        .units = file_units(run),
        .ascender = face->ascender,
        .descender = face->descender,
        .cff = face->cff,
        .italic = face->italic,
        .bold = face->bold,
    };
    struct job_font made = {face, pdf_font_new(record->writer, &spec), spec.units};
    g_array_append_val(record->fonts, made);
    return record->fonts->len - 1;
}

static bool has_letter(const char *text, size_t n)
{
    for (const char *c = text; c < text + n; c = g_utf8_next_char(c))
        if (g_unichar_isalpha(g_utf8_get_char(c)))
            return true;
    return false;
}

// A run's language is told where it has letters and they are not in the element's language.
static const char *run_lang(const struct glyph_run *run, const char *element_lang)
{
    if (!run->lang || (element_lang && strcmp(run->lang, element_lang) == 0))
        return NULL;
    return has_letter(run->text, run->n_text) ? run->lang : NULL;
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

static void find_units(struct record *record, const struct item *item, bool ordered)
{
    g_array_set_size(record->units, 0);
    for (size_t i = 0; i < item->line.line.n_runs; i++) {
        const struct glyph_run *run = &item->line.line.runs[i].run;
        struct unit unit = {i, i + 1, run_element(record, item, run), NULL, false};
        if (unit.element != ELEMENT_NONE && !ordered)
            unit.lang = run_lang(run, pdf_tree_lang(record->tree, unit.element));
        guint n = record->units->len;
        struct unit *last = n ? &g_array_index(record->units, struct unit, n - 1) : NULL;
        if (last && last->element == unit.element && same_lang(last->lang, unit.lang))
            last->end = unit.end;
        else
            g_array_append_val(record->units, unit);
    }
}

// Gives the units their places in the tree in logical order, as their first runs are read.
static void mark_units(struct record *record, const struct line *line)
{
    if (record->units->len == 1) {
        struct unit *only = &g_array_index(record->units, struct unit, 0);
        pdf_tree_mark(record->tree, only->element, record->n_marks);
        only->marked = true;
        return;
    }
    size_t *order = line_logical_order(line);
    for (size_t i = 0; i < line->n_runs; i++) {
        guint place = 0;
        while (g_array_index(record->units, struct unit, place).end <= order[i])
            place++;
        struct unit *unit = &g_array_index(record->units, struct unit, place);
        if (!unit->marked)
            pdf_tree_mark(record->tree, unit->element, record->n_marks + place);
        unit->marked = true;
    }
    g_free(order);
}

// pdf.js reads a line in order only where it is shown in one font and size. So a line with words
// of both directions has a host, its longest right-to-left run, and the other runs' glyphs stand in
// that font as guests, scaled to their size. A face of CFF can be neither.
static const struct glyph_run *find_host(const struct line *line)
{
    const struct glyph_run *host = NULL;
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[i].run;
        if ((run->level & 1) && !run->face->cff && (!host || run->n_glyphs > host->n_glyphs))
            host = run;
    }
    return host;
}

// What is being written: the pen's place, so that a run that touches the one before needs no move,
// and how the line is shown.
struct pen {
    bool set;
    len x, y;
    const struct glyph_run *host; // of the line; NULL for none
    struct label label;
    bool space_left, space_right; // the line's text goes on after a break that is not shown
    struct host last;             // how the last run was shown
};

enum { NEAR = 4 }; // 1/256 pt

static int64_t divide(int64_t value, int64_t by)
{
    return (value + (value < 0 ? -by / 2 : by / 2)) / by;
}

static struct host host_of(const struct record *record, unsigned font,
                           const struct glyph_run *owner)
{
    const struct job_font *made = &g_array_index(record->fonts, struct job_font, font);
    return (struct host){.font = made->font,
                         .size = owner->size,
                         .upem = owner->face->upem,
                         .units = made->units,
                         .plain = true,
                         .scale = PDF_SCALE_ONE};
}

// How `run` stands in the font of `owner`; false if it needs a font of its own.
static bool be_guest(const struct glyph_run *run, const struct glyph_run *owner, struct host *host)
{
    int64_t upem = owner->face->upem;
    int64_t scale =
        divide(upem * run->size * PDF_SCALE_ONE, (int64_t)run->face->upem * owner->size);
    if (run->face->cff || scale >= 2 * PDF_SCALE_ONE)
        return false;
    host->scale = (int16_t)scale;
    host->rise = (int32_t)divide((int64_t)(run->rise - owner->rise) * upem, owner->size);
    host->plain = run->face == owner->face && run->size == owner->size && host->rise == 0;
    if (run->face != owner->face)
        host->guest = pdf_font_guest(host->font, run->face->hb_face);
    return true;
}

static unsigned choose_font(struct record *record, const struct glyph_run *run,
                            const struct glyph_run **owner, struct host *ret)
{
    size_t codes = run->n_glyphs + run->n_text; // never more: a code a character, or a glyph
    if (*owner) {
        unsigned font = line_font(record, *owner, codes);
        *ret = host_of(record, font, *owner);
        if (be_guest(run, *owner, ret))
            return font;
    }
    *owner = run;
    unsigned font = line_font(record, run, codes);
    *ret = host_of(record, font, run);
    return font;
}

// Tf's operand, in ten-thousandths of a point.
static int64_t shown_size(const struct host *host)
{
    return divide((int64_t)host->size * host->units * 10000, (int64_t)host->upem * LEN_PER_PT);
}

static void put_run(struct record *record, const struct glyph_run *run, struct point at,
                    const struct beside *beside, struct pen *pen)
{
    const struct glyph_run *owner = pen->host;
    if (run->n_glyphs == 0)
        return;
    unsigned font = choose_font(record, run, &owner, &pen->last);
    if (font < 64)
        record->fonts_on |= UINT64_C(1) << font;
    len end = at.x + glyph_run_width(run);
    at.y -= owner->rise;
    if (beside->space_left)
        at.x -= clusters_space(record, run);
    bool joins = pen->set && pen->y == at.y && ABS(pen->x - at.x) <= NEAR;
    if (!joins)
        pdf_content_move(&record->content, at.x, at.y);
    pdf_content_font(&record->content, font, shown_size(&pen->last));
    clusters_show(record, run, &pen->last, beside);
    pen->set = true;
    pen->x = end;
    pen->y = at.y;
}

// A label's space is where its text ends: at the right, or at the left when it stands there.
static void put_placed_run(struct record *record, const struct item *item, size_t index,
                           struct pen *pen)
{
    const struct line *line = &item->line.line;
    struct beside beside = {.ordered = pen->host != NULL};
    if (index + 1 < line->n_runs)
        beside.right = &line->runs[index + 1].run;
    else
        beside.space_right = pen->label.way == LABEL_LEFT || pen->space_right;
    beside.space_left = index == 0 && (pen->label.way == LABEL_RIGHT || pen->space_left);
    struct point at = {item->line.x + line->runs[index].x, item->line.y};
    put_run(record, &line->runs[index].run, at, &beside, pen);
}

static void put_unit(struct record *record, const struct item *item, const struct unit *unit,
                     struct pen *pen)
{
    for (size_t i = unit->first; i < unit->end; i++)
        put_placed_run(record, item, i, pen);
}

// An em away, so that no reader takes it for the same line.
static void part_label(struct record *record, const struct item *item, struct pen *pen)
{
    const struct line *line = &item->line.line;
    if (!pen->set)
        return;
    pdf_content_move(&record->content, pen->x, pen->y - pen->last.size);
    clusters_show_nothing(record, &line->runs[line->n_runs - 1].run, &pen->last);
    pen->set = false;
}

static void put_units(struct record *record, const struct item *item, struct pen *pen)
{
    for (guint i = 0; i < record->units->len; i++) {
        const struct unit *unit = &g_array_index(record->units, struct unit, i);
        pdf_content_mark(&record->content, pdf_tree_type(record->tree, unit->element),
                         record->n_marks++, unit->lang);
        put_unit(record, item, unit, pen);
        if (pen->label.parted && pen->label.way == LABEL_LEFT)
            part_label(record, item, pen);
        pdf_content_end_mark(&record->content);
    }
}

// The label's text in the order it is read, so that it ends at its name.
static void put_read_label(struct record *record, const struct item *item, struct pen *pen)
{
    const struct line *line = &item->line.line;
    size_t *order = line_logical_order(line);
    struct point at = pen->label.name;
    at.x -= clusters_space(record, &line->runs[order[line->n_runs - 1]].run);
    for (size_t i = 0; i < line->n_runs; i++)
        at.x -= glyph_run_width(&line->runs[i].run);
    for (size_t i = 0; i < line->n_runs; i++) {
        const struct glyph_run *run = &line->runs[order[i]].run;
        struct beside beside = {.space_right = i + 1 == line->n_runs};
        put_run(record, run, at, &beside, pen);
        at.x += glyph_run_width(run);
    }
    g_free(order);
}

// Its whole mark lies outside the text objects, since a path may not stand inside one.
static void put_moved_label(struct record *record, const struct item *item, struct pen *pen)
{
    struct pdf_content *content = &record->content;
    pdf_content_end_text(content);
    pdf_content_mark(content, "Lbl", record->n_marks++, NULL);
    label_paint(record, item);
    pdf_content_begin_text(content);
    pdf_content_render(content, 3);
    pen->host = NULL;
    put_read_label(record, item, pen);
    if (pen->label.parted)
        part_label(record, item, pen);
    pdf_content_render(content, 0);
    pdf_content_end_text(content);
    pdf_content_end_mark(content);
}

static void put_furniture(struct record *record, const struct item *item, struct pen *pen)
{
    pdf_content_artifact(&record->content, "Pagination");
    for (size_t i = 0; i < item->line.line.n_runs; i++)
        put_placed_run(record, item, i, pen);
    pdf_content_end_mark(&record->content);
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

void line_put(struct record *record, const struct item *item, const struct item *next)
{
    struct pen pen = {.host = find_host(&item->line.line), .label = label_of(record, item, next)};
    if (goes_on_after_break(item, next)) {
        pen.space_left = label_runs_leftward(&item->line.line);
        pen.space_right = !pen.space_left;
    }
    pdf_content_begin_text(&record->content);
    pdf_content_colour(&record->content, item->colour);
    if (item->element == ELEMENT_NONE) {
        put_furniture(record, item, &pen);
        return;
    }
    find_units(record, item, pen.host != NULL);
    mark_units(record, &item->line.line);
    if (pen.label.way == LABEL_MOVED)
        put_moved_label(record, item, &pen);
    else
        put_units(record, item, &pen);
}

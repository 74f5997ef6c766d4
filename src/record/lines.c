// SPDX-License-Identifier: MIT
// Text goes out in visual order, as browsers and office suites write it and PDFium, pdf.js and
// MuPDF expect it. Where the order of reading differs, the structure tree puts it right: each
// stretch of one direction is a marked content of its own, and an element's children are in
// logical order.
#include "record/lines.h"

#include "pdf/object.h"
#include "record/clusters.h"

#include <assert.h>
#include <string.h>

// Runs that stand side by side, of one direction, one element and one language.
struct unit {
    size_t first, end; // runs of the line
    uint32_t element;
    unsigned place; // from the left
    uint8_t level;
    const char *lang; // where it is not the element's
};

GArray *line_units_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(struct unit));
}

unsigned line_font(struct record *record, const struct face *face, size_t codes)
{
    // From the newest: where a face has two, the older is full.
    for (guint i = record->fonts->len; i-- > 0;) {
        const struct job_font *known = &g_array_index(record->fonts, struct job_font, i);
        if (known->face == face && pdf_font_room(known->font, codes))
            return i;
    }
    struct job_font made = {
        face, pdf_font_new(record->writer,
                           &(struct pdf_font_face){face->hb_face, face->postscript_name, face->upem,
                                                   face->ascender, face->descender, face->cff,
                                                   face->italic, face->bold})};
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
    if (item->element == ELEMENT_NONE || run->tag == 0 || !pdf_tree_type(record->tree, run->tag))
        return item->element;
    return run->tag;
}

static bool same_lang(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void find_units(struct record *record, const struct item *item)
{
    g_array_set_size(record->units, 0);
    for (size_t i = 0; i < item->line.line.n_runs; i++) {
        const struct glyph_run *run = &item->line.line.runs[i].run;
        struct unit unit = {i,          i + 1, run_element(record, item, run), record->units->len,
                            run->level, NULL};
        if (unit.element != ELEMENT_NONE)
            unit.lang = run_lang(run, pdf_tree_lang(record->tree, unit.element));
        struct unit *last = record->units->len
                                ? &g_array_index(record->units, struct unit, record->units->len - 1)
                                : NULL;
        if (last && last->element == unit.element && last->level == unit.level &&
            same_lang(last->lang, unit.lang))
            last->end = unit.end;
        else
            g_array_append_val(record->units, unit);
    }
}

static void reverse(struct unit *units, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct unit swap = units[i];
        units[i] = units[n - 1 - i];
        units[n - 1 - i] = swap;
    }
}

// Undoes rule L2 of the bidirectional algorithm: the same reversals, lowest level first.
static void order_logically(struct unit *units, size_t n)
{
    uint8_t highest = 0;
    for (size_t i = 0; i < n; i++)
        highest = MAX(highest, units[i].level);
    for (uint8_t level = 1; level <= highest; level++) {
        for (size_t start = 0; start < n;) {
            size_t end = start;
            while (end < n && units[end].level >= level)
                end++;
            reverse(units + start, end - start);
            start = end + 1;
        }
    }
}

static void mark_units(struct record *record)
{
    struct unit *units = (struct unit *)(void *)record->units->data;
    struct unit few[32], *ordered = few;
    size_t n = record->units->len;
    if (n > G_N_ELEMENTS(few))
        ordered = g_new(struct unit, n);
    memcpy(ordered, units, n * sizeof *units);
    order_logically(ordered, n);
    for (size_t i = 0; i < n; i++)
        pdf_tree_mark(record->tree, ordered[i].element, record->n_marks + ordered[i].place);
    if (ordered != few)
        g_free(ordered);
}

// The pen's place, so that a run that touches the one before needs no move.
struct pen {
    bool set;
    len x, y;
};

enum { NEAR = 4 }; // 1/256 pt

static void put_run(struct record *record, const struct glyph_run *run, struct point at,
                    struct pen *pen)
{
    if (run->n_glyphs == 0)
        return;
    unsigned font = line_font(record, run->face, 2 * run->n_glyphs);
    if (font < 64)
        record->fonts_on |= UINT64_C(1) << font;
    bool joins = pen->set && pen->y == at.y && ABS(pen->x - at.x) <= NEAR;
    if (!joins)
        pdf_content_move(&record->content, at.x, at.y);
    pdf_content_font(&record->content, font, run->size);
    clusters_show(record, run, g_array_index(record->fonts, struct job_font, font).font);
    *pen = (struct pen){true, at.x + glyph_run_width(run), at.y};
}

static void put_unit(struct record *record, const struct item *item, const struct unit *unit,
                     struct pen *pen)
{
    for (size_t i = unit->first; i < unit->end; i++) {
        const struct line_run *placed = &item->line.line.runs[i];
        struct point at = {item->line.x + placed->x, item->line.y - placed->run.rise};
        put_run(record, &placed->run, at, pen);
    }
}

void line_put(struct record *record, const struct item *item)
{
    struct pdf_content *content = &record->content;
    struct pen pen = {false, 0, 0};
    pdf_content_begin_text(content);
    pdf_content_colour(content, item->colour);
    find_units(record, item);
    bool furniture = item->element == ELEMENT_NONE;
    if (furniture)
        pdf_content_artifact(content, "Pagination");
    else
        mark_units(record);
    for (guint i = 0; i < record->units->len; i++) {
        const struct unit *unit = &g_array_index(record->units, struct unit, i);
        if (!furniture)
            pdf_content_mark(content, pdf_tree_type(record->tree, unit->element), record->n_marks++,
                             unit->lang);
        put_unit(record, item, unit, &pen);
        if (!furniture)
            pdf_content_end_mark(content);
    }
    if (furniture)
        pdf_content_end_mark(content);
}

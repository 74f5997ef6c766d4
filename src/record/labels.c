// SPDX-License-Identifier: MIT
// Readers go by x, by the direction of most letters in a line, or by the order of the content, and
// no one order suits them where a number stands on the right of a name. So in a right-to-left list
// the number can be painted where it is seen and told, invisibly, before the name. And where the
// name itself runs right to left, an empty sign on another line parts the two, so that no reader
// takes them for one line and turns it.
#include "record/labels.h"

#include "page/logical.h"
#include "pdf/glyph_form.h"
#include "pdf/object.h"
#include "record/clusters.h"
#include "record/tags.h"
#include "text/font.h"

#include <string.h>

bool label_runs_leftward(const struct line *line)
{
    if (line->n_runs == 1)
        return line->runs[0].run.level & 1;
    size_t *order = line_logical_order(line);
    bool leftward = line->n_runs > 0 && (line->runs[order[0]].run.level & 1);
    g_free(order);
    return leftward;
}

static bool is_type(const struct record *record, const struct item *item, const char *type)
{
    if (!item || item->kind != ITEM_LINE || item->element == ELEMENT_NONE ||
        item->line.line.n_runs == 0)
        return false;
    const char *own = pdf_tree_type(record->tree, tags_element(record, item->element));
    return own && strcmp(own, type) == 0;
}

struct label label_of(const struct record *record, const struct item *item, const struct item *next)
{
    struct label label = {LABEL_PLAIN, false, {0, 0}};
    if (!is_type(record, item, "Lbl") || !is_type(record, next, "LBody") ||
        item->line.y != next->line.y)
        return label;
    label.name = (struct point){next->line.x + next->line.line.x, next->line.y};
    label.parted = label_runs_leftward(&next->line.line);
    bool left = item->line.x + item->line.line.x < label.name.x;
    label.way = left ? LABEL_LEFT : record->options.invisible_labels ? LABEL_MOVED : LABEL_RIGHT;
    return label;
}

// Digits come again and again: each is written once.
static unsigned find_form(struct record *record, const struct face *face, uint32_t glyph)
{
    for (guint i = 0; i < record->forms->len; i++) {
        const struct job_form *form = &g_array_index(record->forms, struct job_form, i);
        if (form->face == face && form->glyph == glyph)
            return i;
    }
    struct job_form made = {face, glyph, pdf_glyph_form(record->writer, face->hb_font, glyph)};
    g_array_append_val(record->forms, made);
    return record->forms->len - 1;
}

static void paint_run(struct record *record, const struct item *item, const struct line_run *placed)
{
    const struct glyph_run *run = &placed->run;
    int64_t pen = 0;
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        len x = len_from_units(pen + glyph->dx, run->size, run->face->upem);
        len y = len_from_units(glyph->dy, run->size, run->face->upem);
        struct point at = {item->line.x + placed->x + x, item->line.y - run->rise - y};
        unsigned form = find_form(record, run->face, glyph->id);
        pdf_content_form(&record->content, form, at, run->size, run->face->upem);
        pen += glyph->advance;
    }
    record->forms_on = true;
}

void labels_put_resources(const struct record *record, GString *out)
{
    for (guint i = 0; record->forms_on && i < record->forms->len; i++) {
        g_string_append_printf(out, "/G%u ", i);
        pdf_ref(out, g_array_index(record->forms, struct job_form, i).object);
    }
}

void label_paint(struct record *record, const struct item *item)
{
    for (size_t i = 0; i < item->line.line.n_runs; i++)
        paint_run(record, item, &item->line.line.runs[i]);
}

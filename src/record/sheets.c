// SPDX-License-Identifier: MIT
#include "record/sheets.h"

#include "pdf/object.h"
#include "record/matrix.h"
#include "record/side.h"

#include <math.h>

struct sheets {
    struct record *record;
    struct job_side *sides;
    size_t n;
};

enum { HAIRLINE = LEN_PER_PT / 4 };

struct sheets *sheets_open(struct record *record, size_t n, len width, len height)
{
    struct sheets *sheets = g_new0(struct sheets, 1);
    *sheets = (struct sheets){record, g_new0(struct job_side, n), n};
    for (size_t i = 0; i < n; i++) {
        side_open(record, &sheets->sides[i], width, height);
        sheets->sides[i].key = pdf_tree_side(record->tree, sheets->sides[i].object);
    }
    return sheets;
}

void sheets_say(struct sheets *sheets, const char *entries)
{
    sheets->record->viewer = entries;
}

// From a page's points, y upward, to the side's; `left` and `top` are where the trim's corner goes.
static struct job_matrix matrix_of(const struct page *page, const struct sheet_place *place)
{
    const struct rect *cell = &place->cell, *trim = &page->trim;
    double scale = place->scale;
    double left = cell->x + place->shift + (cell->width - trim->width * scale) * place->across;
    double top = cell->y + (cell->height - trim->height * scale) / 2;
    return (struct job_matrix){.scale = scale,
                               .turned = place->turned,
                               .x = (len)lround(left - trim->x * scale),
                               .y = (len)lround(top - trim->y * scale)};
}

static void put_clip(struct record *record)
{
    const struct rect *trim = &record->page->trim;
    GString *out = record->side.content;
    pdf_len(out, trim->x);
    g_string_append_c(out, ' ');
    pdf_len(out, record->page->height - trim->y - trim->height);
    g_string_append_c(out, ' ');
    pdf_len(out, trim->width);
    g_string_append_c(out, ' ');
    pdf_len(out, trim->height);
    g_string_append(out, " re W n\n");
}

bool sheets_place(struct sheets *sheets, const struct page *page, const struct sheet_place *place,
                  GError **error)
{
    struct record *record = sheets->record;
    record->page = page;
    record->side = sheets->sides[place->side];
    record->matrix = matrix_of(page, place);
    pdf_tree_side_open(record->tree, record->side.key);
    matrix_put(record);
    put_clip(record);
    bool ok = side_add_page(record, error);
    g_string_append(record->side.content, "Q\n");
    sheets->sides[place->side] = record->side;
    record->side = (struct job_side){0};
    record->page = NULL;
    return ok;
}

void sheets_mark(struct sheets *sheets, size_t at, struct point from, struct point to)
{
    struct job_side *side = &sheets->sides[at];
    struct pdf_content content;
    pdf_content_open(&content, side->content, PDF_INK_GREY, side->height);
    pdf_content_artifact(&content, "Page");
    pdf_content_stroke(&content, from, to, HAIRLINE);
    pdf_content_end_mark(&content);
}

bool sheets_close(struct sheets *sheets, GError **error)
{
    struct record *record = sheets->record;
    for (size_t i = 0; i < sheets->n; i++) {
        record->side = sheets->sides[i];
        side_close(record);
    }
    bool ok = pdf_writer_ok(record->writer, error);
    g_free(sheets->sides);
    g_free(sheets);
    return ok;
}

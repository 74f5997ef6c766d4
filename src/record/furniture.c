// SPDX-License-Identifier: MIT
#include "record/furniture.h"

// Quarter-point lines of up to 5 mm, clear of the bleed by 1 mm so that none is ever trimmed in.
static const double mark_mm = 5, clear_mm = 1;
enum { HAIRLINE = LEN_PER_PT / 4 };

struct corner {
    len x, y;         // where the cuts meet
    len out_x, out_y; // where the marks begin: beyond the bleed
    int right, down;  // which way they go on, 1 or -1
};

static void put_corner(struct record *record, const struct corner *corner)
{
    len size = len_from_mm(mark_mm);
    pdf_content_stroke(&record->content, (struct point){corner->out_x, corner->y},
                       (struct point){corner->out_x + corner->right * size, corner->y}, HAIRLINE);
    pdf_content_stroke(&record->content, (struct point){corner->x, corner->out_y},
                       (struct point){corner->x, corner->out_y + corner->down * size}, HAIRLINE);
}

void furniture_crop_marks(struct record *record)
{
    const struct page *page = record->page;
    const struct rect *trim = &page->trim, *bleed = &page->bleed;
    if (trim->width >= page->width && trim->height >= page->height)
        return;
    len clear = len_from_mm(clear_mm);
    len left = MIN(bleed->x, trim->x) - clear, top = MIN(bleed->y, trim->y) - clear;
    len right = MAX(bleed->x + bleed->width, trim->x + trim->width) + clear;
    len bottom = MAX(bleed->y + bleed->height, trim->y + trim->height) + clear;
    const struct corner corners[] = {
        {trim->x, trim->y, left, top, -1, -1},
        {trim->x + trim->width, trim->y, right, top, 1, -1},
        {trim->x, trim->y + trim->height, left, bottom, -1, 1},
        {trim->x + trim->width, trim->y + trim->height, right, bottom, 1, 1},
    };
    pdf_content_artifact(&record->content, "Page");
    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
        put_corner(record, &corners[i]);
    pdf_content_end_mark(&record->content);
}

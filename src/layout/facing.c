// SPDX-License-Identifier: MIT
#include "layout/facing.h"

// A line in thirty: what is let down so far is not seen between the lines.
enum { OPENED_PERMILLE = 35 };

struct facing_page *facing_page_at(GArray *pages, unsigned index)
{
    if (pages->len <= index)
        g_array_set_size(pages, index + 1);
    return &g_array_index(pages, struct facing_page, index);
}

bool facing_is_level(const struct facing_page *a, const struct facing_page *b)
{
    return ABS(a->end - b->end) <= LEN_PER_PT / 20;
}

static len last_baseline(const struct fit *fit, const struct placed *placed)
{
    len last = 0;
    for (size_t i = 0; i < placed->box.n_items; i++) {
        const struct item *item = &placed->box.items[i];
        if (item->kind == ITEM_LINE)
            last = MAX(last, placed->y + (placed->box.leaded ? fit_scale(fit, item->line.y)
                                                             : item->line.y));
    }
    return last;
}

static const struct placed *lowest(const struct fit *fit, const struct frame *frame)
{
    const struct placed *found = NULL;
    for (guint i = 0; i < frame->placed->len; i++) {
        const struct placed *placed = &g_array_index(frame->placed, struct placed, i);
        if (!found || last_baseline(fit, placed) > last_baseline(fit, found))
            found = placed;
    }
    return found;
}

void facing_note(const struct fit *fit, const struct frame *frame, bool notes,
                 struct facing_page *page)
{
    const struct placed *last = lowest(fit, frame);
    page->end = last && !notes ? last_baseline(fit, last) : 0;
    page->foot = last ? last->y + fit_height(fit, &last->box) : 0;
    page->bottom = frame->bottom;
}

void facing_open(const struct fit *fit, struct frame *frame, const struct facing_page *page)
{
    const struct placed *last = lowest(fit, frame);
    if (!page->more || !last || last->y <= frame->top)
        return;
    int64_t height = last->y - frame->top;
    for (guint i = 0; i < frame->placed->len; i++) {
        struct placed *placed = &g_array_index(frame->placed, struct placed, i);
        placed->y += (len)((int64_t)(placed->y - frame->top) * page->more / height);
    }
    for (guint i = 0; i < frame->rules->len; i++) // between columns
        g_array_index(frame->rules, struct item, i).rule.height += page->more;
}

len facing_more(const struct facing_page *shorter, const struct facing_page *longer, len top)
{
    len more = longer->end - shorter->end;
    return 1000 * (int64_t)more <= OPENED_PERMILLE * (int64_t)(shorter->end - top) ? more : 0;
}

// SPDX-License-Identifier: MIT
#include "layout/compose_notes.h"

#include "layout/border.h"

len compose_notes_height(const struct composer *composer)
{
    const GArray *carried = composer->flow->carried;
    int64_t height = carried->len ? composer->foot.separator : 0;
    for (guint i = 0; i < carried->len; i++) {
        const struct note *note = &g_array_index(carried, struct note, i);
        height += column_height(composer->fit, note->boxes, 0, note->n);
    }
    return (len)MIN(height, LEN_MAX);
}

len compose_notes_separator(const struct flow *flow)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FOOTNOTE];
    return style->margin_top + border_height(&style->border_start) + style->padding_block.start;
}

static void place_separator(struct composer *composer, len y)
{
    const struct block_style *style = &composer->flow->style->blocks[GROUP_FOOTNOTE];
    const struct border_line *border = &style->border_start;
    len most = composer->flow->width;
    len width = style->width ? MIN(style->width, most) : most / 4;
    border_add(border, composer->frame.left + (composer->flow->rtl ? most - width : 0),
               y - style->padding_block.start - border_height(border), width,
               composer->frame.rules);
}

// Takes as much of the notes as the page has room for; what is left is carried on. A page without
// text takes at least one line, so that there is an end to it.
static size_t notes_fitting(const struct composer *composer, const struct note *note, len room)
{
    size_t n = 0;
    while (n < note->n && column_height(composer->fit, note->boxes, 0, n + 1) <= room)
        n++;
    return n;
}

void compose_notes(struct composer *composer)
{
    GArray *carried = composer->flow->carried;
    struct frame *frame = &composer->frame;
    len room = frame->bottom - composer->y - composer->foot.separator, height = 0;
    guint done = 0, first = frame->placed->len;
    for (; done < carried->len; done++) {
        struct note *note = &g_array_index(carried, struct note, done);
        size_t n = notes_fitting(composer, note, room - height);
        if (n == 0 && frame->placed->len == 0)
            n = 1;
        composer_place(composer, note->boxes, n, frame->left, height);
        height += column_height(composer->fit, note->boxes, 0, n);
        note->boxes += n;
        note->n -= n;
        if (note->n)
            break;
        g_array_append_val(frame->ended, *note);
    }
    g_array_remove_range(carried, 0, done);
    if (first == frame->placed->len)
        return;
    frame->notes = true;
    for (guint i = first; i < frame->placed->len; i++)
        g_array_index(frame->placed, struct placed, i).y += frame->bottom - height;
    place_separator(composer, frame->bottom - height);
}

// SPDX-License-Identifier: MIT
#include "layout/list_heading.h"

#include "layout/fields.h"
#include "layout/number.h"
#include "layout/said.h"

#include <string.h>

static bool is_signatories(const struct node *block)
{
    return block && block->kind == NODE_LIST && block->list.kind == LIST_SIGNATORIES;
}

// The list a heading stands over; a heading below it, and what is said of the list, may be between.
static const struct node *list_below(const struct node *heading)
{
    const struct node *block = heading->next;
    while (block && (block->kind == NODE_NOTE ||
                     (block->kind == NODE_HEADING && block->level > heading->level)))
        block = block->next;
    return is_signatories(block) ? block : NULL;
}

static size_t lists_in(const struct flow *flow)
{
    size_t n = 0;
    for (const struct node *block = flow->job->document->root->first; block; block = block->next)
        n += is_signatories(block);
    return n;
}

int list_heading_group(const struct flow *flow, const struct node *block)
{
    if (block->kind != NODE_HEADING || !block->parent || block->parent->kind != NODE_DOCUMENT ||
        !list_below(block))
        return -1;
    bool over_heading = block->next->kind == NODE_HEADING;
    return over_heading || lists_in(flow) < 2 ? GROUP_SIGNATORIES_HEADING
                                              : GROUP_SIGNATORIES_SUBHEADING;
}

bool list_heading_is_one(const struct flow *flow, const struct node *list)
{
    return is_signatories(list) && !list->list.stream && list->first && !list->first->next &&
           lists_in(flow) == 1 && !(list->previous && list->previous->kind == NODE_HEADING);
}

static char *counts_text(struct flow *flow, const struct node *heading,
                         const struct block_style *style)
{
    if (!heading || list_heading_group(flow, heading) == GROUP_SIGNATORIES_HEADING)
        return fields_fill(flow, NULL, style, style->content, flow->scratch, NULL);
    const struct node *list = list_below(heading);
    unsigned n = 0;
    for (const struct node *entry = list->first; entry; entry = entry->next)
        n++;
    return n ? number_format(flow->scratch, n, flow_digits(flow, style)) : "";
}

static struct lines counts_lines(struct flow *flow, const struct place *place, const char *text,
                                 const struct block_style *style, enum text_align align)
{
    struct block_style aligned = *style;
    aligned.align = (int)align;
    return said_lines(flow, place, text, &aligned);
}

// Below a heading that leaves them no room beside it, the counts have lines of their own.
static void add_below(struct flow *flow, const struct place *place, guint index,
                      const struct lines *lines, const struct block_style *style)
{
    struct segment *segment = place->segment;
    struct box *box = &g_array_index(segment->boxes, struct box, index);
    struct item *items = ARENA_ARRAY(flow->arena, struct item, box->n_items + lines->n);
    memcpy(items, box->items, box->n_items * sizeof(struct item));
    for (size_t i = 0; i < lines->n; i++) {
        struct item item = {.kind = ITEM_LINE, .colour = style->colour};
        item.line.x = place->x;
        item.line.y = box->height + block_baseline(style);
        item.line.line = lines->lines[i];
        items[box->n_items++] = item;
        box->height += block_leading(style);
    }
    box->items = items;
}

static void add_beside(struct flow *flow, const struct place *place, guint index,
                       const struct lines *lines, const struct block_style *style)
{
    const struct box *box = &g_array_index(place->segment->boxes, struct box, index);
    struct item item = {.kind = ITEM_LINE, .colour = style->colour};
    item.line.x = place->x;
    item.line.line = lines->lines[0];
    for (size_t i = 0; i < box->n_items; i++) {
        if (box->items[i].kind == ITEM_LINE)
            item.line.y = box->items[i].line.y;
    }
    block_add_item(flow, place->segment, index, &item);
}

void list_heading_add_counts(struct flow *flow, const struct place *place,
                             const struct node *heading, const struct block_style *heading_style,
                             guint index, const struct lines *heading_lines)
{
    const struct block_style *style = &flow->style->blocks[GROUP_COUNTS];
    const char *text = counts_text(flow, heading, style);
    bool led = block_has_over(heading_style) && !place->bare;
    if (!*text || !heading_lines->n)
        return;
    index += (guint)(led + heading_lines->n - 1);
    len taken = heading_lines->lines[heading_lines->n - 1].width;
    bool centred = heading_style->align == ALIGN_CENTER;
    struct lines lines = counts_lines(flow, place, text, style, TEXT_END);
    if (!centred && lines.n == 1 && taken + 2 * style->size + lines.widest <= place->width) {
        add_beside(flow, place, index, &lines, style);
        return;
    }
    lines = counts_lines(flow, place, text, style, centred ? TEXT_CENTER : TEXT_START);
    add_below(flow, place, index, &lines, style);
}

void list_heading_set(struct flow *flow, const struct node *list)
{
    const char *words = flow->job->particulars->signatories;
    bool headed = flow->signatories_headed || flow->after_heading;
    flow->signatories_headed = true;
    if (headed || !words || list_heading_is_one(flow, list))
        return;
    const struct block_style *style = &flow->style->blocks[GROUP_SIGNATORIES_HEADING];
    struct place place = block_top_place(flow);
    struct lines lines = said_lines(flow, &place, words, style);
    guint index = place.segment->boxes->len;
    block_add_lines(flow, &place, &lines, style, ELEMENT_NONE);
    list_heading_add_counts(flow, &place, NULL, style, index, &lines);
}

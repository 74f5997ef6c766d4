// SPDX-License-Identifier: MIT
#include "layout/block.h"

#include "layout/elements.h"
#include "layout/figure.h"
#include "layout/footnote.h"
#include "layout/inline.h"
#include "layout/list.h"
#include "layout/note_calls.h"
#include "layout/table.h"

#include <string.h>

// Which group a kind of block takes its style from, and which element it is.
static const struct {
    enum style_group group;
    enum role role;
    bool heading;
} kinds[] = {
    [NODE_TITLE] = {GROUP_TITLE, ROLE_H1, true},
    [NODE_HEADING] = {GROUP_HEADING, ROLE_H2, true},
    [NODE_ADDRESSEE] = {GROUP_ADDRESSEE, ROLE_P, false},
    [NODE_SALUTATION] = {GROUP_SALUTATION, ROLE_P, false},
    [NODE_PARAGRAPH] = {GROUP_PARAGRAPH, ROLE_P, false},
    [NODE_CLOSING] = {GROUP_CLOSING, ROLE_P, false},
    [NODE_SENDER] = {GROUP_SENDER, ROLE_P, false},
    [NODE_DATE] = {GROUP_DATE, ROLE_P, false},
    [NODE_REFERENCE] = {GROUP_REFERENCE, ROLE_P, false},
    [NODE_SIGNATURE] = {GROUP_SIGNATURE, ROLE_P, false},
    [NODE_NOTE] = {GROUP_NOTE, ROLE_P, false},
    [NODE_CAPTION] = {GROUP_CAPTION, ROLE_CAPTION, false},
};

static bool is_blank(const struct node *node)
{
    if (node->kind == NODE_TEXT)
        return node->text[strspn(node->text, " \t\r\n\f")] == '\0';
    for (const struct node *child = node->first; child; child = child->next) {
        if (node_is_inline(child) && !is_blank(child))
            return false;
    }
    return true;
}

static const struct block_style *text_style(const struct flow *flow, const struct place *place,
                                            const struct node *block)
{
    int group = (int)kinds[block->kind].group;
    if (block->kind == NODE_HEADING)
        group = GROUP_HEADING_2 + CLAMP(block->level, 2, 6) - 2;
    if (block->kind == NODE_PARAGRAPH && place->style)
        return place->style;
    return &flow->style->blocks[group];
}

static enum role text_role(const struct node *block)
{
    if (block->kind == NODE_HEADING)
        return (enum role)(ROLE_H1 + CLAMP(block->level, 2, 6) - 1);
    return kinds[block->kind].role;
}

// The first box of a heading carries its line of the outline.
static void add_bookmark(struct flow *flow, struct segment *segment, guint index,
                         const struct node *block, const struct inline_text *text)
{
    flow->after_heading = block->kind == NODE_HEADING;
    if (!kinds[block->kind].heading || index >= segment->boxes->len)
        return;
    struct box *box = &g_array_index(segment->boxes, struct box, index);
    box->bookmark_level = block->kind == NODE_TITLE ? 1 : (unsigned)CLAMP(block->level, 2, 6);
    char *title = arena_strndup(flow->arena, text->styled.text, text->styled.n);
    for (char *p = title; *p; p++)
        *p = *p == '\n' ? ' ' : *p;
    box->bookmark = title;
}

// The part of the place a block has by its margins and width.
static struct place inner_place(const struct place *place, const struct block_style *style)
{
    struct place inner = *place;
    inner.x += place->rtl ? style->margin_end : style->margin_start;
    inner.width = MAX(place->width - style->margin_start - style->margin_end, 1);
    return inner;
}

static bool set_text(struct flow *flow, const struct place *place, const struct node *block,
                     GError **error)
{
    if (figure_is_alone(block))
        return figure_set(flow, place, block, error);
    if (is_blank(block))
        return true;
    const struct block_style *style = text_style(flow, place, block);
    struct paragraph_style paragraph = block_paragraph_style(flow, block, style, place->rtl);
    paragraph.heading = kinds[block->kind].heading;
    // A quote's or an entry's own margins are already taken from its place.
    struct place inner = style == place->style ? *place : inner_place(place, style);
    struct element *element = elements_begin(flow, place->parent, text_role(block));
    element->lang = block->lang ? g_intern_string(block->lang) : NULL;
    uint32_t id = element->id;
    struct inline_text text = inline_gather(flow, block, style, id, false);
    struct lines lines = paragraph_set(flow->job->fonts, &text.styled, &paragraph, inner.width,
                                       flow->arena, flow->diag);
    uint64_t first = flow->next_serial;
    guint index = place->segment->boxes->len;
    block_add_lines(flow, &inner, &lines, style, id);
    if (text.tagged)
        block_place_tags(flow, &lines, first);
    add_bookmark(flow, place->segment, index, block, &text);
    elements_end(flow, id);
    return true;
}

bool block_set_children(struct flow *flow, const struct place *place, const struct node *block,
                        GError **error)
{
    for (const struct node *child = block->first; child; child = child->next) {
        if (!node_is_inline(child) && !block_set(flow, place, child, error))
            return false;
    }
    return true;
}

// A line along the start side of boxes from `first` on, over the space between them too.
static void add_side_line(struct flow *flow, const struct place *place, guint first,
                          const struct block_style *style)
{
    struct segment *segment = place->segment;
    for (guint i = first; i < segment->boxes->len; i++) {
        struct box *box = &g_array_index(segment->boxes, struct box, i);
        len above = i == first ? 0 : box->above;
        struct item *items = ARENA_ARRAY(flow->arena, struct item, box->n_items + 1);
        items[0] = (struct item){.kind = ITEM_RULE, .colour = style->colour};
        items[0].rule =
            (struct rect){place->rtl ? place->x + place->width - style->border : place->x, -above,
                          style->border, box->height + above};
        for (size_t j = 0; j < box->n_items; j++)
            items[j + 1] = box->items[j];
        box->items = items;
        box->n_items++;
    }
}

static bool set_quote(struct flow *flow, const struct place *place, const struct node *block,
                      GError **error)
{
    const struct block_style *style = &flow->style->blocks[GROUP_QUOTE];
    struct place inner = inner_place(place, style);
    inner.style = style;
    struct place beside = inner;
    len taken = style->border ? style->border + style->padding : 0;
    inner.width = MAX(inner.width - taken, 1);
    inner.x += place->rtl ? 0 : taken;
    inner.parent = elements_begin(flow, place->parent, ROLE_BLOCK_QUOTE)->id;
    guint first = place->segment->boxes->len;
    flow->space_below = MAX(flow->space_below, style->margin_top);
    bool ok = block_set_children(flow, &inner, block, error);
    flow->space_below = MAX(flow->space_below, style->margin_bottom);
    if (place->segment->boxes->len == first) {
        elements_drop(flow, inner.parent);
        return ok;
    }
    if (style->border)
        add_side_line(flow, &beside, first, style);
    elements_end(flow, inner.parent);
    return ok;
}

static bool set_kind(struct flow *flow, const struct place *place, const struct node *block,
                     GError **error)
{
    switch (block->kind) {
    case NODE_TITLE:
    case NODE_HEADING:
    case NODE_ADDRESSEE:
    case NODE_SALUTATION:
    case NODE_PARAGRAPH:
    case NODE_CLOSING:
    case NODE_SENDER:
    case NODE_DATE:
    case NODE_REFERENCE:
    case NODE_SIGNATURE:
    case NODE_NOTE:
    case NODE_CAPTION:
        return set_text(flow, place, block, error);
    case NODE_LIST:
        return list_set(flow, place, block, error);
    case NODE_QUOTE:
        return set_quote(flow, place, block, error);
    case NODE_TABLE:
        table_set(flow, place, block);
        return true;
    case NODE_FIGURE:
        return figure_set(flow, place, block, error);
    case NODE_LETTERHEAD:
        return letterhead_set(flow, place, block, error);
    case NODE_RULE:
        rule_set(flow, place);
        return true;
    case NODE_FOOTNOTE:
        return note_calls_has(flow, block) || block_set_children(flow, place, block, error);
    default:
        return block_set_children(flow, place, block, error);
    }
}

// The notes that the block calls follow it, but those of a note: its own block waits for them.
bool block_set(struct flow *flow, const struct place *place, const struct node *block,
               GError **error)
{
    return set_kind(flow, place, block, error) &&
           (place->segment->aside || footnote_set_called(flow, place->segment, error));
}

bool block_set_top(struct flow *flow, const struct node *block, GError **error)
{
    if (block->kind == NODE_LIST) {
        flow->list = list_setter_new(flow, NULL, block, error);
        return flow->list != NULL;
    }
    struct place place = {.segment = flow_segment(flow, 1, 0, 0, flow->rtl),
                          .width = flow->width,
                          .parent = flow->document_element,
                          .rtl = flow->rtl};
    return block_set(flow, &place, block, error);
}

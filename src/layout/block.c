// SPDX-License-Identifier: MIT
#include "layout/block.h"

#include "layout/footnote.h"
#include "layout/inline.h"
#include "layout/list.h"

#include <assert.h>
#include <string.h>

static_assert((int)ALIGN_JUSTIFY == (int)TEXT_JUSTIFY && (int)ALIGN_END == (int)TEXT_END,
              "a style's alignments are those of a paragraph");

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

len block_leading(const struct block_style *style)
{
    if (style->leading.fixed)
        return style->leading.fixed;
    return (len)((int64_t)style->size * style->leading.permille / 1000);
}

len block_baseline(const struct block_style *style)
{
    // Six tenths of an em stand above the baseline in the middle of the line: about the height
    // between Arabic's teeth and Latin's capitals, so that the text sits level in its leading.
    return (block_leading(style) + (len)((int64_t)style->size * 6 / 10)) / 2;
}

enum text_direction block_direction(const struct node *block, const struct block_style *style,
                                    bool rtl)
{
    if (style->direction != STYLE_DIRECTION_AUTO)
        return style->direction == STYLE_DIRECTION_RTL ? TEXT_RTL : TEXT_LTR;
    switch (block->direction) {
    case DIRECTION_LTR:
        return TEXT_LTR;
    case DIRECTION_RTL:
        return TEXT_RTL;
    case DIRECTION_AUTO:
        return TEXT_AUTO;
    case DIRECTION_INHERIT:
        break;
    }
    return rtl ? TEXT_RTL : TEXT_LTR;
}

struct paragraph_style block_paragraph_style(const struct flow *flow, const struct node *block,
                                             const struct block_style *style, bool rtl)
{
    const char *lang = node_lang(block);
    return (struct paragraph_style){
        .direction = block_direction(block, style, rtl),
        .align = (enum text_align)style->align,
        .justify = (enum text_justify)style->justify,
        .lang = lang ? lang : flow->lang,
        .hyphenate = style->hyphens,
        .hanging_punctuation = style->hanging_punctuation,
        .indent = style->indent,
    };
}

void block_lead_in(struct flow *flow, const struct block_style *style, struct box *first)
{
    first->above = MAX(flow->space_below, style->margin_top);
    first->penalty = PENALTY_GOOD;
    if (flow->break_after == BREAK_AVOID || style->break_before == BREAK_AVOID)
        first->penalty = PENALTY_NEVER;
    if (flow->break_after == BREAK_PAGE || style->break_before == BREAK_PAGE)
        first->penalty = PENALTY_FORCE;
}

void block_lead_out(struct flow *flow, const struct block_style *style)
{
    flow->space_below = style->margin_bottom;
    flow->break_after = style->break_after;
}

static int line_penalty(const struct lines *lines, size_t i, const struct block_style *style)
{
    if (style->break_inside == BREAK_AVOID || i < (size_t)style->orphans ||
        lines->n - i < (size_t)style->widows)
        return PENALTY_NEVER;
    return lines->lines[i - 1].hyphenated ? PENALTY_HYPHEN : PENALTY_NONE;
}

void block_add_lines(struct flow *flow, const struct place *place, const struct lines *lines,
                     const struct block_style *style, uint32_t element)
{
    struct item *items = ARENA_ARRAY(flow->arena, struct item, lines->n);
    for (size_t i = 0; i < lines->n; i++) {
        items[i] = (struct item){.kind = ITEM_LINE, .element = element, .colour = style->colour};
        items[i].line.x = place->x;
        items[i].line.y = block_baseline(style);
        items[i].line.line = lines->lines[i];
        struct box box = {
            .height = block_leading(style), .leaded = true, .items = &items[i], .n_items = 1};
        if (i == 0)
            block_lead_in(flow, style, &box);
        else
            box.penalty = line_penalty(lines, i, style);
        flow_add(flow, place->segment, &box);
    }
    block_lead_out(flow, style);
}

void block_place_tags(struct flow *flow, const struct lines *lines, uint64_t first)
{
    for (size_t i = 0; i < lines->n; i++) {
        for (size_t j = 0; j < lines->lines[i].n_runs; j++) {
            uint32_t tag = lines->lines[i].runs[j].run.tag;
            if (tag)
                flow_element_extend(flow, tag, first + i);
        }
    }
}

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
static void add_bookmark(struct flow *flow, struct segment *segment, uint64_t serial,
                         const struct node *block, const struct inline_text *text)
{
    if (!kinds[block->kind].heading || serial < segment->base)
        return;
    struct box *box = &g_array_index(segment->boxes, struct box, serial - segment->base);
    box->bookmark_level = block->kind == NODE_TITLE ? 1 : (unsigned)CLAMP(block->level, 2, 6);
    char *title = arena_strndup(flow->arena, text->text, text->n);
    for (char *p = title; *p; p++)
        *p = *p == '\n' ? ' ' : *p;
    box->bookmark = title;
}

static bool set_text(struct flow *flow, const struct place *place, const struct node *block,
                     GError **error)
{
    if (is_blank(block))
        return true;
    const struct block_style *style = text_style(flow, place, block);
    struct paragraph_style paragraph = block_paragraph_style(flow, block, style, place->rtl);
    paragraph.heading = kinds[block->kind].heading;
    struct place inner = *place;
    inner.x += place->rtl ? style->margin_end : style->margin_start;
    inner.width = MAX(place->width - style->margin_start - style->margin_end, 1);
    struct element *element = flow_element_begin(flow, place->parent, text_role(block));
    element->lang = block->lang ? g_intern_string(block->lang) : NULL;
    uint32_t id = element->id;
    struct inline_text text = inline_gather(flow, block, style, id, false);
    struct lines lines = paragraph_set(flow->job->fonts, text.text, text.n, text.attrs,
                                       text.n_attrs, &paragraph, inner.width, flow->arena,
                                       flow->diag);
    uint64_t first = flow->next_serial;
    block_add_lines(flow, &inner, &lines, style, id);
    if (text.tagged)
        block_place_tags(flow, &lines, first);
    add_bookmark(flow, place->segment, first, block, &text);
    flow_element_end(flow, id);
    return place->segment->aside || footnote_set_called(flow, place->segment, error);
}

static bool set_children(struct flow *flow, const struct place *place, const struct node *block,
                         GError **error)
{
    for (const struct node *child = block->first; child; child = child->next) {
        if (!node_is_inline(child) && !block_set(flow, place, child, error))
            return false;
    }
    return true;
}

static bool set_quote(struct flow *flow, const struct place *place, const struct node *block,
                      GError **error)
{
    const struct block_style *style = &flow->style->blocks[GROUP_QUOTE];
    struct place inner = *place;
    inner.x += place->rtl ? style->margin_end : style->margin_start;
    inner.width = MAX(place->width - style->margin_start - style->margin_end, 1);
    inner.style = style;
    inner.parent = flow_element_begin(flow, place->parent, ROLE_BLOCK_QUOTE)->id;
    bool ok = set_children(flow, &inner, block, error);
    flow_element_end(flow, inner.parent);
    return ok;
}

bool block_set(struct flow *flow, const struct place *place, const struct node *block,
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
    case NODE_FOOTNOTE:
        return footnote_is_called(flow, block) || set_children(flow, place, block, error);
    default:
        return set_children(flow, place, block, error);
    }
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

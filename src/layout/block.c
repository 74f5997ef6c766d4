// SPDX-License-Identifier: MIT
#include "layout/block.h"

#include "language/lead.h"
#include "layout/elements.h"
#include "layout/fields.h"
#include "layout/figure.h"
#include "layout/figures.h"
#include "layout/footnote.h"
#include "layout/heading.h"
#include "layout/inline.h"
#include "layout/list.h"
#include "layout/list_heading.h"
#include "layout/masthead.h"
#include "layout/note_calls.h"
#include "layout/said.h"
#include "layout/signature.h"
#include "layout/table.h"
#include "layout/verse.h"

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
    [NODE_SUBJECT] = {GROUP_SUBJECT, ROLE_P, false},
    [NODE_SIGNATURE] = {GROUP_SIGNATURE, ROLE_P, false},
    [NODE_ENCLOSURES] = {GROUP_ENCLOSURES, ROLE_P, false},
    [NODE_COPY] = {GROUP_COPIES, ROLE_P, false},
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

// The first paragraph of the letter itself.
static bool is_lead(const struct flow *flow, const struct place *place, const struct node *block)
{
    return block->kind == NODE_PARAGRAPH && !flow->lead_set &&
           place->parent == flow->document_element;
}

static const struct block_style *text_style(const struct flow *flow, const struct place *place,
                                            const struct node *block)
{
    int group = (int)kinds[block->kind].group;
    if (block->kind == NODE_HEADING)
        group = GROUP_HEADING_2 + CLAMP(block->level, 2, 6) - 2;
    if (list_heading_group(flow, block) >= 0)
        group = list_heading_group(flow, block);
    if (block->kind == NODE_PARAGRAPH && place->style)
        return place->style;
    if (is_lead(flow, place, block))
        group = GROUP_LEAD;
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

// A date in figures is set as the style has dates; one in words stays.
static void put_date(struct flow *flow, const struct block_style *style, struct styled_text *text)
{
    const char *date = flow->job->particulars->date;
    if (!date || !g_regex_match_simple("^\\d{4}-\\d{2}-\\d{2}$", text->text, 0, 0))
        return;
    char *words = fields_fill(flow, NULL, style, "{date}", flow->scratch, NULL);
    *text = inline_plain(flow->scratch, words, strlen(words), style);
}

static void mark_lead(struct flow *flow, struct styled_text *text)
{
    const struct block_style *style = &flow->style->blocks[GROUP_LEAD_PHRASE];
    size_t n = lead_phrase(text->text, text->n, 2, style->max_words);
    if (n)
        inline_distinguish(text, 0, n, style, flow->scratch);
}

// The word beside enclosures and copies, beside the first of each; the others have its room too.
static bool set_label(struct flow *flow, const struct node *block, const struct block_style *style,
                      struct place *place, struct item *ret)
{
    const struct particulars *said = flow->job->particulars;
    const char *words = block->kind == NODE_ENCLOSURES ? said->enclosures_label
                        : block->kind == NODE_COPY     ? said->copy_label
                                                       : NULL;
    struct block_style look = *style;
    look.bold = true;
    look.align = ALIGN_START;
    if (!words || !style->label_width)
        return false;
    len beside = said_room(flow, said->enclosures_label, &look, style->label_width);
    beside = MIN(said_room(flow, said->copy_label, &look, beside), place->width / 2);
    struct place label = *place;
    label.width = beside;
    label.x += place->rtl ? place->width - beside : 0;
    bool set = said_item(flow, &label, words, &look, style, ret);
    place->width -= beside;
    place->x += place->rtl ? 0 : beside;
    return set && !(block->previous && block->previous->kind == block->kind);
}

// Where addressees stand within the text, as in a volume, the lines are about all of them.
static void join_addressees(const struct node *block, struct block_style *style)
{
    if (block->previous && block->previous->kind == NODE_ADDRESSEE)
        style->border_start.width = 0;
    if (!block->next || block->next->kind != NODE_ADDRESSEE)
        return;
    style->border_end.width = 0;
    style->padding_block.end = 0;
    style->margin_bottom = style->row_gap;
}

static bool set_text(struct flow *flow, const struct place *place, const struct node *block,
                     GError **error)
{
    if (figure_is_alone(block))
        return figure_set(flow, place, block, error);
    if (is_blank(block))
        return true;
    bool lead = is_lead(flow, place, block);
    struct block_style style = *text_style(flow, place, block);
    bool container = place->style && block->kind == NODE_PARAGRAPH;
    if (block->kind == NODE_NOTE && block->previous && block->previous->kind == NODE_NOTE)
        style.border_start.width = 0; // the line is over all of them
    if (block->kind == NODE_ADDRESSEE)
        join_addressees(block, &style);
    if (!kinds[block->kind].heading)
        style.size_least = 0; // an address's: it is no shorter for having more lines
    flow->lead_set = flow->lead_set || lead;
    struct paragraph_style paragraph = block_paragraph_style(flow, block, &style, place->rtl);
    paragraph.heading = kinds[block->kind].heading;
    // A quote's or an entry's own margins are already taken from its place.
    struct place inner = container ? *place : inner_place(place, &style);
    inner.bare = inner.bare || container;
    uint32_t id = elements_reserved(flow, block);
    if (!id)
        id = elements_begin(flow, place->parent, text_role(block))->id;
    elements_get(flow, id)->lang = block->lang ? g_intern_string(block->lang) : NULL;
    struct inline_text text = inline_gather(flow, block, &style, id, false);
    if (block->kind == NODE_DATE)
        put_date(flow, &style, &text.styled);
    if (lead)
        mark_lead(flow, &text.styled);
    if (block->kind == NODE_SIGNATURE)
        signature_mark_name(flow, &text.styled);
    struct item label;
    bool labelled = set_label(flow, block, &style, &inner, &label);
    size_t notes = diag_count(flow->diag);
    struct lines lines = heading_lines(flow, &text.styled, &paragraph, &style, inner.width);
    diag_give_span(flow->diag, notes, block->source);
    uint64_t first = flow->next_serial;
    guint index = place->segment->boxes->len;
    block_add_lines(flow, &inner, &lines, &style, id);
    if (text.tagged)
        block_place_tags(flow, &lines, first);
    if (labelled && lines.n)
        block_add_item(flow, place->segment, index, &label);
    if (list_heading_group(flow, block) >= 0)
        list_heading_add_counts(flow, &inner, block, &style, index, &lines);
    add_bookmark(flow, place->segment, index, block, &text);
    elements_end(flow, id);
    return true;
}

// A plain paragraph, as set_text() will ask for it.
void block_foresee_in(struct flow *flow, const struct place *place, const struct node *block)
{
    if (block->kind != NODE_PARAGRAPH || figure_is_alone(block) || is_blank(block))
        return;
    const struct block_style *style = text_style(flow, place, block);
    struct paragraph_style paragraph = block_paragraph_style(flow, block, style, flow->rtl);
    struct styled_text text = inline_foresee(flow, block, style, false).styled;
    len width = place->style ? place->width : inner_place(place, style).width;
    paragraph_offer(flow->job->fonts, &text, &paragraph, width);
}

void block_foresee(struct flow *flow, const struct node *block)
{
    const struct place place = {
        .width = flow_text_width(flow), .parent = flow->document_element, .rtl = flow->rtl};
    block_foresee_in(flow, &place, block);
    footnote_foresee_called(flow, block);
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
        const struct box *box = &g_array_index(segment->boxes, struct box, i);
        len above = i == first ? 0 : box->above;
        struct item line = {.kind = ITEM_RULE, .colour = style->colour};
        line.rule = (struct rect){place->rtl ? place->x + place->width - style->border : place->x,
                                  -above, style->border, box->height + above};
        block_add_item(flow, segment, i, &line);
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
    case NODE_SUBJECT:
    case NODE_ENCLOSURES:
    case NODE_COPY:
    case NODE_NOTE:
    case NODE_CAPTION:
        return set_text(flow, place, block, error);
    case NODE_SIGNATURE:
        return signature_is_alone(place, block) ? set_text(flow, place, block, error)
                                                : signature_set(flow, place, block, error);
    case NODE_LIST:
        return list_set(flow, place, block, error);
    case NODE_QUOTE:
        return set_quote(flow, place, block, error);
    case NODE_TABLE:
        if (verse_is(block))
            verse_set(flow, place, block);
        else
            table_set(flow, place, block);
        return true;
    case NODE_FIGURE:
        return figure_set(flow, place, block, error);
    case NODE_LETTERHEAD:
        return masthead_set(flow, place, block, NULL, NULL, error);
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

// A list of the letter's text goes on in its columns, unless it has columns or lines of its own.
static bool list_is_of_text(const struct flow *flow, const struct node *list)
{
    const struct block_style *style = &flow->style->blocks[GROUP_LIST];
    return flow->style->page.columns > 1 && list->list.kind != LIST_SIGNATORIES &&
           !list->list.stream && style->columns == 1 && !style->border_start.width &&
           !style->border_end.width;
}

bool block_set_top(struct flow *flow, const struct node *block, GError **error)
{
    if (block->kind == NODE_LIST && block->list.kind == LIST_SIGNATORIES)
        list_heading_set(flow, block);
    if (list_heading_group(flow, block) == GROUP_SIGNATORIES_SUBHEADING)
        list_heading_set(flow, block->next);
    if (list_heading_group(flow, block) == GROUP_SIGNATORIES_HEADING)
        flow->signatories_headed = true;
    if (block->kind == NODE_LIST && !list_is_of_text(flow, block)) {
        flow->list = list_setter_new(flow, NULL, block, error);
        return flow->list != NULL;
    }
    // What is said of the signatories has the whole measure, as their heading has.
    bool whole = block->kind == NODE_NOTE || list_heading_group(flow, block) >= 0;
    struct segment *segment =
        whole ? flow_segment(flow, 1, 0, 0, flow->rtl) : flow_text_segment(flow);
    struct place place = {.segment = segment,
                          .width = segment->width,
                          .parent = flow->document_element,
                          .rtl = flow->rtl};
    block_leave_floated(flow, &place);
    // A note stands with the row that calls it, but its elements follow all of the table's.
    if (block->kind == NODE_TABLE && !verse_is(block) && !table_calls_notes(block)) {
        flow->table = table_setter_new(flow, &place, block);
        return true;
    }
    bool lead = is_lead(flow, &place, block);
    bool ok = block_set(flow, &place, block, error);
    if (ok && lead)
        figures_set(flow);
    return ok;
}

// SPDX-License-Identifier: MIT
#include "layout/block_lines.h"

#include "layout/border.h"
#include "layout/elements.h"

#include <assert.h>
#include <string.h>

#define OVERLINE 0.94     /* em over the baseline: clear of alef and its hamza */
#define OVERLINE_PARTS 26 /* of the em: its thickness */

static_assert((int)ALIGN_JUSTIFY == (int)TEXT_JUSTIFY && (int)ALIGN_END == (int)TEXT_END,
              "a style's alignments are those of a paragraph");

struct place block_top_place(struct flow *flow)
{
    return (struct place){.segment = flow_segment(flow, 1, 0, 0, flow->rtl),
                          .width = flow->width,
                          .parent = flow->document_element,
                          .rtl = flow->rtl};
}

void block_leave_floated(const struct flow *flow, struct place *place)
{
    len taken = flow->floated.width + flow->style->blocks[GROUP_SIGNATORIES].column_gap;
    if (!flow->floated.left || place->segment->columns > 1)
        return;
    place->width -= taken;
    place->x += flow->rtl ? taken : 0;
}

len block_leading(const struct block_style *style)
{
    if (style->leading.fixed)
        return style->leading.fixed;
    return (len)((int64_t)style->size * style->leading.permille / 1000);
}

len block_baseline(const struct block_style *style)
{
    // Six tenths of an em are above the baseline in the middle of the line: about the height
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
        .rungs = {style->rungs.spaces, style->rungs.gaps, style->rungs.scale, style->rungs.finals,
                  style->rungs.kashida, style->rungs.kashida_most},
        .lang = lang ? lang : flow->lang,
        .hyphenate = style->hyphens,
        .hanging_punctuation = style->hanging_punctuation,
        .indent = style->indent,
    };
}

void block_lead_in(struct flow *flow, const struct block_style *style, struct box *first)
{
    len grid = flow->style->page.grid;
    first->above = MAX(flow->space_below, style->margin_top);
    if (grid)
        first->above = (first->above + grid - 1) / grid * grid;
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

// Blank height, and perhaps a line to sign on, that stays with the text below it.
static void add_room(struct flow *flow, const struct place *place, const struct block_style *style)
{
    struct box box = {.height = style->room + style->padding_block.start};
    if (style->border_start.width) {
        len width = style->width ? MIN(style->width, place->width) : place->width / 2;
        box.items = ARENA_NEW(flow->arena, struct item);
        box.items[0] = (struct item){.kind = ITEM_RULE, .colour = style->border_start.colour};
        box.items[0].rule = (struct rect){place->rtl ? place->x + place->width - width : place->x,
                                          style->room, width, style->border_start.width};
        box.n_items = 1;
    }
    block_lead_in(flow, style, &box);
    flow_add(flow, place->segment, &box);
    flow->space_below = 0;
    flow->break_after = BREAK_AVOID;
}

// On a baseline grid a block takes whole lines of it: what its own leading leaves over is added
// below its last line.
static len grid_rest(const struct flow *flow, len height)
{
    len grid = flow->style->page.grid;
    return grid ? (grid - height % grid) % grid : 0;
}

static struct box border_box(struct flow *flow, const struct place *place,
                             const struct block_style *style, bool over)
{
    const struct border_line *border = over ? &style->border_start : &style->border_end;
    len padding = over ? style->padding_block.start : style->padding_block.end;
    len width = style->width ? MIN(style->width, place->width) : place->width;
    len left = place->width - width;
    len x = place->x + (style->align == ALIGN_CENTER ? left / 2 : place->rtl ? left : 0);
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct item));
    border_add(border, x, over ? 0 : padding, width, items);
    struct box box = {.height = border_height(border) + padding, .penalty = PENALTY_NEVER};
    box.n_items = items->len;
    box.items = arena_memdup(flow->arena, items->data, items->len * sizeof(struct item));
    g_array_unref(items);
    return box;
}

void block_add_border(struct flow *flow, const struct place *place, const struct block_style *style,
                      bool over)
{
    struct box box = border_box(flow, place, style, over);
    if (over)
        block_lead_in(flow, style, &box);
    flow_add(flow, place->segment, &box);
    if (!over)
        return;
    flow->space_below = 0;
    flow->break_after = BREAK_AVOID;
}

void block_add_item(struct flow *flow, struct segment *segment, guint index,
                    const struct item *item)
{
    struct box *box = &g_array_index(segment->boxes, struct box, index);
    struct item *items = ARENA_ARRAY(flow->arena, struct item, box->n_items + 1);
    items[0] = *item;
    memcpy(items + 1, box->items, box->n_items * sizeof(struct item));
    box->items = items;
    box->n_items++;
}

// Lines over the words that ask for one, behind the line itself: a box's items.
static struct item *with_overlines(struct flow *flow, const struct item *line, size_t *ret_n)
{
    const struct line *words = &line->line.line;
    struct item *items = ARENA_ARRAY(flow->arena, struct item, words->n_runs + 1);
    size_t n = 0;
    items[n++] = *line;
    for (size_t i = 0; i < words->n_runs; i++) {
        const struct glyph_run *run = &words->runs[i].run;
        if (!(run->ink & INK_OVERLINE))
            continue;
        len height = (len)(OVERLINE * (double)run->nominal), thick = run->nominal / OVERLINE_PARTS;
        items[n] = (struct item){.kind = ITEM_RULE, .colour = item_run_colour(line, run)};
        items[n++].rule = (struct rect){line->line.x + words->runs[i].x, line->line.y - height,
                                        glyph_run_width(run), thick};
    }
    *ret_n = n;
    return items;
}

static bool is_overlined(const struct line *line)
{
    for (size_t i = 0; i < line->n_runs; i++)
        if (line->runs[i].run.ink & INK_OVERLINE)
            return true;
    return false;
}

void block_add_lines(struct flow *flow, const struct place *place, const struct lines *lines,
                     const struct block_style *style, uint32_t element)
{
    struct item *items = ARENA_ARRAY(flow->arena, struct item, lines->n);
    bool bare = place->bare || style == place->style;
    bool led = style->room || (block_has_over(style) && !bare);
    if (style->room)
        add_room(flow, place, style);
    else if (led)
        block_add_border(flow, place, style, true);
    for (size_t i = 0; i < lines->n; i++) {
        items[i] = (struct item){.kind = ITEM_LINE, .element = element, .colour = style->colour};
        items[i].line.x = place->x;
        items[i].line.y = block_baseline(style);
        items[i].line.line = lines->lines[i];
        struct box box = {
            .height = block_leading(style), .leaded = true, .items = &items[i], .n_items = 1};
        if (is_overlined(&lines->lines[i]))
            box.items = with_overlines(flow, &items[i], &box.n_items);
        if (i == 0 && led)
            box.penalty = PENALTY_NEVER;
        else if (i == 0)
            block_lead_in(flow, style, &box);
        else
            box.penalty = line_penalty(lines, i, style);
        if (i + 1 == lines->n)
            box.height += grid_rest(flow, (len)lines->n * box.height);
        flow_add(flow, place->segment, &box);
    }
    if ((style->border_end.width || style->padding_block.end) && !bare)
        block_add_border(flow, place, style, false);
    block_lead_out(flow, style);
}

void block_place_tags(struct flow *flow, const struct lines *lines, uint64_t first)
{
    for (size_t i = 0; i < lines->n; i++) {
        for (size_t j = 0; j < lines->lines[i].n_runs; j++) {
            uint32_t tag = lines->lines[i].runs[j].run.tag;
            if (tag)
                elements_extend(flow, tag, first + i);
        }
    }
}

// SPDX-License-Identifier: MIT
// The lines of a block as boxes: their leading, the space about the block, where pages may break.
#ifndef WARRAQ_LAYOUT_BLOCK_LINES_H
#define WARRAQ_LAYOUT_BLOCK_LINES_H

#include "layout/flow.h"

/* Where a block is set: its part of the column, its parent and what it inherits. */
struct place {
    struct segment *segment;
    len x, width;    /* from the column's left edge */
    uint32_t parent; /* element */
    bool rtl;
    bool bare;                       /* its lines over and under are drawn by whoever has it set */
    const struct block_style *style; /* of the container, which plain paragraphs take; or NULL */
};

/* The whole measure of the letter, below its document. */
struct place block_top_place(struct flow *flow);

/* Takes the room of a picture that stands beside the blocks being set from a place. */
void block_leave_floated(const struct flow *flow, struct place *place);

/* The distance of baselines, and from a line's top to its baseline: the same for every line of a
 * style, whatever faces it holds, so that leading is even. */
len block_leading(const struct block_style *style);
len block_baseline(const struct block_style *style);

/* Adds the lines of a text block as boxes that keep together by the style's widows and orphans. */
void block_add_lines(struct flow *flow, const struct place *place, const struct lines *lines,
                     const struct block_style *style, uint32_t element);

/* The line over (or under) a block, with its padding, as a box that stays with the text. The block
 * is led in by it, or ends with it. */
void block_add_border(struct flow *flow, const struct place *place, const struct block_style *style,
                      bool over);

/* Whether a block's lines have such a box over them. */
static inline bool block_has_over(const struct block_style *style)
{
    return style->border_start.width || style->padding_block.start;
}

/* One more item in a box that has been added. */
void block_add_item(struct flow *flow, struct segment *segment, guint index,
                    const struct item *item);

/* Inline elements begin and end with the lines their tags are met in; `first` is the serial of the
 * box that holds the first line. */
void block_place_tags(struct flow *flow, const struct lines *lines, uint64_t first);

/* Space above the next box and the penalty of breaking before it, from what was before it. */
void block_lead_in(struct flow *flow, const struct block_style *style, struct box *first);

/* What the block leaves to the next. */
void block_lead_out(struct flow *flow, const struct block_style *style);

/* The direction of a block's text. */
enum text_direction block_direction(const struct node *block, const struct block_style *style,
                                    bool rtl);

/* A paragraph_style from a block's. */
struct paragraph_style block_paragraph_style(const struct flow *flow, const struct node *block,
                                             const struct block_style *style, bool rtl);

#endif

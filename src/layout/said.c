// SPDX-License-Identifier: MIT
#include "layout/said.h"

#include "layout/inline.h"

#include <string.h>

enum { LABEL_GAP_THOUSANDTHS = 400 }; // of the type's size, between a label and its text

struct lines said_lines(struct flow *flow, const struct place *place, const char *text,
                        const struct block_style *style)
{
    struct styled_text spans = inline_plain(flow->scratch, text, strlen(text), style);
    struct paragraph_style paragraph = {.direction = place->rtl ? TEXT_RTL : TEXT_LTR,
                                        .align = (enum text_align)style->align,
                                        .lang = flow->lang,
                                        .heading = true};
    return paragraph_set(flow->job->fonts, &spans, &paragraph, place->width, flow->arena,
                         flow->diag);
}

len said_room(struct flow *flow, const char *text, const struct block_style *style, len least)
{
    if (!text || !*text)
        return least;
    struct styled_text spans = inline_plain(flow->scratch, text, strlen(text), style);
    struct paragraph_style paragraph = {.lang = flow->lang, .heading = true};
    len natural = paragraph_natural_width(flow->job->fonts, &spans, &paragraph, flow->scratch);
    return MAX(least, natural + style->size * LABEL_GAP_THOUSANDTHS / 1000);
}

bool said_item(struct flow *flow, const struct place *place, const char *text,
               const struct block_style *style, const struct block_style *beside, struct item *ret)
{
    struct lines lines = said_lines(flow, place, text, style);
    if (!lines.n)
        return false;
    *ret = (struct item){.kind = ITEM_LINE, .element = ELEMENT_NONE, .colour = style->colour};
    ret->line.x = place->x;
    ret->line.y = block_baseline(beside);
    ret->line.line = lines.lines[0];
    return true;
}

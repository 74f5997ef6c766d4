// SPDX-License-Identifier: MIT
#include "layout/colophon.h"

#include "layout/block_lines.h"
#include "layout/border.h"
#include "layout/elements.h"
#include "layout/inline.h"
#include "layout/number.h"
#include "layout/picture.h"

#include <string.h>

// Above it, so that it is not taken for the letter's own words.
#define CLEARANCE (12 * LEN_PER_PT)

struct colophon {
    struct flow *flow;
    const struct block_style *style;
    int permille; // of the style's sizes
    GArray *items;
    len y;
    len width; // of the rows, what the code leaves
    uint32_t section;
    uint64_t serial;
};

static len sized(const struct colophon *colophon, len value)
{
    return fit_share(value, colophon->permille);
}

static struct block_style sized_style(const struct colophon *colophon, enum style_group group)
{
    struct block_style style = colophon->flow->style->blocks[group];
    style.size = sized(colophon, style.size);
    style.leading.fixed = sized(colophon, style.leading.fixed);
    return style;
}

static uint32_t begin(const struct colophon *colophon, uint32_t parent, enum role role)
{
    struct flow *flow = colophon->flow;
    uint32_t id = elements_begin(flow, parent, role)->id;
    elements_place(flow, id, colophon->serial, colophon->serial);
    return id;
}

// Lines one under the other from `y` on, at x; returns their foot.
static len put_text(struct colophon *colophon, const char *text, const struct block_style *style,
                    struct rect at, uint32_t element, enum text_direction direction)
{
    struct flow *flow = colophon->flow;
    struct styled_text spans = inline_plain(flow->scratch, text, strlen(text), style);
    bool rtl = flow->rtl;
    struct paragraph_style paragraph = {.direction = direction,
                                        .align = style->align == ALIGN_CENTER ? TEXT_CENTER
                                                 : rtl                        ? TEXT_RIGHT
                                                                              : TEXT_LEFT,
                                        .lang = flow->lang,
                                        .heading = true};
    struct lines lines =
        paragraph_set(flow->job->fonts, &spans, &paragraph, at.width, flow->arena, flow->diag);
    for (size_t i = 0; i < lines.n; i++) {
        struct item item = {.kind = ITEM_LINE, .element = element, .colour = style->colour};
        item.line.x = at.x;
        item.line.y = at.y + block_baseline(style);
        item.line.line = lines.lines[i];
        g_array_append_val(colophon->items, item);
        at.y += block_leading(style);
    }
    return at.y;
}

static enum text_direction own_direction(const struct colophon *colophon)
{
    return colophon->flow->rtl ? TEXT_RTL : TEXT_LTR;
}

// The part of `width` from the start side on that begins `from` within it.
static struct rect part(const struct colophon *colophon, len from, len width)
{
    len whole = colophon->flow->width;
    return (struct rect){colophon->flow->rtl ? whole - from - width : from, colophon->y, width, 0};
}

static const char *in_digits(const struct colophon *colophon, const char *text)
{
    struct flow *flow = colophon->flow;
    return number_exchange(flow->scratch, text, flow_digits(flow, colophon->style));
}

// Names of standards and files keep their figures as they are.
static bool is_name_row(const struct particular_row *row)
{
    return row->figures || strstr(row->text, "PDF/");
}

static void add_row(struct colophon *colophon, const struct particular_row *row)
{
    struct block_style style = sized_style(colophon, GROUP_COLOPHON);
    struct block_style label = sized_style(colophon, GROUP_COLOPHON_LABEL);
    struct block_style digest = sized_style(colophon, GROUP_COLOPHON_DIGEST);
    len beside = sized(colophon, colophon->style->label_width);
    uint32_t id = begin(colophon, colophon->section, ROLE_P);
    len gap = MIN(2 * label.size / 5, beside);
    len foot = put_text(colophon, row->label, &label,
                        part(colophon, 0, beside ? beside - gap : colophon->width), id,
                        own_direction(colophon));
    if (!beside) // the label has a line of its own
        colophon->y = foot;
    len width = MAX(colophon->width - beside, 1);
    len top = colophon->y;
    if (*row->text)
        top = put_text(colophon, is_name_row(row) ? row->text : in_digits(colophon, row->text),
                       &style, part(colophon, beside, width), id, own_direction(colophon));
    if (row->figures) {
        struct rect at = part(colophon, beside, width);
        at.y = top;
        top = put_text(colophon, row->figures, *row->text ? &digest : &style, at, id, TEXT_LTR);
    }
    colophon->y = MAX(foot, top);
}

// The code at the end side, what it is for below it.
static len add_code(struct colophon *colophon, len size)
{
    struct flow *flow = colophon->flow;
    const struct particulars *said = flow->job->particulars;
    struct block_style style = sized_style(colophon, GROUP_COLOPHON);
    style.align = ALIGN_CENTER;
    struct rect at = part(colophon, flow->width - size, size);
    const struct image *image = picture_of_code(flow, said->code);
    if (!image)
        return colophon->y;
    uint32_t figure = begin(colophon, colophon->section, ROLE_FIGURE);
    elements_get(flow, figure)->alt = said->link;
    struct item item = {.kind = ITEM_IMAGE, .element = figure};
    item.image.rect = (struct rect){at.x, at.y, size, size};
    item.image.image = image;
    g_array_append_val(colophon->items, item);
    at.y += size + size / 16; // white all around it is part of a code
    return put_text(colophon, said->code_words, &style, at,
                    begin(colophon, colophon->section, ROLE_P), own_direction(colophon));
}

static void add_rows(struct colophon *colophon)
{
    struct flow *flow = colophon->flow;
    const struct particulars *said = flow->job->particulars;
    struct block_style heading = sized_style(colophon, GROUP_COLOPHON_HEADING);
    len qr = said->code ? sized(colophon, colophon->style->qr_size) : 0;
    len gap = sized(colophon, colophon->style->column_gap);
    colophon->width = flow->width - (qr ? qr + gap : 0);
    len top = colophon->y;
    colophon->y = put_text(colophon, said->copy, &heading, part(colophon, 0, colophon->width),
                           begin(colophon, colophon->section, ROLE_P), own_direction(colophon));
    for (size_t i = 0; i < said->n_rows; i++)
        add_row(colophon, &said->rows[i]);
    len foot = colophon->y;
    colophon->y = top + sized(colophon, colophon->style->padding_block.start);
    len code_foot = qr ? add_code(colophon, qr) : foot;
    colophon->y = MAX(foot, code_foot);
}

static void add_brief(struct colophon *colophon)
{
    struct block_style style = sized_style(colophon, GROUP_COLOPHON);
    const char *brief = colophon->flow->job->particulars->brief;
    colophon->width = colophon->flow->width;
    if (brief && *brief)
        colophon->y = put_text(colophon, brief, &style, part(colophon, 0, colophon->width),
                               begin(colophon, colophon->section, ROLE_P), own_direction(colophon));
}

static bool is_wanted(const struct flow *flow)
{
    return flow->job->particulars->copy &&
           strcmp(flow->style->blocks[GROUP_COLOPHON].content, "record") == 0;
}

struct box colophon_set(struct flow *flow, enum colophon_form form)
{
    static const int permilles[] = {1000, 860, 860};
    const struct block_style *style = &flow->style->blocks[GROUP_COLOPHON];
    struct colophon colophon = {.flow = flow, .style = style, .permille = permilles[form]};
    colophon.items = g_array_new(FALSE, TRUE, sizeof(struct item));
    colophon.serial = flow->next_serial ? flow->next_serial - 1 : 0;
    colophon.section = begin(&colophon, flow->document_element, ROLE_SECT);
    border_add(&style->border_start, 0, 0, flow->width, colophon.items);
    len space = sized(&colophon, style->padding_block.start);
    colophon.y = border_height(&style->border_start) + (form == COLOPHON_LINE ? space / 2 : space);
    if (form == COLOPHON_LINE)
        add_brief(&colophon);
    else
        add_rows(&colophon);
    colophon.y += form == COLOPHON_LINE ? 0 : sized(&colophon, style->padding_block.end);
    if (form != COLOPHON_LINE) {
        border_add(&style->border_end, 0, colophon.y, flow->width, colophon.items);
        colophon.y += border_height(&style->border_end);
    }
    struct box box = {.height = colophon.y, .n_items = colophon.items->len};
    box.items =
        arena_memdup(flow->arena, colophon.items->data, colophon.items->len * sizeof(struct item));
    g_array_unref(colophon.items);
    return box;
}

// Set once to be measured; nothing of that stays.
static len height_of(struct flow *flow, enum colophon_form form)
{
    if (!flow->colophon_heights[form]) {
        uint32_t first = flow->next_element;
        flow->colophon_heights[form] = colophon_set(flow, form).height;
        elements_drop(flow, first);
    }
    return flow->colophon_heights[form];
}

enum colophon_form colophon_choose(struct flow *flow, len room, len *ret_height)
{
    for (int form = COLOPHON_FULL; is_wanted(flow) && form < COLOPHON_NONE; form++) {
        *ret_height = height_of(flow, (enum colophon_form)form);
        if (*ret_height + CLEARANCE <= room)
            return (enum colophon_form)form;
    }
    return COLOPHON_NONE;
}

len colophon_least(struct flow *flow)
{
    return is_wanted(flow) ? height_of(flow, COLOPHON_LINE) + CLEARANCE : 0;
}

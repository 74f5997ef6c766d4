// SPDX-License-Identifier: MIT
#include "layout/figure.h"

#include "base/error.h"
#include "layout/elements.h"
#include "layout/inline.h"
#include "layout/picture.h"

#include <string.h>

static const struct node *find_image(const struct node *node)
{
    for (const struct node *child = node->first; child; child = child->next) {
        const struct node *found = child->kind == NODE_IMAGE ? child : find_image(child);
        if (found)
            return found;
    }
    return NULL;
}

bool figure_is_alone(const struct node *paragraph)
{
    const struct node *image = NULL;
    for (const struct node *child = paragraph->first; child; child = child->next) {
        if (child->kind == NODE_IMAGE && !image)
            image = child;
        else if (child->kind != NODE_TEXT || child->text[strspn(child->text, " \t\r\n")])
            return false;
    }
    return image != NULL;
}

static len text_height(const struct flow *flow)
{
    const struct page_style *page = &flow->style->page;
    return page->height - page->margin.top - page->margin.bottom;
}

// Start, centre or end of what is left beside something `width` wide.
static len aligned_x(const struct place *place, int align, len width)
{
    len left = place->width - width;
    bool at_right = align == ALIGN_RIGHT || (align == ALIGN_END && !place->rtl) ||
                    (align != ALIGN_END && align != ALIGN_LEFT && place->rtl);
    return place->x + (align == ALIGN_CENTER ? left / 2 : at_right ? left : 0);
}

static struct item image_item(uint32_t element, const struct image *image, len x, struct point size)
{
    struct item item = {.kind = ITEM_IMAGE, .element = element};
    item.image.rect = (struct rect){x, 0, size.x, size.y};
    item.image.image = image;
    return item;
}

// Sets what of `node` is no image, as text of `style`.
static struct lines set_words(struct flow *flow, const struct node *node,
                              const struct block_style *style, uint32_t element, bool rtl,
                              len width)
{
    struct inline_text text = inline_gather(flow, node, style, element, false);
    struct paragraph_style paragraph = block_paragraph_style(flow, node, style, rtl);
    return paragraph_set(flow->job->fonts, &text.styled, &paragraph, width, flow->arena,
                         flow->diag);
}

void figure_set_caption(struct flow *flow, const struct place *place, const struct node *caption,
                        uint32_t parent)
{
    const struct block_style *style = &flow->style->blocks[GROUP_CAPTION];
    uint32_t id = elements_begin(flow, parent, ROLE_CAPTION)->id;
    struct lines lines = set_words(flow, caption, style, id, place->rtl, place->width);
    if (!lines.n) {
        elements_drop(flow, id);
        return;
    }
    uint64_t first = flow->next_serial;
    block_add_lines(flow, place, &lines, style, id);
    block_place_tags(flow, &lines, first);
    elements_end(flow, id);
}

static const struct node *find_caption(const struct node *figure)
{
    for (const struct node *child = figure->first; child; child = child->next) {
        if (child->kind == NODE_CAPTION)
            return child;
    }
    return NULL;
}

// The words for a picture in its place, where there are any.
static bool set_alternative(struct flow *flow, const struct place *place, const struct node *image)
{
    const char *alt = image->text ? image->text : "";
    if (!*alt)
        return true;
    const struct block_style *style = &flow->style->blocks[GROUP_CAPTION];
    uint32_t id = elements_begin(flow, place->parent, ROLE_P)->id;
    struct styled_text text = inline_plain(flow->scratch, alt, strlen(alt), style);
    struct paragraph_style paragraph = block_paragraph_style(flow, image, style, place->rtl);
    struct lines lines =
        paragraph_set(flow->job->fonts, &text, &paragraph, place->width, flow->arena, flow->diag);
    block_add_lines(flow, place, &lines, style, id);
    elements_end(flow, id);
    return true;
}

// A picture on another machine is not fetched: its words are set instead.
static bool set_remote(struct flow *flow, const struct place *place, const struct node *image)
{
    diag_add(flow->diag, DIAG_WARNING, "image-remote", image->source,
             "pictures are not fetched from elsewhere: %s", image->href);
    return set_alternative(flow, place, image);
}

// A letter is not kept from being printed by a picture that is not there.
static bool set_absent(struct flow *flow, const struct place *place, const struct node *image,
                       GError *reason)
{
    diag_add(flow->diag, DIAG_WARNING, "image-missing", image->source,
             "the picture is not there; its words are set instead: %s", reason->message);
    g_error_free(reason);
    return set_alternative(flow, place, image);
}

// A picture without words for it is decoration: an artifact, no element.
static uint32_t begin_figure(struct flow *flow, uint32_t parent, const char *alt)
{
    if (!alt || !*alt)
        return ELEMENT_NONE;
    struct element *element = elements_begin(flow, parent, ROLE_FIGURE);
    element->alt = alt;
    return element->id;
}

// What describes the picture where it cannot be seen: its own words, else its caption's.
static const char *alternative(struct flow *flow, const struct node *image,
                               const struct node *caption)
{
    if (image->text && *image->text)
        return image->text;
    GString *text = g_string_new(NULL);
    if (caption)
        node_append_text(caption, text);
    char *alt = arena_strdup(flow->job->document->arena, text->str);
    g_string_free(text, TRUE);
    if (!*alt)
        diag_add(flow->diag, DIAG_WARNING, "image-no-text", image->source,
                 "no words describe this picture where it cannot be seen: %s", image->href);
    return alt;
}

bool figure_set(struct flow *flow, const struct place *place, const struct node *figure,
                GError **error)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FIGURE];
    const struct node *node = find_image(figure), *caption = find_caption(figure);
    if (!node || !node->href)
        return true;
    if (picture_is_remote(node->href))
        return set_remote(flow, place, node);
    GError *reason = NULL;
    const struct image *image = picture_open(flow, node->href, &reason);
    if (!image && reason->code == FAULT_IO)
        return set_absent(flow, place, node, reason);
    if (!image) {
        g_propagate_error(error, reason);
        return false;
    }
    // However high the picture is, its caption finds room below and text beside it on the page.
    len most = style->height ? style->height : text_height(flow) * 5 / 8;
    len below = caption ? 4 * block_leading(&flow->style->blocks[GROUP_CAPTION]) : 0;
    len width = style->width ? MIN(style->width, place->width) : place->width;
    struct point size = picture_fit(image, width, MIN(most, text_height(flow) - below));
    uint32_t id = begin_figure(flow, place->parent, alternative(flow, node, caption));
    struct item *item = ARENA_NEW(flow->arena, struct item);
    *item = image_item(id, image, aligned_x(place, style->align, size.x), size);
    struct box box = {.height = size.y, .items = item, .n_items = 1};
    block_lead_in(flow, style, &box);
    flow_add(flow, place->segment, &box);
    block_lead_out(flow, style);
    if (caption) {
        flow->space_below = 0;
        flow->break_after = BREAK_AVOID;
        figure_set_caption(flow, place, caption, id ? id : place->parent);
        flow->space_below = MAX(flow->space_below, style->margin_bottom);
    }
    if (id)
        elements_end(flow, id);
    return true;
}

// Lines one under another in the box's items, from `top` down.
static size_t stack_lines(const struct lines *lines, const struct block_style *style,
                          uint32_t element, len x, len top, struct item *items)
{
    for (size_t i = 0; i < lines->n; i++) {
        items[i] = (struct item){.kind = ITEM_LINE, .element = element, .colour = style->colour};
        items[i].line.x = x;
        items[i].line.y = top + (len)i * block_leading(style) + block_baseline(style);
        items[i].line.line = lines->lines[i];
    }
    return lines->n;
}

static bool letterhead_logo(struct flow *flow, const struct place *place, const struct node *node,
                            uint32_t parent, struct item *ret, bool *ret_there, GError **error)
{
    const struct block_style *style = &flow->style->blocks[GROUP_LETTERHEAD];
    const struct node *logo = find_image(node);
    *ret_there = logo && logo->href && !picture_is_remote(logo->href);
    if (!*ret_there)
        return true;
    const struct image *image = picture_open(flow, logo->href, error);
    if (!image)
        return false;
    uint32_t id = begin_figure(flow, parent, logo->text);
    if (id)
        elements_place(flow, id, flow->next_serial, flow->next_serial);
    len width = style->width ? MIN(style->width, place->width / 2) : place->width / 3;
    len height = style->height ? style->height : 5 * block_leading(style);
    struct point size = picture_fit(image, width, height);
    *ret = image_item(id, image, aligned_x(place, ALIGN_START, size.x), size);
    return true;
}

bool letterhead_set(struct flow *flow, const struct place *place, const struct node *node,
                    GError **error)
{
    const struct block_style *style = &flow->style->blocks[GROUP_LETTERHEAD];
    uint32_t section = elements_begin(flow, place->parent, ROLE_SECT)->id;
    struct item logo;
    bool has_logo;
    if (!letterhead_logo(flow, place, node, section, &logo, &has_logo, error))
        return false;
    len beside = has_logo ? logo.image.rect.width + style->label_gap : 0;
    len x = place->x + (place->rtl ? 0 : beside);
    uint32_t words = elements_begin(flow, section, ROLE_P)->id;
    elements_place(flow, words, flow->next_serial, flow->next_serial);
    struct lines lines =
        set_words(flow, node, style, words, place->rtl, MAX(place->width - beside, 1));
    bool speaks = lines.n || (has_logo && logo.element);
    if (!lines.n)
        elements_drop(flow, speaks ? words : section);
    len text = (len)lines.n * block_leading(style);
    len high = MAX(has_logo ? logo.image.rect.height : 0, text);
    struct item *items = ARENA_ARRAY(flow->arena, struct item, lines.n + 2);
    size_t n = 0;
    if (has_logo) {
        logo.image.rect.y = (high - logo.image.rect.height) / 2;
        items[n++] = logo;
    }
    n += stack_lines(&lines, style, words, x, (high - text) / 2, items + n);
    if (style->border) {
        items[n] = (struct item){.kind = ITEM_RULE, .colour = style->colour};
        items[n++].rule =
            (struct rect){place->x, high + style->padding, place->width, style->border};
        high += style->padding + style->border;
    }
    struct box box = {.height = high, .items = items, .n_items = n};
    block_lead_in(flow, style, &box);
    uint64_t first = flow_add(flow, place->segment, &box);
    block_lead_out(flow, style);
    for (size_t i = 0; i < lines.n; i++) // all in the one box
        block_place_tags(flow, &(struct lines){&lines.lines[i], 1, false, 0}, first);
    if (lines.n)
        elements_settle(flow, words);
    if (speaks)
        elements_end(flow, section);
    return true;
}

void rule_set(struct flow *flow, const struct place *place)
{
    const struct block_style *style = &flow->style->blocks[GROUP_RULE];
    len width = style->width ? MIN(style->width, place->width) : place->width / 3;
    struct item *item = ARENA_NEW(flow->arena, struct item);
    *item = (struct item){.kind = ITEM_RULE, .colour = style->colour};
    item->rule = (struct rect){aligned_x(place, style->align, width), 0, width,
                               MAX(style->border, LEN_PER_PT / 4)};
    struct box box = {.height = item->rule.height, .items = item, .n_items = 1};
    block_lead_in(flow, style, &box);
    flow_add(flow, place->segment, &box);
    block_lead_out(flow, style);
}

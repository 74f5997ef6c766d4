// SPDX-License-Identifier: MIT
#include "layout/figure.h"

#include "base/error.h"
#include "layout/aside.h"
#include "layout/elements.h"
#include "layout/heading.h"
#include "layout/inline.h"
#include "layout/picture.h"

#include <string.h>

const struct node *figure_image(const struct node *node)
{
    for (const struct node *child = node->first; child; child = child->next) {
        const struct node *found = child->kind == NODE_IMAGE ? child : figure_image(child);
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
len figure_aligned_x(const struct place *place, int align, len width)
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

// Set as a heading is: its lines nearly equal where the style says so.
static void set_caption(struct flow *flow, const struct place *place, const struct node *caption,
                        uint32_t element, const struct block_style *look)
{
    struct block_style style = *look;
    struct inline_text text = inline_gather(flow, caption, &style, element, false);
    struct paragraph_style paragraph = block_paragraph_style(flow, caption, &style, place->rtl);
    struct lines lines = heading_lines(flow, &text.styled, &paragraph, &style, place->width);
    if (!lines.n) {
        elements_drop(flow, element);
        return;
    }
    uint64_t first = flow->next_serial;
    block_add_lines(flow, place, &lines, look, element);
    block_place_tags(flow, &lines, first);
    elements_end(flow, element);
}

static void set_picture_caption(struct flow *flow, const struct place *place,
                                const struct node *caption, uint32_t parent, enum role role)
{
    set_caption(flow, place, caption, elements_begin(flow, parent, role)->id,
                &flow->style->blocks[GROUP_CAPTION]);
}

// A table stands at the start side, and so does what is said of it.
void figure_set_table_caption(struct flow *flow, const struct place *place,
                              const struct node *caption, uint32_t parent)
{
    struct block_style style = flow->style->blocks[GROUP_CAPTION];
    style.align = ALIGN_START;
    if (!caption->next) // it stands below the rows
        flow->break_after = BREAK_AVOID;
    set_caption(flow, place, caption, elements_begin(flow, parent, ROLE_CAPTION)->id, &style);
    if (caption->next)
        flow->break_after = BREAK_AVOID;
}

static const struct node *find_caption(const struct node *figure)
{
    for (const struct node *child = figure->first; child; child = child->next) {
        if (child->kind == NODE_CAPTION)
            return child;
    }
    return NULL;
}

// A picture without words for it is decoration: an artifact, no element.
uint32_t figure_begin(struct flow *flow, uint32_t parent, const char *alt)
{
    if (!alt || !*alt)
        return ELEMENT_NONE;
    struct element *element = elements_begin(flow, parent, ROLE_FIGURE);
    element->alt = alt;
    return element->id;
}

// The words for a picture in its place, where there are any, and its caption, which is no caption
// of a figure now.
static void set_alternative(struct flow *flow, const struct place *place, const struct node *image,
                            const struct node *caption)
{
    const char *alt = image->text ? image->text : "";
    const struct block_style *style = &flow->style->blocks[GROUP_CAPTION];
    if (*alt) {
        uint32_t id = figure_begin(flow, place->parent, alt);
        struct styled_text text = inline_plain(flow->scratch, alt, strlen(alt), style);
        struct paragraph_style paragraph = block_paragraph_style(flow, image, style, place->rtl);
        struct lines lines = paragraph_set(flow->job->fonts, &text, &paragraph, place->width,
                                           flow->arena, flow->diag);
        block_add_lines(flow, place, &lines, style, id);
        elements_end(flow, id);
    }
    if (caption)
        set_picture_caption(flow, place, caption, place->parent, ROLE_P);
}

// A picture on another machine is not fetched: its words are set instead.
static void warn_remote(struct flow *flow, const struct node *image)
{
    diag_add(flow->diag, DIAG_WARNING, "image-remote", image->source,
             "pictures are not fetched from elsewhere: %s", image->href);
}

// A letter is not kept from being printed by a picture that is not there.
static void warn_absent(struct flow *flow, const struct node *image, GError *reason)
{
    diag_add(flow->diag, DIAG_WARNING, "image-missing", image->source,
             "the picture is not there; its words are set instead: %s", reason->message);
    g_error_free(reason);
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

// Whether the picture stands beside a list that follows it.
static bool is_floated(const struct flow *flow, const struct place *place,
                       const struct node *figure)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FIGURE];
    const struct node *list = figure->next;
    if (list && list->kind == NODE_HEADING)
        list = list->next;
    return style->floats == FLOAT_END && style->width && !place->segment->aside && figure->parent &&
           figure->parent->kind == NODE_DOCUMENT && list && list->kind == NODE_LIST &&
           3 * style->width < 2 * place->width;
}

// It is set beforehand; the list takes it along, and leaves it room.
static bool set_floated(struct flow *flow, const struct place *place, const struct node *figure,
                        GError **error)
{
    struct aside aside;
    len below = flow->space_below;
    int after = flow->break_after;
    aside_open(flow, flow->style->blocks[GROUP_FIGURE].width, &aside);
    aside.place.parent = place->parent;
    bool ok = figure_set(flow, &aside.place, figure, error);
    aside_settle(flow, &aside, flow->next_serial);
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct item));
    len x = flow->rtl ? 0 : flow->width - aside.place.width;
    len height = aside_take(aside.boxes, x, 0, items);
    flow->floated =
        (struct floated){arena_memdup(flow->arena, items->data, items->len * sizeof(struct item)),
                         items->len, aside.place.width, height};
    flow->space_below = below;
    flow->break_after = after;
    g_array_unref(items);
    aside_close(&aside);
    return ok;
}

bool figure_set(struct flow *flow, const struct place *place, const struct node *figure,
                GError **error)
{
    if (is_floated(flow, place, figure))
        return set_floated(flow, place, figure, error);
    const struct block_style *style = &flow->style->blocks[GROUP_FIGURE];
    const struct node *node = figure_image(figure), *caption = find_caption(figure);
    if (!node || !node->href) { // the picture was left out as the letter was read
        if (caption)
            set_picture_caption(flow, place, caption, place->parent, ROLE_P);
        return true;
    }
    GError *reason = NULL;
    bool remote = picture_is_remote(node->href);
    const struct image *image = remote ? NULL : picture_open(flow, node->href, &reason);
    if (!image && !remote && reason->code != FAULT_IO) {
        g_propagate_error(error, reason);
        return false;
    }
    if (!image) {
        remote ? warn_remote(flow, node) : warn_absent(flow, node, reason);
        set_alternative(flow, place, node, caption);
        return true;
    }
    // However high the picture is, its caption finds room below and text beside it on the page.
    len most = style->height ? style->height : text_height(flow) * 5 / 8;
    len below = caption ? 4 * block_leading(&flow->style->blocks[GROUP_CAPTION]) : 0;
    len width = style->width ? MIN(style->width, place->width) : place->width;
    struct point size = picture_fit(image, width, MIN(most, text_height(flow) - below));
    uint32_t id = figure_begin(flow, place->parent, alternative(flow, node, caption));
    struct item *item = ARENA_NEW(flow->arena, struct item);
    *item = image_item(id, image, figure_aligned_x(place, style->align, size.x), size);
    struct box box = {.height = size.y, .items = item, .n_items = 1};
    block_lead_in(flow, style, &box);
    flow_add(flow, place->segment, &box);
    block_lead_out(flow, style);
    if (caption) {
        flow->space_below = 0;
        flow->break_after = BREAK_AVOID;
        set_picture_caption(flow, place, caption, id ? id : place->parent, ROLE_CAPTION);
        flow->space_below = MAX(flow->space_below, style->margin_bottom);
    }
    if (id)
        elements_end(flow, id);
    return true;
}

void rule_set(struct flow *flow, const struct place *place)
{
    const struct block_style *style = &flow->style->blocks[GROUP_RULE];
    len width = style->width ? MIN(style->width, place->width) : place->width / 3;
    struct item *item = ARENA_NEW(flow->arena, struct item);
    *item = (struct item){.kind = ITEM_RULE, .colour = style->colour};
    item->rule = (struct rect){figure_aligned_x(place, style->align, width), 0, width,
                               MAX(style->border, LEN_PER_PT / 4)};
    struct box box = {.height = item->rule.height, .items = item, .n_items = 1};
    block_lead_in(flow, style, &box);
    flow_add(flow, place->segment, &box);
    block_lead_out(flow, style);
}

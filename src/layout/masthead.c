// SPDX-License-Identifier: MIT
#include "layout/masthead.h"

#include "layout/elements.h"
#include "layout/figure.h"
#include "layout/inline.h"
#include "layout/picture.h"

#include <string.h>

struct masthead {
    struct flow *flow;
    struct place place;
    GArray *logos, *names, *addresses; // struct item; their y is not yet that on their foot
    len logo, logo_high;               // of the mark, with the gap beside it; 0: none
    len names_high, address_high;
    len address_width;
};

bool masthead_speaks(const struct node *letterhead)
{
    for (const struct node *child = letterhead ? letterhead->first : NULL; child;
         child = child->next) {
        if (child->kind == NODE_TEXT && child->text[strspn(child->text, " \t\r\n")])
            return true;
        if (child->kind != NODE_IMAGE && node_is_inline(child) && masthead_speaks(child))
            return true;
    }
    return false;
}

static bool add_logo(struct masthead *masthead, const struct node *letterhead, uint32_t parent,
                     GError **error)
{
    struct flow *flow = masthead->flow;
    const struct block_style *style = &flow->style->blocks[GROUP_LETTERHEAD];
    const struct node *logo = letterhead ? figure_image(letterhead) : NULL;
    if (!logo || !logo->href || picture_is_remote(logo->href))
        return true;
    const struct image *image = picture_open(flow, logo->href, error);
    if (!image)
        return false;
    uint32_t id = figure_begin(flow, parent, logo->text);
    if (id)
        elements_place(flow, id, flow->next_serial, flow->next_serial);
    len whole = masthead->place.width;
    len width = style->width ? MIN(style->width, whole / 2) : whole / 3;
    len height = style->height ? style->height : 5 * block_leading(style);
    struct point size = picture_fit(image, width, height);
    struct item item = {.kind = ITEM_IMAGE, .element = id};
    item.image.rect = (struct rect){figure_aligned_x(&masthead->place, ALIGN_START, size.x),
                                    -size.y, size.x, size.y};
    item.image.image = image;
    g_array_append_val(masthead->logos, item);
    masthead->logo = size.x + style->label_gap;
    masthead->logo_high = size.y;
    return true;
}

// Words whose foot is the box's, or that of the words below them.
static void add_words(const struct lines *lines, const struct block_style *style, uint32_t element,
                      len x, GArray *items, len *high)
{
    len leading = block_leading(style);
    for (size_t i = 0; i < lines->n; i++) {
        struct item item = {.kind = ITEM_LINE, .element = element, .colour = style->colour};
        item.line.x = x;
        item.line.y = *high + (len)i * leading + block_baseline(style);
        item.line.line = lines->lines[i];
        g_array_append_val(items, item);
    }
    *high += (len)lines->n * leading;
}

static struct lines set_lines(struct masthead *masthead, const struct node *node,
                              const struct styled_text *text, const struct block_style *style,
                              len width, int align)
{
    struct paragraph_style paragraph =
        block_paragraph_style(masthead->flow, node, style, masthead->place.rtl);
    paragraph.align = (enum text_align)align;
    paragraph.heading = true;
    if (masthead->place.rtl != (paragraph.direction == TEXT_RTL))
        paragraph.align = align == ALIGN_END ? TEXT_START : TEXT_END;
    return paragraph_set(masthead->flow->job->fonts, text, &paragraph, width, masthead->flow->arena,
                         masthead->flow->diag);
}

struct masthead_words {
    const struct node *node;
    struct styled_text name, address;
    struct inline_text whole;
    uint32_t element;
};

// The first line is the name.
static void gather_words(struct masthead *masthead, struct masthead_words *words)
{
    struct flow *flow = masthead->flow;
    const struct block_style *style = &flow->style->blocks[GROUP_SENDER];
    const struct block_style *name = &flow->style->blocks[GROUP_SENDER_NAME];
    words->whole = inline_gather(flow, words->node, style, words->element, false);
    const struct styled_text *text = &words->whole.styled;
    const char *newline = memchr(text->text, '\n', text->n);
    size_t n = newline ? (size_t)(newline - text->text) : text->n;
    words->name = inline_first(text, n, name, flow->scratch);
    words->address = *text;
    inline_skip(&words->address, newline ? n + 1 : n, flow->scratch);
}

static void add_address(struct masthead *masthead, const struct masthead_words *words)
{
    const struct block_style *style = &masthead->flow->style->blocks[GROUP_SENDER];
    len width = (masthead->place.width - masthead->logo) * 11 / 20;
    if (!words->address.n)
        return;
    struct lines lines = set_lines(masthead, words->node, &words->address, style, width, ALIGN_END);
    len x = masthead->place.x + (masthead->place.rtl ? 0 : masthead->place.width - width);
    add_words(&lines, style, words->element, x, masthead->addresses, &masthead->address_high);
    masthead->address_width = MAX(masthead->address_width, lines.widest + style->size);
}

static void add_name(struct masthead *masthead, const struct masthead_words *words)
{
    const struct block_style *style = &masthead->flow->style->blocks[GROUP_SENDER_NAME];
    len width = MAX(masthead->place.width - masthead->logo - masthead->address_width, 1);
    struct lines lines = set_lines(masthead, words->node, &words->name, style, width, ALIGN_START);
    len x = masthead->place.x +
            (masthead->place.rtl ? masthead->place.width - masthead->logo - width : masthead->logo);
    add_words(&lines, style, words->element, x, masthead->names, &masthead->names_high);
}

static void begin_words(struct masthead *masthead, GArray *all, const struct node *node,
                        uint32_t parent)
{
    struct masthead_words words = {.node = node};
    words.element = elements_begin(masthead->flow, parent, ROLE_P)->id;
    elements_place(masthead->flow, words.element, masthead->flow->next_serial,
                   masthead->flow->next_serial);
    gather_words(masthead, &words);
    g_array_append_val(all, words);
}

// Of each sender the name is read before the address, though that is set first.
static size_t put_words(const GArray *words, len by, uint32_t element, struct item *items)
{
    size_t n = 0;
    for (guint i = 0; i < words->len; i++) {
        struct item item = g_array_index(words, struct item, i);
        if (item.element != element)
            continue;
        item.line.y += by;
        items[n++] = item;
    }
    return n;
}

// Everything stands on one foot.
static struct box finish(struct masthead *masthead, const GArray *all)
{
    len high = MAX(masthead->logo_high, MAX(masthead->names_high, masthead->address_high));
    guint most = masthead->logos->len + masthead->names->len + masthead->addresses->len;
    struct box box = {.height = high,
                      .items = ARENA_ARRAY(masthead->flow->arena, struct item, most)};
    for (guint i = 0; i < masthead->logos->len; i++) {
        struct item item = g_array_index(masthead->logos, struct item, i);
        item.image.rect.y += high;
        box.items[box.n_items++] = item;
    }
    for (guint i = 0; i < all->len; i++) {
        uint32_t element = g_array_index(all, struct masthead_words, i).element;
        box.n_items += put_words(masthead->names, high - masthead->names_high, element,
                                 box.items + box.n_items);
        box.n_items += put_words(masthead->addresses, high - masthead->address_high, element,
                                 box.items + box.n_items);
    }
    return box;
}

static void place_inlines(struct flow *flow, const struct box *box, uint64_t serial)
{
    for (size_t i = 0; i < box->n_items; i++) {
        if (box->items[i].kind == ITEM_LINE)
            block_place_tags(flow, &(struct lines){&box->items[i].line.line, 1, false, 0}, serial);
    }
}

static void add_box(struct masthead *masthead, struct box *box, const GArray *all)
{
    struct flow *flow = masthead->flow;
    const struct block_style *style = &flow->style->blocks[GROUP_LETTERHEAD];
    block_lead_in(flow, style, box);
    uint64_t serial = flow_add(flow, masthead->place.segment, box);
    place_inlines(flow, box, serial);
    for (guint i = 0; i < all->len; i++)
        elements_settle(flow, g_array_index(all, struct masthead_words, i).element);
    struct block_style line = *style;
    line.width = 0; // that is the mark's
    if (line.border_end.width)
        block_add_border(flow, &masthead->place, &line, false);
    block_lead_out(flow, style);
}

static void gather_all(struct masthead *masthead, GArray *all, const struct node *letterhead,
                       const struct node *first, const struct node *end, uint32_t section)
{
    bool speaks = masthead_speaks(letterhead);
    if (speaks)
        begin_words(masthead, all, letterhead, section);
    for (const struct node *block = first; !speaks && block != end; block = block->next) {
        if (block->kind == NODE_SENDER)
            begin_words(masthead, all, block, section);
    }
    for (guint i = 0; i < all->len; i++)
        add_address(masthead, &g_array_index(all, struct masthead_words, i));
    for (guint i = 0; i < all->len; i++)
        add_name(masthead, &g_array_index(all, struct masthead_words, i));
}

bool masthead_set(struct flow *flow, const struct place *place, const struct node *letterhead,
                  const struct node *first, const struct node *end, GError **error)
{
    struct masthead masthead = {.flow = flow, .place = *place};
    masthead.logos = g_array_new(FALSE, TRUE, sizeof(struct item));
    masthead.names = g_array_new(FALSE, TRUE, sizeof(struct item));
    masthead.addresses = g_array_new(FALSE, TRUE, sizeof(struct item));
    GArray *all = g_array_new(FALSE, TRUE, sizeof(struct masthead_words));
    uint32_t section = elements_begin(flow, place->parent, ROLE_SECT)->id;
    bool ok = add_logo(&masthead, letterhead, section, error);
    if (ok)
        gather_all(&masthead, all, letterhead, first, end, section);
    struct box box = finish(&masthead, all);
    bool tagged = box.n_items && box.items[0].element;
    if (ok && box.n_items)
        add_box(&masthead, &box, all);
    if (tagged)
        elements_end(flow, section);
    else
        elements_drop(flow, section);
    g_array_unref(masthead.logos);
    g_array_unref(masthead.names);
    g_array_unref(masthead.addresses);
    g_array_unref(all);
    return ok;
}

// ---- In one line -----------------------------------------------------------------------------

// Where the sender is written to on paper: no telephone, no address of the net.
static bool is_postal(const char *part)
{
    return *part && !strchr(part, '@') && !strstr(part, "://") && !strchr(part, '+') &&
           !g_str_has_prefix(part, "www.");
}

static len line_width(struct flow *flow, const char *text)
{
    const struct block_style *style = &flow->style->blocks[GROUP_RETURN_ADDRESS];
    struct styled_text spans = inline_plain(flow->scratch, text, strlen(text), style);
    struct paragraph_style paragraph = {.lang = flow->lang, .heading = true};
    return paragraph_natural_width(flow->job->fonts, &spans, &paragraph, flow->scratch);
}

static char **postal_parts(const struct node *first, const struct node *end)
{
    GString *text = g_string_new(NULL);
    for (const struct node *block = first; block != end; block = block->next) {
        if (block->kind == NODE_SENDER) {
            node_append_text(block, text);
            g_string_append_c(text, '\n');
        }
    }
    char **all = g_strsplit(text->str, "\n", -1);
    GPtrArray *parts = g_ptr_array_new();
    for (size_t i = 0; all[i]; i++) {
        if (is_postal(g_strstrip(all[i])))
            g_ptr_array_add(parts, g_strdup(all[i]));
    }
    g_ptr_array_add(parts, NULL);
    g_string_free(text, TRUE);
    g_strfreev(all);
    return (char **)g_ptr_array_free(parts, FALSE);
}

// The part of an address between commas that has a town's number, else its last.
static char *town_of(const char *address)
{
    char **pieces = g_regex_split_simple("\\s*[,،，]\\s*", address, 0, 0);
    guint n = g_strv_length(pieces), town = n ? n - 1 : 0;
    for (guint i = n; i-- > 1;) {
        if (strpbrk(pieces[i], "0123456789"))
            town = i;
    }
    char *found = g_strdup(n ? pieces[town] : "");
    g_strfreev(pieces);
    return found;
}

// One that is longer than the line keeps name and town.
const char *masthead_line(struct flow *flow, const struct node *first, const struct node *end,
                          len width)
{
    static const char dot[] = " · ";
    char **parts = postal_parts(first, end);
    guint n = g_strv_length(parts);
    char *whole = g_strjoinv(dot, parts);
    char *line = arena_strdup(flow->scratch, whole);
    if (n > 1 && line_width(flow, line) > width) {
        char *town = town_of(parts[n - 1]);
        g_free(whole);
        whole = g_strconcat(parts[0], dot, town, NULL);
        line = arena_strdup(flow->scratch, whole);
        g_free(town);
    }
    if (n > 1 && line_width(flow, line) > width)
        line = arena_strdup(flow->scratch, parts[0]);
    g_free(whole);
    g_strfreev(parts);
    return line;
}

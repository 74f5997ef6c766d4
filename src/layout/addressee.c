// SPDX-License-Identifier: MIT
#include "layout/addressee.h"

#include "language/lead.h"
#include "layout/aside.h"
#include "layout/elements.h"
#include "layout/fields.h"
#include "layout/inline.h"
#include "layout/said.h"

#include <assert.h>
#include <string.h>

static const struct node *next_addressee(const struct node *block, const struct node *end)
{
    while (block != end && block->kind != NODE_ADDRESSEE)
        block = block->next;
    return block == end ? NULL : block;
}

// What of it was told of the letter's kind comes first on the page, though the title is read before
// it: the title's element is begun before this one.
const char *addressee_kind(struct flow *flow, const struct node *first, const struct node *end,
                           struct arena *arena, uint32_t *ret_element)
{
    const struct node *addressee = next_addressee(first, end);
    size_t n = flow->job->particulars->kind_end;
    if (!addressee || !n)
        return NULL;
    for (const struct node *block = first; block != addressee->next; block = block->next) {
        if (block->kind == NODE_TITLE || block == addressee)
            elements_reserve(flow, block, block->kind == NODE_TITLE ? ROLE_H1 : ROLE_P);
    }
    *ret_element = elements_reserved(flow, addressee);
    const char *text = addressee->first->text;
    return arena_strndup(arena, text, n + strspn(text + n, " "));
}

// From so many on they are set smaller and in columns.
enum { MANY = 5 };

struct addressees {
    struct flow *flow;
    struct block_style look;
    const struct block_style *style; /* `look` */
    struct place place, marker;
    bool names; /* a name is told from an office */
    bool commas;
};

static size_t count(const struct node *first, const struct node *end)
{
    size_t n = 0;
    for (const struct node *block = next_addressee(first, end); block;
         block = next_addressee(block->next, end))
        n++;
    return n;
}

// Of one run of text that holds several commas it cannot be told where a name ends.
static void survey_names(struct addressees *all, const struct node *first, const struct node *end)
{
    size_t lines = 0, commas = 0;
    GString *text = g_string_new(NULL);
    for (const struct node *block = next_addressee(first, end); block;
         block = next_addressee(block->next, end)) {
        node_append_text(block, text);
        g_string_append_c(text, '\n');
    }
    for (const char *p = text->str; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        lines += c == '\n';
        commas += c == ',' || c == 0x60C || c == 0xFF0C || c == 0x3000 || c == 0x3001;
    }
    g_string_free(text, TRUE);
    all->commas = commas > 0;
    all->names = lines > 1 || commas <= 1;
}

// Lines of one block are an address, whose first line is the name, unless more than one begins with
// a name and an office: then each is an addressee.
static bool is_address(const char *text)
{
    char **lines = g_strsplit(text, "\n", -1);
    size_t n = 0, named = 0;
    for (; lines[n] && *lines[n]; n++)
        named += lead_phrase(lines[n], strlen(lines[n]), 1, 12) > 0 || strstr(lines[n], "\u3000");
    bool first =
        n && (lead_phrase(lines[0], strlen(lines[0]), 1, 12) > 0 || strstr(lines[0], "\u3000"));
    g_strfreev(lines);
    return n > 1 && !(first && named > 1);
}

static void mark_names(const struct addressees *all, struct styled_text *text)
{
    struct block_style style = all->flow->style->blocks[GROUP_ADDRESSEE_NAME];
    style.size = all->style->size;
    bool address = is_address(text->text);
    for (size_t at = 0; at < text->n && (at == 0 || !address);) {
        const char *newline = memchr(text->text + at, '\n', text->n - at);
        size_t end = newline ? (size_t)(newline - text->text) : text->n;
        size_t name = lead_phrase(text->text + at, end - at, 1, 12);
        const char *wide = g_strstr_len(text->text + at, (gssize)(end - at), "\u3000");
        size_t comma =
            name
                ? (size_t)(g_utf8_find_prev_char(text->text, text->text + at + name) - text->text) -
                      at
                : 0;
        if (wide && (!comma || (size_t)(wide - text->text) - at < comma))
            comma = (size_t)(wide - text->text) - at;
        else if (!all->commas || (address && !comma))
            comma = end - at;
        if (comma)
            inline_distinguish(text, at, at + comma, &style, all->flow->scratch);
        at = end + 1;
    }
}

// The bytes of a text whose white space is folded that are the first `n` of it unfolded.
static size_t folded_length(const char *raw, size_t n, const char *folded)
{
    const char *p = folded;
    for (size_t i = 0; i < n; i++) {
        if (g_ascii_isspace(raw[i]))
            continue;
        while (*p == ' ')
            p++;
        p++;
    }
    return (size_t)(p - folded);
}

static bool set_marker(const struct addressees *all, const char *text, uint32_t element,
                       struct item *ret)
{
    struct flow *flow = all->flow;
    const struct block_style *style = &flow->style->blocks[GROUP_ADDRESSEE_MARKER];
    if (!said_item(flow, &all->marker, text, style, all->style, ret))
        return false;
    ret->element = element;
    return true;
}

// The word is the letter's own where it has one.
static const char *marker_text(struct flow *flow, const struct block_style *style,
                               const struct node *first)
{
    const struct particulars *said = flow->job->particulars;
    if (!said->to_end)
        return fields_fill(flow, NULL, style, style->marker, flow->scratch, NULL);
    const char *raw = first->first->text;
    size_t start = said->kind_end + strspn(raw + said->kind_end, " ");
    return arena_strndup(flow->scratch, raw + start,
                         said->to_end - start + strspn(raw + said->to_end, " "));
}

// `element` is the block's that the word is in.
static bool find_marker(const struct addressees *all, const struct node *first, uint32_t element,
                        struct item *ret)
{
    assert(first); // the block that the word is in
    const char *text = marker_text(all->flow, all->style, first);
    bool own = all->flow->job->particulars->to_end > 0;
    return *text && set_marker(all, text, own ? element : ELEMENT_NONE, ret);
}

static void add_marker_line(const struct addressees *all, const struct item *marker)
{
    struct flow *flow = all->flow;
    struct box box = {.height = block_leading(all->style), .leaded = true, .n_items = 1};
    box.items = arena_memdup(flow->arena, marker, sizeof *marker);
    block_lead_in(flow, all->style, &box);
    flow_add(flow, all->place.segment, &box);
    flow->space_below = 0;
    flow->break_after = BREAK_AVOID;
}

// Its text, without the words that the head has said: *ret_lines is empty where nothing is left.
static uint32_t set_lines(const struct addressees *all, const struct node *block, bool first,
                          struct lines *ret_lines, bool *ret_tagged)
{
    struct flow *flow = all->flow;
    const struct particulars *said = flow->job->particulars;
    uint32_t id = elements_reserved(flow, block);
    if (!id)
        id = elements_begin(flow, all->place.parent, ROLE_P)->id;
    elements_get(flow, id)->lang = block->lang ? g_intern_string(block->lang) : NULL;
    struct inline_text text = inline_gather(flow, block, all->style, id, false);
    if (first && said->to_end)
        inline_skip(&text.styled, folded_length(block->first->text, said->to_end, text.styled.text),
                    flow->scratch);
    if (all->names)
        mark_names(all, &text.styled);
    struct paragraph_style paragraph =
        block_paragraph_style(flow, block, all->style, all->place.rtl);
    *ret_lines = paragraph_set(flow->job->fonts, &text.styled, &paragraph, all->place.width,
                               flow->arena, flow->diag);
    *ret_tagged = text.tagged;
    return id;
}

static void set_one(const struct addressees *all, const struct node *block, bool first)
{
    struct flow *flow = all->flow;
    struct lines lines;
    struct item marker;
    bool tagged, beside = all->style->label_width > 0;
    uint32_t id = set_lines(all, block, first, &lines, &tagged);
    guint index = all->place.segment->boxes->len;
    if (!lines.n) {
        elements_drop(flow, id);
        return;
    }
    bool marked = first && all->marker.width && find_marker(all, block, id, &marker);
    if (marked && !beside)
        add_marker_line(all, &marker);
    uint64_t serial = flow->next_serial;
    block_add_lines(flow, &all->place, &lines, all->style, id);
    if (tagged)
        block_place_tags(flow, &lines, serial);
    if (marked && beside)
        block_add_item(flow, all->place.segment, index, &marker);
    elements_end(flow, id);
}

// As wide as the style says, or as the word is; one that takes a third of the place stands above.
static len marker_room(struct flow *flow, const struct block_style *style, const struct node *first,
                       len width)
{
    const struct block_style *look = &flow->style->blocks[GROUP_ADDRESSEE_MARKER];
    if (!style->label_width || !first)
        return style->label_width;
    len room = said_room(flow, marker_text(flow, style, first), look, style->label_width);
    return room > width / 3 ? 0 : room;
}

static struct addressees begin(struct flow *flow, const struct place *place,
                               const struct node *first, bool many)
{
    struct addressees all = {.flow = flow, .place = *place, .marker = *place};
    all.look = flow->style->blocks[GROUP_ADDRESSEE];
    struct block_style *look = &all.look;
    if (many && look->size_least && look->size_least < look->size) {
        look->leading.fixed = (len)((int64_t)look->leading.fixed * look->size_least / look->size);
        look->size = look->size_least;
    }
    len beside = look->label_width = marker_room(flow, look, first, place->width);
    all.marker.width = beside ? beside : place->width;
    all.place.width -= beside;
    all.place.bare = true; // the lines are about all of them
    if (place->rtl)
        all.marker.x += place->width - all.marker.width;
    else
        all.place.x += beside;
    return all;
}

// One column's addressees as boxes of their own. Returns the one that follows.
static const struct node *set_column(const struct addressees *all, const struct node *block,
                                     const struct node *end, size_t n, bool first,
                                     struct aside *ret)
{
    struct addressees column = *all;
    aside_open(all->flow, ret->place.width, ret);
    column.place = ret->place;
    column.place.parent = all->place.parent;
    column.place.rtl = all->place.rtl;
    column.place.bare = true;
    column.marker.width = 0;
    for (size_t i = 0; i < n && block; i++, block = next_addressee(block->next, end)) {
        all->flow->space_below = i ? all->style->row_gap : 0;
        set_one(&column, block, first && i == 0);
    }
    return block;
}

// Two columns as one box, the word beside the first line of the first.
static void set_columns(const struct addressees *all, const struct node *first,
                        const struct node *end, size_t n)
{
    struct flow *flow = all->flow;
    struct aside sides[2] = {0};
    len width = (all->place.width - all->style->column_gap) / 2;
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct item));
    struct item marker;
    const struct place *place = &all->place;
    if (find_marker(all, first, elements_reserved(flow, first), &marker)) {
        if (all->style->label_width)
            g_array_append_val(items, marker);
        else
            add_marker_line(all, &marker);
    }
    len below = flow->space_below, foot = 0;
    int after = flow->break_after;
    uint64_t serial = flow->next_serial;
    const struct node *block = first;
    for (int i = 0; i < 2; i++) {
        sides[i].place.width = width;
        block = set_column(all, block, end, i ? n / 2 : (n + 1) / 2, i == 0, &sides[i]);
        aside_settle(flow, &sides[i], serial);
        bool right = (i == 0) == place->rtl;
        len x = place->x + (right ? place->width - width : 0);
        len at = aside_take(sides[i].boxes, x, 0, items);
        foot = MAX(foot, at);
        aside_close(&sides[i]);
    }
    uint32_t reserved = elements_reserved(flow, first);
    if (reserved)
        elements_extend(flow, reserved, serial);
    flow->space_below = below;
    flow->break_after = after;
    struct box box = {.height = foot, .n_items = items->len};
    box.items = arena_memdup(flow->arena, items->data, items->len * sizeof(struct item));
    g_array_unref(items);
    block_lead_in(flow, all->style, &box);
    flow_add(flow, place->segment, &box);
    block_lead_out(flow, all->style);
}

// What stands in the place of those that follow the letter.
static void set_others(const struct addressees *all)
{
    struct flow *flow = all->flow;
    const char *words =
        fields_fill(flow, NULL, all->style, flow->job->particulars->others, flow->scratch, NULL);
    struct lines lines = said_lines(flow, &all->place, words, all->style);
    flow->space_below = all->style->row_gap;
    block_add_lines(flow, &all->place, &lines, all->style, ELEMENT_NONE);
}

// Returns the one that follows the last of those that were set.
static const struct node *set_some(const struct addressees *all, const struct node *block,
                                   const struct node *end, size_t n)
{
    for (size_t i = 0; i < n && block; i++, block = next_addressee(block->next, end)) {
        if (i)
            all->flow->space_below = all->style->row_gap;
        set_one(all, block, i == 0);
    }
    return block;
}

void addressee_set(struct flow *flow, const struct place *place, const struct node *first,
                   const struct node *end)
{
    size_t n = count(first, end);
    const struct node *block = next_addressee(first, end);
    bool many = flow->style->blocks[GROUP_ADDRESSEE].columns > 1;
    bool columns = many && !place->segment->aside;
    bool others = many && n > ADDRESSEES_MOST && flow->job->particulars->others;
    struct addressees all = begin(flow, place, block, n >= MANY && !others);
    all.style = &all.look;
    survey_names(&all, first, end);
    if (block && all.style->border_start.width && !place->bare)
        block_add_border(flow, place, all.style, true);
    if (columns && n >= MANY && !others)
        set_columns(&all, block, end, n);
    else
        block = set_some(&all, block, end, others ? ADDRESSEES_NAMED : n);
    if (others) {
        set_others(&all);
        flow->addressees = flow->job->particulars->sums_up ? NULL : block;
    }
    if (all.style->border_end.width && !place->bare) {
        block_add_border(flow, place, all.style, false);
        flow->space_below = all.style->margin_bottom;
    }
}

// The word "to" over them, once more.
static void add_word(struct flow *flow, const struct place *place)
{
    struct block_style style = flow->style->blocks[GROUP_ADDRESSEE_MARKER];
    const char *word = fields_fill(flow, NULL, &style, style.marker, flow->scratch, NULL);
    struct lines lines = said_lines(flow, place, word, &style);
    style.border_start.width = style.border_end.width = 0;
    style.padding_block.start = style.padding_block.end = style.margin_bottom = 0;
    style.break_after = BREAK_AVOID;
    flow->space_below = MAX(flow->space_below, block_leading(&style));
    if (lines.n)
        block_add_lines(flow, place, &lines, &style, ELEMENT_NONE);
}

void addressee_set_others(struct flow *flow)
{
    const struct node *block = flow->addressees, *end = NULL;
    const struct block_style *style = &flow->style->blocks[GROUP_ADDRESSEE];
    struct place place = block_top_place(flow);
    flow->addressees = NULL;
    add_word(flow, &place);
    place.segment = flow_segment(flow, (unsigned)style->columns, style->column_gap, 0, flow->rtl);
    place.segment->in_turn = style->column_fill == FILL_AUTO;
    place.width = place.segment->width;
    struct addressees all = begin(flow, &place, NULL, true);
    all.style = &all.look;
    all.look.margin_bottom = all.look.row_gap;
    all.look.break_after = BREAK_AUTO;
    survey_names(&all, block, end);
    all.place = place;
    all.marker.width = 0;
    all.place.bare = true;
    set_some(&all, block, end, G_MAXSIZE);
    flow->space_below = style->margin_bottom;
}

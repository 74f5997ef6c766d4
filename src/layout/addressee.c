// SPDX-License-Identifier: MIT
#include "layout/addressee.h"

#include "layout/elements.h"
#include "layout/fields.h"
#include "layout/inline.h"
#include "layout/said.h"

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

struct addressees {
    struct flow *flow;
    const struct block_style *style;
    struct place place, marker;
    bool names; /* a name is told from an office */
    bool commas;
};

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
        commas += c == ',' || c == 0x60C || c == 0xFF0C || c == 0x3001;
    }
    g_string_free(text, TRUE);
    all->commas = commas > 0;
    all->names = lines > 1 || commas <= 1;
}

static void mark_names(const struct addressees *all, struct styled_text *text)
{
    const struct block_style *style = &all->flow->style->blocks[GROUP_ADDRESSEE_NAME];
    for (size_t at = 0; at < text->n;) {
        const char *newline = memchr(text->text + at, '\n', text->n - at);
        size_t end = newline ? (size_t)(newline - text->text) : text->n;
        size_t name = inline_phrase(text->text + at, end - at, 1, 12);
        const char *wide = g_strstr_len(text->text + at, (gssize)(end - at), "\u3000");
        size_t comma =
            name
                ? (size_t)(g_utf8_find_prev_char(text->text, text->text + at + name) - text->text) -
                      at
                : 0;
        if (wide && (!comma || (size_t)(wide - text->text) - at < comma))
            comma = (size_t)(wide - text->text) - at;
        else if (!all->commas)
            comma = end - at;
        if (comma)
            inline_distinguish(text, at, at + comma, style, all->flow->scratch);
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
static bool find_marker(const struct addressees *all, const struct node *first, uint32_t element,
                        struct item *ret)
{
    const struct particulars *said = all->flow->job->particulars;
    const char *text;
    if (said->to_end) {
        const char *raw = first->first->text;
        size_t start = said->kind_end + strspn(raw + said->kind_end, " ");
        text = arena_strndup(all->flow->scratch, raw + start,
                             said->to_end - start + strspn(raw + said->to_end, " "));
    } else {
        text = fields_fill(all->flow, NULL, all->style, all->style->marker, all->flow->scratch);
        element = ELEMENT_NONE;
    }
    return *text && set_marker(all, text, element, ret);
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

static void set_one(const struct addressees *all, const struct node *block, bool first)
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
    struct lines lines = paragraph_set(flow->job->fonts, &text.styled, &paragraph, all->place.width,
                                       flow->arena, flow->diag);
    struct item marker;
    bool beside = all->style->label_width > 0;
    guint index = all->place.segment->boxes->len;
    if (!lines.n) {
        elements_drop(flow, id);
        return;
    }
    bool marked = first && find_marker(all, block, id, &marker);
    if (marked && !beside)
        add_marker_line(all, &marker);
    uint64_t serial = flow->next_serial;
    block_add_lines(flow, &all->place, &lines, all->style, id);
    if (text.tagged)
        block_place_tags(flow, &lines, serial);
    if (marked && beside)
        block_add_item(flow, all->place.segment, index, &marker);
    elements_end(flow, id);
}

void addressee_set(struct flow *flow, const struct place *place, const struct node *first,
                   const struct node *end)
{
    const struct block_style *style = &flow->style->blocks[GROUP_ADDRESSEE];
    struct addressees all = {.flow = flow, .style = style, .place = *place, .marker = *place};
    len beside = MIN(style->label_width, place->width / 3);
    all.marker.width = beside ? beside : place->width;
    all.place.width -= beside;
    all.place.bare = true; // the lines are about all of them
    if (place->rtl)
        all.marker.x += place->width - all.marker.width;
    else
        all.place.x += beside;
    survey_names(&all, first, end);
    const struct node *block = next_addressee(first, end);
    if (block && style->border_start.width && !place->bare)
        block_add_border(flow, place, style, true);
    for (bool is_first = true; block; block = next_addressee(block->next, end)) {
        if (!is_first)
            flow->space_below = style->row_gap;
        set_one(&all, block, is_first);
        is_first = false;
    }
    if (style->border_end.width && !place->bare) {
        block_add_border(flow, place, style, false);
        flow->space_below = style->margin_bottom;
    }
}

// SPDX-License-Identifier: MIT
#include "layout/running_head.h"

#include "layout/border.h"
#include "layout/fields.h"
#include "layout/inline.h"
#include "layout/number.h"

#include <string.h>

// What the text keeps free of, below the running head and above the folio.
#define BLANK_LINE (14 * LEN_PER_PT)

static bool is_empty(const struct block_style *style)
{
    return !*style->content && !*style->content_start && !*style->content_end;
}

static bool shown(const struct block_style *style, const struct frame *frame)
{
    if (is_empty(style))
        return false;
    if (style->on_first_page == SHOWN_IF_MORE)
        return frame->total.pages != 1;
    return frame->index > 0 || style->on_first_page == SHOWN_YES;
}

static bool counts_pages(const struct block_style *style)
{
    const char *const contents[] = {style->content, style->content_start, style->content_end};
    for (size_t i = 0; i < G_N_ELEMENTS(contents); i++) {
        if (strstr(contents[i], "{pages}") || strstr(contents[i], "{page-of-pages}"))
            return true;
    }
    return !is_empty(style) && style->on_first_page == SHOWN_IF_MORE;
}

bool running_head_counts_pages(const struct style *style)
{
    return counts_pages(&style->blocks[GROUP_FOLIO]) ||
           counts_pages(&style->blocks[GROUP_RUNNING_HEAD]);
}

len running_head_limit(const struct style *style)
{
    const struct block_style *folio = &style->blocks[GROUP_FOLIO];
    if (is_empty(folio))
        return style->page.height;
    return style->page.height - style->page.foot_distance - folio->size - BLANK_LINE;
}

const char *running_head_label(const struct flow *flow, const struct frame *frame,
                               struct arena *arena)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FOLIO];
    unsigned number = flow->job->pages_before + frame->index + 1;
    return shown(style, frame) ? number_format(arena, number, flow_digits(flow, style)) : "";
}

struct furniture {
    struct flow *flow;
    const struct frame *frame;
    const struct block_style *style;
    len baseline;
    struct arena *arena;
    GArray *items;
};

// Furniture is one line: what does not fit ends at a word, with an ellipsis.
static char *fitted_text(const struct furniture *furniture, char *text,
                         const struct paragraph_style *paragraph, len room)
{
    const char *ellipsis = furniture->style->overflow == OVERFLOW_ELLIPSIS ? "\u2026" : "";
    struct font_set *fonts = furniture->flow->job->fonts;
    struct arena *arena = furniture->arena;
    struct styled_text spans = inline_plain(arena, text, strlen(text), furniture->style);
    size_t n = strlen(text);
    while (n > 0 && paragraph_natural_width(fonts, &spans, paragraph, arena) > room) {
        while (n > 0 && text[n - 1] == ' ')
            n--;
        while (n > 0 && text[n - 1] != ' ')
            n--;
        char *shorter = g_strdup_printf("%.*s", (int)n, text);
        g_strchomp(shorter);
        text = arena_strdup(arena, shorter);
        g_free(shorter);
        char *ended = g_strconcat(text, ellipsis, NULL);
        spans = inline_plain(arena, ended, strlen(ended), furniture->style);
        g_free(ended);
    }
    return arena_strdup(arena, spans.text);
}

// A part of the measure, from the left margin on.
struct furniture_room {
    len x, width;
};

// The digits from byte `at` on hold the place of the number of pages.
static void mark_held(const struct furniture *furniture, struct styled_text *spans, size_t at)
{
    size_t end = at;
    for (unsigned i = 0; i < furniture->frame->total.held && end < spans->n; i++)
        end = (size_t)(g_utf8_next_char(spans->text + end) - spans->text);
    if (end <= at || end > spans->n) // what did not fit has been left out
        return;
    const size_t bounds[] = {0, at, end, spans->n};
    struct text_attr *attrs = ARENA_ARRAY(furniture->arena, struct text_attr, 3);
    size_t n = 0;
    for (int i = 0; i < 3; i++) {
        if (bounds[i] == bounds[i + 1])
            continue;
        attrs[n] = spans->attrs[0];
        attrs[n].start = bounds[i];
        attrs[n].end = bounds[i + 1];
        attrs[n++].ink = i == 1 ? INK_TOTAL : 0;
    }
    spans->attrs = attrs;
    spans->n_attrs = n;
}

static struct lines set_text(const struct furniture *furniture, const char *text, size_t held_at,
                             const struct paragraph_style *paragraph, len room)
{
    struct flow *flow = furniture->flow;
    struct styled_text spans = inline_plain(furniture->arena, text, strlen(text), furniture->style);
    if (held_at < spans.n)
        mark_held(furniture, &spans, held_at);
    return paragraph_set(flow->job->fonts, &spans, paragraph, room, furniture->arena, flow->diag);
}

// Returns the width of what was set.
static len add_line(const struct furniture *furniture, const char *content, int align,
                    struct furniture_room room)
{
    struct flow *flow = furniture->flow;
    size_t held_at;
    char *text =
        fields_fill(flow, furniture->frame, furniture->style, content, furniture->arena, &held_at);
    struct paragraph_style paragraph = {.direction = flow->rtl ? TEXT_RTL : TEXT_LTR,
                                        .align = (enum text_align)align,
                                        .lang = flow->lang,
                                        .heading = true};
    // Most fits, and most was on the page before.
    struct lines lines = set_text(furniture, text, held_at, &paragraph, room.width);
    if (lines.n > 1 || (lines.n == 1 && lines.lines[0].width > room.width)) {
        text = fitted_text(furniture, text, &paragraph, room.width);
        lines = set_text(furniture, text, held_at, &paragraph, room.width);
    }
    if (!lines.n)
        return 0;
    struct item item = {
        .kind = ITEM_LINE, .element = ELEMENT_NONE, .colour = furniture->style->colour};
    item.line.x = furniture->frame->left + room.x;
    item.line.y = furniture->baseline;
    item.line.line = lines.lines[0];
    g_array_append_val(furniture->items, item);
    return lines.lines[0].width;
}

// Takes what is set at one side from the room.
static void take(const struct furniture *furniture, struct furniture_room *room, len width,
                 bool right)
{
    if (!width)
        return;
    width += 2 * furniture->style->size;
    room->width = MAX(room->width - width, 1);
    room->x += right ? 0 : width;
}

// The ends first: what is at the end side is short, a date or a number; what is at the start takes
// what that leaves, and the middle what both leave.
static void add_furniture(const struct furniture *furniture)
{
    const struct block_style *style = furniture->style;
    bool rtl = furniture->flow->rtl;
    if (!shown(style, furniture->frame))
        return;
    struct furniture_room room = {0, furniture->flow->width};
    len end = add_line(furniture, style->content_end, ALIGN_END, room);
    take(furniture, &room, end, !rtl);
    len start = add_line(furniture, style->content_start, ALIGN_START, room);
    take(furniture, &room, start, rtl);
    add_line(furniture, style->content, style->align, room);
    struct rect measure = {furniture->frame->left, furniture->baseline, furniture->flow->width, 0};
    border_about(style, &measure, furniture->items);
}

// In a letter's information, the number of its pages and the word beside it.
static void add_page_count(struct flow *flow, const struct frame *frame, struct arena *arena,
                           GArray *items)
{
    const struct rect *place = &flow->page_count;
    const struct block_style *said = &flow->style->blocks[GROUP_INFORMATION];
    len beside = flow->page_count_label, x = place->x - frame->left;
    struct furniture_room label = {x, beside}, number = {x + beside, place->width - beside};
    if (flow->rtl) {
        label.x = x + place->width - beside;
        number.x = x;
    }
    struct furniture furniture = {flow, frame, said, place->y, arena, items};
    add_line(&furniture, flow->job->particulars->pages_label, ALIGN_START, label);
    furniture.style = &flow->style->blocks[GROUP_DATE];
    add_line(&furniture, "{pages}", ALIGN_START, number);
}

void running_head_add(struct flow *flow, const struct frame *frame, struct arena *arena,
                      GArray *items)
{
    const struct page_style *page = &flow->style->page;
    struct furniture head = {
        flow, frame, &flow->style->blocks[GROUP_RUNNING_HEAD], page->head_distance, arena, items};
    struct furniture foot = {
        flow,  frame, &flow->style->blocks[GROUP_FOLIO], page->height - page->foot_distance,
        arena, items};
    add_furniture(&head);
    add_furniture(&foot);
    if (frame->index == 0 && (frame->total.pages > 0 || frame->total.held > 0) &&
        flow->page_count.width)
        add_page_count(flow, frame, arena, items);
}

// ---- A number of pages that is put in at the end -------------------------------------------

static size_t times_asked(const struct particulars *said, const char *content)
{
    size_t n = 0;
    for (const char *at = content; (at = strstr(at, "{page")) != NULL; at++) {
        if (g_str_has_prefix(at, "{pages}"))
            n++;
        else if (g_str_has_prefix(at, "{page-of-pages}"))
            n += times_asked(said, said->page_of_pages);
    }
    return n;
}

// One number a line.
static bool asks_once(const struct flow *flow, const struct block_style *style)
{
    const struct particulars *said = flow->job->particulars;
    return times_asked(said, style->content) <= 1 && times_asked(said, style->content_start) <= 1 &&
           times_asked(said, style->content_end) <= 1;
}

// Whether the face's ten digits are as they stand and of one width, so that any can take the place
// of the noughts.
static bool is_even(const struct glyph_run *run)
{
    gunichar nought = g_utf8_get_char(run->text);
    hb_codepoint_t glyph = 0;
    if (run->level & 1 || run->face->cff || g_unichar_digit_value(nought) != 0)
        return false;
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const struct glyph *shown = &run->glyphs[i];
        hb_font_get_nominal_glyph(run->face->hb_font, nought, &glyph);
        if (shown->id != glyph || shown->dx || shown->dy ||
            shown->advance != hb_font_get_glyph_h_advance(run->face->hb_font, glyph))
            return false;
    }
    for (gunichar digit = 1; digit < 10; digit++) {
        if (!hb_font_get_nominal_glyph(run->face->hb_font, nought + digit, &glyph) ||
            hb_font_get_glyph_h_advance(run->face->hb_font, glyph) != run->glyphs[0].advance)
            return false;
    }
    return true;
}

// Counts the numbers that are held whole; false where one could not be put in.
static bool are_held(const GArray *items, unsigned digits, size_t *ret_n)
{
    for (guint i = 0; i < items->len; i++) {
        const struct item *item = &g_array_index(items, struct item, i);
        for (size_t k = 0; item->kind == ITEM_LINE && k < item->line.line.n_runs; k++) {
            const struct glyph_run *run = &item->line.line.runs[k].run;
            if (!(run->ink & INK_TOTAL))
                continue;
            if (run->n_glyphs != digits || !is_even(run))
                return false;
            ++*ret_n;
        }
    }
    return true;
}

bool running_head_holds(struct flow *flow, const struct frame *frame)
{
    struct arena *arena = arena_new();
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct item));
    size_t n = 0;
    running_head_add(flow, frame, arena, items);
    bool holds = asks_once(flow, &flow->style->blocks[GROUP_FOLIO]) &&
                 asks_once(flow, &flow->style->blocks[GROUP_RUNNING_HEAD]) &&
                 are_held(items, frame->total.held, &n);
    g_array_unref(items);
    arena_free(arena);
    return holds && (n > 0 || frame->index == 0);
}

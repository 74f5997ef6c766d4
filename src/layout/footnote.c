// SPDX-License-Identifier: MIT
#include "layout/footnote.h"

#include "layout/block.h"
#include "layout/elements.h"
#include "layout/inline.h"
#include "layout/note_calls.h"

#include <assert.h>
#include <string.h>

// The number is before the note's first line, in a column of its own.
static void add_mark(struct flow *flow, const struct block_style *style, unsigned number,
                     uint32_t element, len width, struct box *first)
{
    const char *mark = note_calls_number(flow, number);
    struct styled_text text = inline_plain(flow->scratch, mark, strlen(mark), style);
    struct paragraph_style paragraph = {.direction = flow->rtl ? TEXT_RTL : TEXT_LTR,
                                        .lang = flow->lang};
    struct lines lines =
        paragraph_set(flow->job->fonts, &text, &paragraph, width, flow->arena, flow->diag);
    struct item *items = ARENA_ARRAY(flow->arena, struct item, first->n_items + 1);
    items[0] = (struct item){.kind = ITEM_LINE, .element = element, .colour = style->colour};
    items[0].line.x = flow->rtl ? flow->width - width : 0;
    items[0].line.y = block_baseline(style);
    items[0].line.line = lines.lines[0];
    for (size_t i = 0; i < first->n_items; i++)
        items[i + 1] = first->items[i];
    first->items = items;
    first->n_items++;
}

// Where the note's blocks stand; a mark's column is before them.
static struct place note_place(const struct flow *flow, len *ret_taken)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FOOTNOTE];
    *ret_taken = style->size * 3 / 2 + style->label_gap;
    return (struct place){.x = flow->rtl ? 0 : *ret_taken,
                          .width = MAX(flow->width - *ret_taken, 1),
                          .rtl = flow->rtl,
                          .style = style};
}

void footnote_foresee_called(struct flow *flow, const struct node *block)
{
    for (const struct node *child = block->first; child; child = child->next) {
        if (!node_is_inline(child))
            continue;
        footnote_foresee_called(flow, child);
        struct called_note *note =
            child->kind == NODE_FOOTNOTE_REF ? note_calls_find(flow, child->name) : NULL;
        if (!note || note->number || note->offered)
            continue;
        note->offered = true;
        len taken;
        struct place place = note_place(flow, &taken);
        for (const struct node *own = note->node->first; own; own = own->next)
            block_foresee_in(flow, &place, own);
    }
}

// Sets the note's blocks into a segment aside; space and breaks about the calling block are as
// if the note were not there.
static bool set_note(struct flow *flow, struct called_note *footnote, uint64_t serial,
                     struct note *ret, GError **error)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FOOTNOTE];
    struct segment aside = {.columns = 1,
                            .width = flow->width,
                            .aside = true,
                            .base = flow->next_serial,
                            .boxes = g_array_new(FALSE, FALSE, sizeof(struct box))};
    len below = flow->space_below;
    int after = flow->break_after;
    flow->space_below = 0;
    flow->break_after = BREAK_AUTO;
    uint32_t id = elements_begin(flow, flow->document_element, ROLE_NOTE)->id;
    uint32_t label = elements_begin(flow, id, ROLE_LBL)->id;
    len taken;
    struct place place = note_place(flow, &taken);
    place.segment = &aside;
    place.parent = id;
    footnote->element = id;
    bool ok = block_set_children(flow, &place, footnote->node, error);
    flow->space_below = below;
    flow->break_after = after;
    *ret = (struct note){.first_element = id, .last_element = flow->next_element - 1};
    if (ok && aside.boxes->len) {
        add_mark(flow, style, footnote->number, label, taken - style->label_gap,
                 &g_array_index(aside.boxes, struct box, 0));
        ret->n = aside.boxes->len;
        ret->boxes = arena_memdup(flow->arena, aside.boxes->data, ret->n * sizeof(struct box));
    }
    g_array_unref(aside.boxes);
    // The note begins with the box that calls it; composing says where it ends.
    for (uint32_t i = ret->first_element; ok && i <= ret->last_element; i++)
        elements_place(flow, i, serial, ret->n ? UINT64_MAX : serial);
    return ok;
}

static void attach(struct flow *flow, struct segment *segment, uint64_t serial,
                   const struct note *note)
{
    assert(serial >= segment->base && serial < segment->base + segment->boxes->len);
    struct box *box = &g_array_index(segment->boxes, struct box, serial - segment->base);
    struct note **end = &box->notes;
    while (*end)
        end = &(*end)->next;
    *end = arena_memdup(flow->arena, note, sizeof *note);
}

bool footnote_set_called(struct flow *flow, struct segment *segment, GError **error)
{
    GArray *calls = flow->note_calls->waiting;
    for (guint i = 0; i < calls->len; i++) {
        struct note_call call = g_array_index(calls, struct note_call, i);
        uint64_t serial = elements_first(flow, call.reference);
        // A note called within a note joins the list while it is gone through.
        if (!call.note->element) {
            struct note note;
            if (!set_note(flow, call.note, serial, &note, error))
                return false;
            if (note.n)
                attach(flow, segment, serial, &note);
        }
        struct link_target *link = elements_link(flow, call.reference);
        if (link)
            link->destination = call.note->element;
    }
    g_array_set_size(calls, 0);
    return true;
}

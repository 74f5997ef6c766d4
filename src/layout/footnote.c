// SPDX-License-Identifier: MIT
#include "layout/footnote.h"

#include "layout/column.h"
#include "layout/inline.h"
#include "layout/number.h"

#include <assert.h>
#include <string.h>

struct footnote {
    const struct node *node;
    bool called;
    unsigned number;  // 0: not yet
    uint32_t element; // 0: not yet set
};

struct call {
    struct footnote *note;
    uint32_t reference;
};

struct footnotes {
    GHashTable *by_name; // name to struct footnote
    GArray *calls;       // struct call, not yet served
    unsigned last_number;
};

static void find_notes(struct footnotes *notes, const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE && node->name) {
        struct footnote *note = g_new0(struct footnote, 1);
        note->node = node;
        g_hash_table_replace(notes->by_name, (void *)node->name, note);
    }
    for (const struct node *child = node->first; child; child = child->next)
        find_notes(notes, child);
}

static void find_calls(struct footnotes *notes, const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE_REF && node->name) {
        struct footnote *note = g_hash_table_lookup(notes->by_name, node->name);
        if (note)
            note->called = true;
    }
    for (const struct node *child = node->first; child; child = child->next)
        find_calls(notes, child);
}

struct footnotes *footnotes_new(const struct document *document)
{
    struct footnotes *notes = g_new0(struct footnotes, 1);
    notes->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    notes->calls = g_array_new(FALSE, FALSE, sizeof(struct call));
    find_notes(notes, document->root);
    find_calls(notes, document->root);
    return notes;
}

void footnotes_free(struct footnotes *notes)
{
    g_hash_table_unref(notes->by_name);
    g_array_unref(notes->calls);
    g_free(notes);
}

static const char *mark_of(const struct flow *flow, unsigned number)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FOOTNOTE];
    return number_format(flow->scratch, number,
                         number_digits((enum style_digits)style->digits, flow->lang));
}

static struct footnote *find_note(const struct flow *flow, const char *name)
{
    return name ? g_hash_table_lookup(flow->footnotes->by_name, name) : NULL;
}

const char *footnote_mark(struct flow *flow, const char *name)
{
    struct footnote *note = find_note(flow, name);
    if (!note) {
        diag_add(flow->diag, DIAG_WARNING, "footnote-missing", SPAN_NONE,
                 "there is no footnote '%s'", name ? name : "");
        return NULL;
    }
    if (!note->number)
        note->number = ++flow->footnotes->last_number;
    return mark_of(flow, note->number);
}

void footnote_call(struct flow *flow, const char *name, uint32_t reference)
{
    struct call call = {find_note(flow, name), reference};
    assert(call.note); // its mark has been set
    struct link_target target = {.element = reference,
                                 .contents = g_strdup(mark_of(flow, call.note->number))};
    g_array_append_val(flow->links, target);
    g_array_append_val(flow->footnotes->calls, call);
}

bool footnote_is_called(const struct flow *flow, const struct node *node)
{
    const struct footnote *note = find_note(flow, node->name);
    return note && note->called;
}

// The number stands before the note's first line, in a column of its own.
static void add_mark(struct flow *flow, const struct block_style *style, unsigned number,
                     uint32_t element, len width, struct box *first)
{
    const char *mark = mark_of(flow, number);
    struct inline_text text = inline_plain(flow->scratch, mark, strlen(mark), style);
    struct paragraph_style paragraph = {.direction = flow->rtl ? TEXT_RTL : TEXT_LTR,
                                        .lang = flow->lang};
    struct lines lines = paragraph_set(flow->job->fonts, text.text, text.n, text.attrs,
                                       text.n_attrs, &paragraph, width, flow->arena, flow->diag);
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

static bool set_children(struct flow *flow, const struct place *place, const struct node *node,
                         GError **error)
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (!node_is_inline(child) && !block_set(flow, place, child, error))
            return false;
    }
    return true;
}

// Sets the note's blocks into a segment aside; space and breaks about the calling block are as
// if the note were not there.
static bool set_note(struct flow *flow, struct footnote *footnote, uint64_t serial,
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
    uint32_t id = flow_element_begin(flow, flow->document_element, ROLE_NOTE)->id;
    uint32_t label = flow_element_begin(flow, id, ROLE_LBL)->id;
    len taken = style->size * 3 / 2 + style->label_gap;
    struct place place = {.segment = &aside,
                          .x = flow->rtl ? 0 : taken,
                          .width = MAX(flow->width - taken, 1),
                          .parent = id,
                          .rtl = flow->rtl,
                          .style = style};
    footnote->element = id;
    bool ok = set_children(flow, &place, footnote->node, error);
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
        flow_element_place(flow, i, serial, ret->n ? UINT64_MAX : serial);
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
    GArray *calls = flow->footnotes->calls;
    for (guint i = 0; i < calls->len; i++) {
        struct call call = g_array_index(calls, struct call, i);
        uint64_t serial = flow_element_first(flow, call.reference);
        // A note called within a note joins the list while it is gone through.
        if (!call.note->element) {
            struct note note;
            if (!set_note(flow, call.note, serial, &note, error))
                return false;
            if (note.n)
                attach(flow, segment, serial, &note);
        }
        struct link_target *link = flow_link(flow, call.reference);
        if (link)
            link->destination = call.note->element;
    }
    g_array_set_size(calls, 0);
    return true;
}

len footnote_separator(const struct flow *flow)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FOOTNOTE];
    return style->margin_top + style->rule_above + style->padding;
}

len footnote_height(const struct fit *fit, const struct box *box)
{
    int64_t height = 0;
    for (const struct note *note = box->notes; note; note = note->next)
        height += column_height(fit, note->boxes, 0, note->n);
    return (len)MIN(height, LEN_MAX);
}

len footnote_least(const struct fit *fit, const struct box *box)
{
    enum { LEAST_BOXES = 5 };
    int64_t height = 0;
    for (const struct note *note = box->notes; note; note = note->next)
        height += column_height(fit, note->boxes, 0, MIN(note->n, LEAST_BOXES));
    return (len)MIN(height, LEN_MAX);
}

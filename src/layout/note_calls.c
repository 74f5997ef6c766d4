// SPDX-License-Identifier: MIT
#include "layout/note_calls.h"

#include "layout/elements.h"
#include "layout/number.h"

#include <assert.h>

static void find_notes(struct note_calls *notes, const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE && node->name) {
        struct called_note *note = g_new0(struct called_note, 1);
        note->node = node;
        g_hash_table_replace(notes->by_name, (void *)node->name, note);
    }
    for (const struct node *child = node->first; child; child = child->next)
        find_notes(notes, child);
}

static void find_calls(struct note_calls *notes, const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE_REF && node->name) {
        struct called_note *note = g_hash_table_lookup(notes->by_name, node->name);
        if (note)
            note->called = true;
    }
    for (const struct node *child = node->first; child; child = child->next)
        find_calls(notes, child);
}

struct note_calls *note_calls_new(const struct document *document)
{
    struct note_calls *notes = g_new0(struct note_calls, 1);
    notes->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    notes->waiting = g_array_new(FALSE, FALSE, sizeof(struct note_call));
    find_notes(notes, document->root);
    find_calls(notes, document->root);
    return notes;
}

void note_calls_free(struct note_calls *notes)
{
    g_hash_table_unref(notes->by_name);
    g_array_unref(notes->waiting);
    g_free(notes);
}

const char *note_calls_number(const struct flow *flow, unsigned number)
{
    const struct block_style *style = &flow->style->blocks[GROUP_FOOTNOTE];
    return number_format(flow->scratch, number, flow_digits(flow, style));
}

struct called_note *note_calls_find(const struct flow *flow, const char *name)
{
    return name ? g_hash_table_lookup(flow->note_calls->by_name, name) : NULL;
}

const char *note_calls_mark(struct flow *flow, const char *name)
{
    struct called_note *note = note_calls_find(flow, name);
    if (!note) {
        diag_add(flow->diag, DIAG_WARNING, "footnote-missing", SPAN_NONE,
                 "there is no footnote '%s'", name ? name : "");
        return NULL;
    }
    if (!note->number)
        note->number = ++flow->note_calls->last_number;
    return note_calls_number(flow, note->number);
}

const char *note_calls_foresee(struct flow *flow, const char *name)
{
    struct note_calls *calls = flow->note_calls;
    struct called_note *note = note_calls_find(flow, name);
    if (!note)
        return NULL;
    calls->last_foreseen = MAX(calls->last_foreseen, calls->last_number);
    if (!note->number && !note->foreseen)
        note->foreseen = ++calls->last_foreseen;
    return note_calls_number(flow, note->number ? note->number : note->foreseen);
}

void note_calls_add(struct flow *flow, const char *name, uint32_t reference)
{
    struct note_call call = {note_calls_find(flow, name), reference};
    assert(call.note); // its mark has been set
    struct link_target target = {.element = reference,
                                 .contents = g_strdup(note_calls_number(flow, call.note->number))};
    g_array_append_val(flow->links, target);
    g_array_append_val(flow->note_calls->waiting, call);
}

bool note_calls_has(const struct flow *flow, const struct node *node)
{
    const struct called_note *note = note_calls_find(flow, node->name);
    return note && note->called;
}

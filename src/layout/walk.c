// SPDX-License-Identifier: MIT
#include "layout/walk.h"

#include "layout/addressee.h"
#include "layout/block.h"
#include "layout/elements.h"
#include "layout/head.h"
#include "layout/leading.h"
#include "layout/list.h"
#include "layout/list_heading.h"
#include "layout/note_calls.h"
#include "layout/parallel.h"
#include "layout/table.h"

static void segment_free(void *data)
{
    struct segment *segment = data;
    g_array_unref(segment->boxes);
    g_free(segment);
}

static void link_clear(void *data)
{
    struct link_target *link = data;
    g_free(link->uri);
    g_free(link->contents);
}

static bool runs_right_to_left(const struct layout_job *job)
{
    int direction = job->style->page.direction;
    if (direction == STYLE_DIRECTION_AUTO)
        return job->document->root->direction == DIRECTION_RTL;
    return direction == STYLE_DIRECTION_RTL;
}

struct flow *walk_new(const struct layout_job *job, int columns_more)
{
    const struct page_style *page = &job->style->page;
    struct flow *flow = g_new0(struct flow, 1);
    flow->job = job;
    flow->diag = diag_new();
    flow->arena = arena_new();
    flow->scratch = arena_new();
    flow->style_arena = arena_new();
    flow->rtl = runs_right_to_left(job);
    flow->lang = g_intern_string(job->document->root->lang ? job->document->root->lang : "und");
    leading_adjust(job, flow->lang, flow->rtl, flow->style_arena, &flow->adjusted);
    flow->style = &flow->adjusted;
    flow->digits = job->digits;
    flow->width = page->width - page->margin.left - page->margin.right;
    flow->columns_more = columns_more;
    flow->segments = g_ptr_array_new_with_free_func(segment_free);
    flow->next_element = 1;
    flow->pending = g_array_new(FALSE, TRUE, sizeof(struct flow_element));
    flow->least = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    flow->active = g_array_new(FALSE, TRUE, sizeof(struct flow_element));
    flow->links = g_array_new(FALSE, TRUE, sizeof(struct link_target));
    g_array_set_clear_func(flow->links, link_clear);
    flow->reserved = g_hash_table_new(NULL, NULL);
    flow->images = g_hash_table_new(g_str_hash, g_str_equal);
    flow->note_calls = note_calls_new(job->document);
    flow->carried = g_array_new(FALSE, FALSE, sizeof(struct note));
    flow->next_block = flow->foreseen = job->document->root->first;
    struct element *document = elements_begin(flow, ELEMENT_NONE, ROLE_DOCUMENT);
    document->lang = flow->lang;
    flow->document_element = document->id;
    flow->parallel = parallel_wanted(flow);
    return flow;
}

void walk_free(struct flow *flow)
{
    if (!flow)
        return;
    paragraph_forget_offers(flow->job->fonts);
    list_setter_free(flow->list);
    table_setter_free(flow->table);
    diag_free(flow->diag);
    g_ptr_array_unref(flow->segments);
    g_array_unref(flow->pending);
    g_array_unref(flow->least);
    g_array_unref(flow->active);
    g_array_unref(flow->links);
    g_hash_table_unref(flow->reserved);
    g_hash_table_unref(flow->images);
    note_calls_free(flow->note_calls);
    g_free(flow->sides);
    g_array_unref(flow->carried);
    arena_free(flow->arena);
    arena_free(flow->scratch);
    arena_free(flow->style_arena);
    g_free(flow);
}

static void finish(struct flow *flow)
{
    if (flow->segments->len)
        ((struct segment *)flow->segments->pdata[flow->segments->len - 1])->complete = true;
    flow->finished = true;
}

static bool signs(const struct node *block)
{
    return block && (block->kind == NODE_CLOSING || block->kind == NODE_SIGNATURE);
}

// The addressees that the head has no room for follow those who sign, or the letter's text.
static bool ends_text(const struct flow *flow, const struct node *block)
{
    if (!block || block->kind == NODE_NOTE || signs(block->previous))
        return !signs(block);
    bool signatories = block->kind == NODE_LIST && block->list.kind == LIST_SIGNATORIES;
    return signatories || list_heading_group(flow, block) >= 0;
}

static bool foresees_itself(const struct node *block)
{
    return block->kind == NODE_LIST || block->kind == NODE_TABLE;
}

// Up to the next list or table, which has its own entries or rows set ahead. Where what was offered
// was not what was set, the block overtakes those foreseen.
static void foresee(struct flow *flow, const struct node *block)
{
    if (flow->foreseen == block) {
        paragraph_drop_offers(flow->job->fonts);
        flow->foreseen = block->next;
    }
    // The first paragraph is the lead, and only then are the others what they are.
    while (flow->lead_set && flow->foreseen && !foresees_itself(block) &&
           !foresees_itself(flow->foreseen) && paragraph_wants_offers(flow->job->fonts)) {
        block_foresee(flow, flow->foreseen);
        flow->foreseen = flow->foreseen->next;
    }
}

bool walk_more(struct flow *flow, GError **error)
{
    if (flow->list) {
        GError *fault = NULL;
        if (!list_setter_more(flow, flow->list, &fault)) {
            list_setter_free(flow->list);
            flow->list = NULL;
        }
        if (fault) {
            g_propagate_error(error, fault);
            return false;
        }
        return true;
    }
    if (flow->table) {
        if (!table_setter_more(flow->table)) {
            table_setter_free(flow->table);
            flow->table = NULL;
        }
        return true;
    }
    if (flow->addressees && ends_text(flow, flow->next_block)) {
        addressee_set_others(flow);
        arena_reset(flow->scratch);
        return true;
    }
    if (!flow->next_block) {
        if (!flow->finished)
            finish(flow);
        return false;
    }
    const struct node *block = flow->next_block;
    bool ok;
    foresee(flow, block);
    if (!flow->headed && !flow->parallel && head_opens(flow, block)) {
        flow->headed = true;
        ok = head_set(flow, block, &flow->next_block, error);
    } else if (!flow->headed && flow->parallel) {
        flow->headed = true;
        ok = parallel_set_head(flow, block, &flow->next_block, error);
    } else {
        bool done = false;
        flow->headed = true;
        flow->next_block = block->next;
        ok = (!flow->parallel || parallel_set(flow, block, &done, error)) &&
             (done || block_set_top(flow, block, error));
    }
    arena_reset(flow->scratch);
    return ok;
}

void walk_report(struct flow *flow)
{
    for (size_t i = 0; i < diag_count(flow->diag); i++)
        diag_repeat(flow->job->diag, diag_get(flow->diag, i));
}

bool walk_all(struct flow *flow, GError **error)
{
    GError *fault = NULL;
    while (walk_more(flow, &fault))
        ;
    if (!fault)
        return true;
    g_propagate_error(error, fault);
    return false;
}

// SPDX-License-Identifier: MIT
#include "layout/walk.h"

#include "layout/addressee.h"
#include "layout/block.h"
#include "layout/elements.h"
#include "layout/head.h"
#include "layout/list.h"
#include "layout/list_heading.h"
#include "layout/note_calls.h"
#include "layout/number.h"
#include "layout/parallel.h"

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

// A style's line heights are those Arabic needs in Naskh; scripts that run the other way want less,
// words stacked on a slope want more.
static int leading_percent(const struct flow *flow, const struct style *style)
{
    if (!flow->rtl)
        return style->page.ltr_leading;
    const char *family = style->blocks[GROUP_BODY].family;
    bool slants = font_set_slants(flow->job->fonts, family, flow->lang);
    return slants ? style->page.slanting_leading : 100;
}

static void adjust_style(struct flow *flow, const struct style *style)
{
    flow->adjusted = *style;
    flow->style = &flow->adjusted;
    // Beside a window date and reference are one under the other, in a column of their own.
    if (style->page.window != WINDOW_NONE)
        flow->adjusted.blocks[GROUP_DATE].align = flow->adjusted.blocks[GROUP_REFERENCE].align;
    int percent = leading_percent(flow, style);
    flow->adjusted.page.grid = (len)((int64_t)style->page.grid * percent / 100);
    for (int i = GROUP_BODY; i < GROUP_COUNT; i++) {
        struct leading *leading = &flow->adjusted.blocks[i].leading;
        leading->fixed = (len)((int64_t)leading->fixed * percent / 100);
        leading->permille = leading->permille * percent / 100;
    }
}

struct flow *walk_new(const struct layout_job *job, int columns_more)
{
    const struct page_style *page = &job->style->page;
    struct flow *flow = g_new0(struct flow, 1);
    flow->job = job;
    flow->diag = diag_new();
    flow->arena = arena_new();
    flow->scratch = arena_new();
    flow->rtl = runs_right_to_left(job);
    flow->lang = job->document->root->lang ? job->document->root->lang : "und";
    adjust_style(flow, job->style);
    flow->digits = number_digits_used(job->document->root);
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
    diag_free(flow->diag);
    g_ptr_array_unref(flow->segments);
    g_array_unref(flow->pending);
    g_array_unref(flow->least);
    g_array_unref(flow->active);
    g_array_unref(flow->links);
    g_hash_table_unref(flow->reserved);
    g_hash_table_unref(flow->images);
    note_calls_free(flow->note_calls);
    g_array_unref(flow->carried);
    arena_free(flow->arena);
    arena_free(flow->scratch);
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

// Up to the next list, which has its own entries set ahead. Where what was offered was not what was
// set, the block overtakes those foreseen.
static void foresee(struct flow *flow, const struct node *block)
{
    if (flow->foreseen == block) {
        paragraph_drop_offers(flow->job->fonts);
        flow->foreseen = block->next;
    }
    // The first paragraph is the lead, and only then are the others what they are.
    while (flow->lead_set && flow->foreseen && flow->foreseen->kind != NODE_LIST &&
           paragraph_wants_offers(flow->job->fonts)) {
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

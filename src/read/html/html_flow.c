// SPDX-License-Identifier: MIT
#include "read/html/html_flow.h"

#include "read/find/tree_units.h"
#include "read/fold.h"
#include "read/html/html_kind.h"
#include "read/html/html_page.h"

#include <string.h>

size_t html_flow_line(const struct html_flow *flow, const struct dom *from)
{
    return flow->line + from->line;
}

static struct node *last_text(struct node *node)
{
    while (node && node->kind != NODE_TEXT)
        node = node->last;
    return node;
}

// White space and breaks at a block's end are not seen.
static void trim_block(struct html_flow *flow, struct node *block)
{
    for (struct node *last; (last = block->last) != NULL;) {
        if (last->kind == NODE_BREAK) {
            node_detach(last);
            continue;
        }
        struct node *text = last_text(last);
        if (!text)
            return;
        size_t n = strlen(text->text), kept = text_trimmed(text->text, n);
        if (kept == n)
            return;
        text->text = arena_strndup(flow->arena, text->text, kept);
        if (kept || text != last)
            return;
        node_detach(text);
    }
}

void html_flow_close(struct html_flow *flow)
{
    if (flow->opened) {
        trim_block(flow, flow->opened);
        if (!flow->opened->first && flow->opened->kind == NODE_PARAGRAPH && flow->opened->parent)
            node_detach(flow->opened);
    }
    flow->inlines = flow->opened = NULL;
    flow->space = false;
}

static bool holds_text_itself(const struct node *block)
{
    return block->kind == NODE_CELL || (block->kind == NODE_ENTRY && !block->first);
}

void html_flow_dress(const struct html_flow *flow, struct node *block, const struct dom *from)
{
    block->line = html_flow_line(flow, from);
    block->lang = flow->lang;
    block->direction = flow->direction;
}

// Text between the parts of a list or a table is a part of its own.
static struct node *text_holder(struct html_flow *flow, const struct dom *from)
{
    struct node *holder = flow->block;
    if (holder->kind == NODE_TABLE)
        holder = node_new(flow->arena, holder, NODE_ROW);
    if (holder->kind == NODE_ROW)
        holder = node_new(flow->arena, holder, NODE_CELL);
    else if (holder->kind == NODE_LIST)
        holder = node_new(flow->arena, holder, NODE_ENTRY);
    else
        holder = node_new(flow->arena, holder, NODE_PARAGRAPH);
    if (holder->kind == NODE_ENTRY)
        holder->entry.label = "";
    html_flow_dress(flow, holder, from);
    return holder;
}

static struct mark *mark_new(struct html_flow *flow, const struct node *node, uint32_t signature)
{
    struct mark *mark = g_new0(struct mark, 1);
    mark->signature = signature;
    mark->card = flow->card;
    g_hash_table_insert(flow->reader->marks, (gpointer)node, mark);
    return mark;
}

// The block that holds a text just added: what element it is of, and whether it is of the page.
static void mark_block(struct html_flow *flow, const struct dom *text)
{
    bool dropped = flow->page && text->leaf && html_page_drops(flow->page, text->leaf);
    bool around = dropped && html_page_is_around(flow->page, text->leaf);
    struct mark *mark = g_hash_table_lookup(flow->reader->marks, flow->opened);
    if (!mark) {
        mark = mark_new(flow, flow->opened, html_signature(html_block_around(text)));
        mark->dropped = mark->around = true;
    }
    mark->dropped &= dropped;
    mark->around &= around;
}

// A link around blocks is one in each of them.
static void open_link(struct html_flow *flow, const struct dom *from)
{
    if (!flow->around_href)
        return;
    flow->inlines = node_new(flow->arena, flow->inlines, NODE_LINK);
    flow->inlines->href = flow->around_href;
    flow->inlines->line = html_flow_line(flow, from);
}

void html_flow_enter(struct html_flow *flow, const struct dom *from, struct node *block)
{
    flow->opened = flow->inlines = block;
    open_link(flow, from);
}

struct node *html_flow_open(struct html_flow *flow, const struct dom *from)
{
    if (flow->inlines)
        return flow->inlines;
    bool itself = holds_text_itself(flow->block);
    html_flow_enter(flow, from, itself ? flow->block : text_holder(flow, from));
    return flow->inlines;
}

void html_flow_break(struct html_flow *flow, const struct dom *from)
{
    struct node *inlines = flow->inlines;
    flow->space = false;
    if (!inlines || !flow->opened->first)
        return;
    // Two in a row part paragraphs.
    if (inlines == flow->opened && inlines->last && inlines->last->kind == NODE_BREAK &&
        inlines->kind == NODE_PARAGRAPH) {
        html_flow_close(flow);
        return;
    }
    node_new(flow->arena, inlines, NODE_BREAK)->line = html_flow_line(flow, from);
}

void html_flow_add(struct html_flow *flow, const struct dom *from, const GString *text)
{
    if (text->len == 0)
        return;
    struct node *inlines = html_flow_open(flow, from);
    node_new_text(flow->arena, inlines, text->str, text->len)->line = html_flow_line(flow, from);
    mark_block(flow, from);
}

static bool is_html_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

void html_flow_text(struct html_flow *flow, const struct dom *text)
{
    GString *folded = g_string_new(NULL);
    for (const char *p = text->content; p && *p; p++) {
        if (flow->preformatted && *p == '\n') {
            html_flow_add(flow, text, folded);
            g_string_truncate(folded, 0);
            html_flow_break(flow, text);
        } else if (is_html_space(*p) && !flow->preformatted) {
            flow->space = true;
        } else {
            bool inside = folded->len || (flow->opened && flow->opened->last &&
                                          flow->opened->last->kind != NODE_BREAK);
            bool closes = flow->struck && strchr(",.;:!?)", *p);
            if (flow->space && inside && !closes)
                g_string_append_c(folded, ' ');
            flow->space = flow->struck = false;
            g_string_append_c(folded, *p);
        }
    }
    html_flow_add(flow, text, folded);
    g_string_free(folded, TRUE);
}

void html_flow_part(struct html_flow *flow, const struct dom *from)
{
    const struct node *last = flow->inlines ? flow->inlines->last : NULL;
    if (last && last->kind != NODE_BREAK)
        html_flow_break(flow, from);
}

// Two elements of different classes with nothing between stand apart on the page: a name and an
// office. The break is undone where they turn out to be none.
static void part_touching(struct html_flow *flow, const struct dom *from, struct node *around,
                          uint32_t signature)
{
    const struct node *last = around->last;
    const struct mark *mark =
        last && last->kind == NODE_SPAN ? g_hash_table_lookup(flow->reader->marks, last) : NULL;
    if (!mark || flow->space || mark->signature == signature)
        return;
    struct node *touch = node_new(flow->arena, around, NODE_BREAK);
    touch->name = touching_break;
    touch->line = html_flow_line(flow, from);
}

struct node *html_flow_inline(struct html_flow *flow, const struct dom *from, struct node *around,
                              enum node_kind kind)
{
    if (flow->space && flow->opened->last && flow->opened->last->kind != NODE_BREAK)
        node_new_text(flow->arena, around, " ", 1)->line = html_flow_line(flow, from);
    flow->space = false;
    struct node *node = node_new(flow->arena, around, kind);
    node->line = html_flow_line(flow, from);
    return node;
}

struct node *html_flow_classed(struct html_flow *flow, const struct dom *from, struct node *around)
{
    uint32_t signature = html_signature(from);
    part_touching(flow, from, around, signature);
    struct node *node = html_flow_inline(flow, from, around, NODE_SPAN);
    mark_new(flow, node, signature);
    return node;
}

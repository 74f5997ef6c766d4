// SPDX-License-Identifier: MIT
#include "read/find/slice.h"

#include <string.h>

static void slice_text(struct slice *slice, struct node *parent, const struct node *node)
{
    size_t n = strlen(node->text), start = slice->at;
    slice->at += n;
    size_t from = MAX(slice->from, start), to = MIN(slice->to, start + n);
    if (from >= to)
        return;
    struct node *copy = node_new_text(slice->arena, parent, node->text + (from - start), to - from);
    copy->line = node->line;
    bool exact = node->source.end - node->source.start == n;
    if (exact && node->source.start != SPAN_NONE.start)
        copy->source =
            (struct span){node->source.start + (from - start), node->source.start + (to - start)};
}

void slice_into(struct slice *slice, struct node *parent, const struct node *node)
{
    if (node->kind == NODE_TEXT) {
        slice_text(slice, parent, node);
        return;
    }
    size_t start = slice->at;
    struct node *copy = node_new(slice->arena, parent, node->kind);
    copy->line = node->line;
    copy->lang = node->lang;
    copy->direction = node->direction;
    copy->href = node->href;
    copy->name = node->name;
    copy->text = node->text;
    copy->source = node->source;
    if (node->kind == NODE_BREAK)
        slice->at++;
    for (const struct node *child = node->first; child; child = child->next)
        slice_into(slice, copy, child);
    bool outside = start < slice->from || start >= slice->to;
    if (!copy->first && (outside || node->first))
        node_detach(copy);
}

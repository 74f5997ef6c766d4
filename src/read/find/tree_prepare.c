// SPDX-License-Identifier: MIT
#include "read/find/tree_prepare.h"

#include "read/find/leads.h"
#include "read/find/measure.h"
#include "read/find/slice.h"
#include "read/find/tree_units.h"
#include "read/fold.h"

#include <string.h>

// ---- names behind their heading ----

// What the form knows of a block holds for what it is parted into.
static void copy_mark(struct reader *reader, const struct node *from, const struct node *to)
{
    const struct mark *mark = reader->marks ? g_hash_table_lookup(reader->marks, from) : NULL;
    if (mark)
        g_hash_table_insert(reader->marks, (gpointer)to, g_memdup2(mark, sizeof *mark));
}

static struct node *block_before(struct reader *reader, struct node *block, const struct node *like)
{
    struct node *part = node_new(reader->document->arena, NULL, NODE_PARAGRAPH);
    part->line = like->line;
    part->source = like->source;
    part->lang = like->lang;
    part->direction = like->direction;
    node_insert_before(part, block);
    copy_mark(reader, like, part);
    return part;
}

static void take_slice(struct reader *reader, struct node *part, const struct node *block,
                       size_t from, size_t to)
{
    struct slice slice = {reader->document->arena, 0, from, to};
    for (const struct node *node = block->first; node; node = node->next)
        slice_into(&slice, part, node);
}

static void part_run_in(struct reader *reader, struct node *block)
{
    GString *text = g_string_new(NULL);
    node_append_text(block, text);
    size_t cue = run_in_cue(reader->tables, text->str, text->len);
    if (cue) {
        struct node *heading = block_before(reader, block, block);
        take_slice(reader, heading, block, 0, text_trimmed(text->str, cue));
        take_slice(reader, block_before(reader, block, block), block, cue, text->len);
        node_detach(block);
    }
    g_string_free(text, TRUE);
}

// ---- lists below the items of a list ----

static struct node *nested_list(const struct node *entry)
{
    struct node *last = entry->last;
    return last && last->kind == NODE_LIST && !last->list.stream ? last : NULL;
}

static bool names_group(const struct reader *reader, const struct node *entry)
{
    enum { BYTES_MOST = 90 };
    GString *text = g_string_new(NULL);
    node_append_text(entry, text);
    size_t n = text_trimmed(text->str, text->len);
    bool names = n && n <= BYTES_MOST &&
                 (text_names_country(text->str, n) ||
                  (tables_topics(reader->tables, text->str, n) & (TOPIC_GROUP | TOPIC_SIGN)));
    g_string_free(text, TRUE);
    return names;
}

// Two items and more, most of them with a list below, and most of these a country or a group.
static bool is_of_groups(const struct reader *reader, const struct node *list)
{
    size_t entries = 0, nested = 0, groups = 0;
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        entries++;
        if (!nested_list(entry))
            continue;
        nested++;
        groups += names_group(reader, entry);
    }
    return nested >= 2 && nested * 10 >= entries * 6 && groups * 10 >= nested * 6;
}

static void part_groups(struct reader *reader, struct node *list)
{
    for (struct node *entry = list->first, *next; entry; entry = next) {
        next = entry->next;
        struct node *nested = nested_list(entry);
        struct node *heading = block_before(reader, list, entry);
        for (struct node *child = entry->first, *after; child; child = after) {
            after = child->next;
            if (!node_is_inline(child))
                continue;
            node_detach(child);
            node_append_child(heading, child);
        }
        if (!nested)
            continue;
        node_detach(nested);
        node_insert_before(nested, list);
    }
    node_detach(list);
}

void tree_prepare(struct reader *reader)
{
    for (struct node *block = reader->document->root->first, *next; block; block = next) {
        next = block->next;
        if (block->kind == NODE_PARAGRAPH)
            part_run_in(reader, block);
        else if (block->kind == NODE_LIST && !block->list.stream && is_of_groups(reader, block))
            part_groups(reader, block);
    }
}

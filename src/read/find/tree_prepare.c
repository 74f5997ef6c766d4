// SPDX-License-Identifier: MIT
#include "read/find/tree_prepare.h"

#include "language/country.h"
#include "read/find/measure.h"
#include "read/find/slice.h"
#include "read/find/soft_lines.h"
#include "read/find/tree_tables.h"
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

// A heading of its own says that it heads what is below.
static bool is_headed(const struct node *entry)
{
    return entry->first && entry->first->kind == NODE_HEADING;
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
        groups += is_headed(entry) || names_group(reader, entry);
    }
    return nested >= 2 && nested * 10 >= entries * 6 && groups * 10 >= nested * 6;
}

static void part_groups(struct reader *reader, struct node *list)
{
    for (struct node *entry = list->first, *next; entry; entry = next) {
        next = entry->next;
        struct node *heading =
            entry->first && node_is_inline(entry->first) ? block_before(reader, list, entry) : NULL;
        for (struct node *child = entry->first, *after; child; child = after) {
            after = child->next;
            node_detach(child);
            if (node_is_inline(child) && heading)
                node_append_child(heading, child);
            else
                node_insert_before(child, list);
        }
    }
    node_detach(list);
}

// ---- names that are headings ----

static bool is_office(const struct node *block)
{
    enum { BYTES_MOST = 220 };
    if (!block || block->kind != NODE_PARAGRAPH)
        return false;
    GString *text = g_string_new(NULL);
    node_append_text(block, text);
    bool is = text->len && text->len <= BYTES_MOST && !text_ends_sentence(text->str, text->len);
    g_string_free(text, TRUE);
    return is;
}

// How many short lines stand right below a heading, of `most` at most.
static size_t offices_below(const struct node *heading, size_t most)
{
    size_t lines = 0;
    for (const struct node *block = heading->next; is_office(block) && lines < most;
         block = block->next)
        lines++;
    return lines;
}

static void mark_card(struct reader *reader, const struct node *block, uint32_t card)
{
    struct mark *mark = g_hash_table_lookup(reader->marks, block);
    if (!mark) {
        mark = g_new0(struct mark, 1);
        g_hash_table_insert(reader->marks, (gpointer)block, mark);
    }
    mark->card = card;
}

static struct node *block_after(struct node *heading, size_t lines)
{
    struct node *block = heading->next;
    while (lines--)
        block = block->next;
    return block;
}

// Names that are headings of one level, each with an office below: cards. Returns the last block
// that was looked at.
static struct node *mark_headed(struct reader *reader, struct node *heading, uint32_t *card)
{
    enum { LEAST = 4, LINES_MOST = 3 };
    size_t count = 0, first = offices_below(heading, LINES_MOST);
    struct node *end = heading, *last = heading;
    while (end && end->kind == NODE_HEADING && end->level == heading->level) {
        size_t lines = offices_below(end, LINES_MOST);
        if (!lines)
            break;
        last = end;
        end = block_after(end, lines);
        // What follows the last name is not all said of it.
        if (!end || end->kind != NODE_HEADING || end->level != heading->level)
            end = block_after(last, MIN(lines, first));
        count++;
    }
    for (struct node *block = heading; count >= LEAST && block && block != end;
         block = block->next) {
        *card += block->kind == NODE_HEADING;
        mark_card(reader, block, *card);
    }
    return last;
}

static void mark_cards(struct reader *reader)
{
    enum { FIRST = 1u << 30 }; // beyond those of pages
    uint32_t card = FIRST;
    for (struct node *block = reader->document->root->first; block; block = block->next) {
        if (block->kind == NODE_HEADING && offices_below(block, 1))
            block = mark_headed(reader, block, &card);
    }
}

void tree_prepare(struct reader *reader)
{
    if (!reader->marks)
        reader->marks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    bool markdown = strcmp(reader->document->form, "markdown") == 0;
    for (struct node *block = reader->document->root->first, *next; block; block = next) {
        next = block->next;
        if (block->kind == NODE_PARAGRAPH && markdown)
            soft_lines_part(reader, block);
        if (block->kind == NODE_PARAGRAPH)
            part_run_in(reader, block);
        else if (block->kind == NODE_LIST && !block->list.stream && is_of_groups(reader, block))
            part_groups(reader, block);
        else if (block->kind == NODE_TABLE)
            tree_table_part(reader, block);
    }
    mark_cards(reader);
}

// SPDX-License-Identifier: MIT
#include "read/markdown/markdown_tail.h"

#include "base/path.h"
#include "read/capture/footnotes.h"
#include "read/capture/roles.h"
#include "read/fold.h"
#include "read/list/entry.h"
#include "read/list/entry_table.h"
#include "read/list/signatories.h"

#include <string.h>

static const char marker_name[] = "signatories";

struct node *markdown_marker_new(struct arena *arena, struct node *parent)
{
    struct node *marker = node_new(arena, parent, NODE_RULE);
    marker->name = marker_name;
    return marker;
}

static bool is_marker(const struct node *node)
{
    return node->kind == NODE_RULE && node->name == marker_name;
}

static struct node *find_marker(const struct node *root)
{
    struct node *node = root->first;
    while (node && !is_marker(node))
        node = node->next;
    return node;
}

static struct node *make_list(struct reader *reader, struct node *node)
{
    if (node->kind == NODE_TABLE)
        node = entries_from_table(reader, node);
    else if (node->kind == NODE_PARAGRAPH)
        node = entries_from_lines(reader->document->arena, node);
    node->list.kind = LIST_SIGNATORIES;
    for (struct node *entry = node->first; entry; entry = entry->next)
        entry_split_affiliation(reader->document->arena, entry);
    return node;
}

// A paragraph right above a list or its marker is a note on it.
static bool stands_above_list(const struct node *next)
{
    return next && (next->kind == NODE_LIST || next->kind == NODE_TABLE || is_marker(next));
}

// "Copies to:" above a list that is another's than the signatories'.
static bool opens_other(const struct node *node)
{
    const struct node *next = node->next;
    if (node->kind != NODE_PARAGRAPH || !next || next->kind != NODE_LIST)
        return false;
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    gunichar last = text_last_char(text->str, text->len);
    g_string_free(text, TRUE);
    return last == ':' || last == 0xFF1A;
}

// "Notes", "How to sign": what stands below is none of the signatories'.
static bool heads_other(const struct reader *reader, const struct node *heading)
{
    GString *text = g_string_new(NULL);
    node_append_text(heading, text);
    unsigned topics = tables_topics(reader->tables, text->str, text->len);
    g_string_free(text, TRUE);
    return (topics & (TOPIC_NOT | TOPIC_PAGE)) && !(topics & TOPIC_GROUP);
}

// A sentence on its own, as the body of a letter in another language has below its title.
static bool is_prose(const struct node *paragraph)
{
    enum { SENTENCE_LEAST = 60 };
    for (const struct node *child = paragraph->first; child; child = child->next) {
        if (child->kind == NODE_BREAK)
            return false;
    }
    GString *text = g_string_new(NULL);
    node_append_text(paragraph, text);
    bool is = text->len >= SENTENCE_LEAST && text_ends_sentence(text->str, text->len);
    g_string_free(text, TRUE);
    return is;
}

// After a marker, headings aside, the first block is a list; later paragraphs are notes.
static void assign_marked(struct reader *reader, struct node *marker)
{
    bool list_next = true, ended = false, listed = false;
    for (struct node *node = marker->next, *next; node; node = next) {
        next = node->next;
        if (is_marker(node) || node->kind == NODE_HEADING) {
            ended = !is_marker(node) && heads_other(reader, node);
            list_next = !ended;
        } else if (ended) {
            continue;
        } else if (listed && list_next && node->kind == NODE_PARAGRAPH && is_prose(node)) {
            ended = true;
        } else if (!list_next && opens_other(node)) {
            next = next->next;
        } else if (node->kind == NODE_LIST || node->kind == NODE_TABLE ||
                   (node->kind == NODE_PARAGRAPH && list_next && !stands_above_list(next))) {
            make_list(reader, node);
            list_next = false;
            listed = true;
        } else if (node->kind == NODE_PARAGRAPH) {
            node->kind = NODE_NOTE;
        }
    }
}

static void remove_markers(struct node *root)
{
    for (struct node *node = root->first, *next; node; node = next) {
        next = node->next;
        if (is_marker(node))
            node_detach(node);
    }
}

// Closing and signature are before the signatories, or at the end of the body.
static void place_tail(struct node *root, struct node *tail, struct node *before)
{
    for (struct node *node = root->first; node && !before; node = node->next) {
        if (node->kind == NODE_FOOTNOTE || node->kind == NODE_NOTE ||
            (node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES))
            before = node;
    }
    while (before && before->kind != NODE_FOOTNOTE && before->previous &&
           before->previous->kind == NODE_HEADING)
        before = before->previous; // the list's own heading
    for (struct node *node = tail->first, *next; node; node = next) {
        next = node->next;
        node_detach(node);
        if (before)
            node_insert_before(node, before);
        else
            node_append_child(root, node);
    }
}

static bool place_list(struct reader *reader, const struct front_matter *matter, GError **error)
{
    struct node *list = matter->entries;
    if (matter->signatories && !reader->options->signatories) {
        char *path = path_beside(reader->source->path, matter->signatories);
        list = signatories_read(reader, path, reader->source->path, error);
        g_free(path);
        if (!list)
            return false;
    }
    if (list)
        signatories_place(reader->document, list);
    return true;
}

bool markdown_tail_assign(struct reader *reader, const struct front_matter *matter, GError **error)
{
    struct node *root = reader->document->root;
    struct node *marker = find_marker(root);
    if (marker) {
        reader->signatories_given = true;
        assign_marked(reader, marker);
    }
    footnotes_find(reader->document);
    roles_assign(reader);
    place_tail(root, matter->tail, marker);
    remove_markers(root);
    return place_list(reader, matter, error);
}

// SPDX-License-Identifier: MIT
#include "read/house.h"

#include <string.h>

static const struct node *block_of(const struct node *root, enum node_kind kind)
{
    const struct node *node = root->first;
    while (node && node->kind != kind)
        node = node->next;
    return node;
}

// Before all that is there, but for a letterhead.
static void put_first(struct node *root, struct node *node)
{
    struct node *first = root->first;
    if (first && first->kind == NODE_LETTERHEAD)
        first = first->next;
    if (first)
        node_insert_before(node, first);
    else
        node_append_child(root, node);
}

static void put_sender(struct document *document, const char *from)
{
    struct node *sender = node_new(document->arena, NULL, NODE_SENDER);
    char **lines = g_strsplit(from, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (sender->first)
            node_new(document->arena, sender, NODE_BREAK);
        node_new_text(document->arena, sender, *line, strlen(*line));
    }
    g_strfreev(lines);
    put_first(document->root, sender);
}

static void put_logo(struct document *document, const char *file, const char *text)
{
    struct node *head = node_new(document->arena, NULL, NODE_LETTERHEAD);
    struct node *image = node_new(document->arena, head, NODE_IMAGE);
    image->href = arena_strdup(document->arena, file);
    image->text = arena_strdup(document->arena, text ? text : "");
    put_first(document->root, head);
}

void house_stand_in(struct reader *reader, const struct read_house *house)
{
    struct document *document = reader->document;
    struct node *root = document->root;
    if (house->lang && !root->lang)
        root->lang = arena_strdup(document->arena, house->lang);
    if (house->from && !block_of(root, NODE_SENDER))
        put_sender(document, house->from);
    if (house->logo && !block_of(root, NODE_LETTERHEAD))
        put_logo(document, house->logo, house->logo_text);
}

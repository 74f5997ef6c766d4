// SPDX-License-Identifier: MIT
// A letter as an indented tree, one node a line, for cases that no reader is needed for:
//
//     document lang=ar dir=rtl
//       paragraph "text"                a block's text stands on its own line ...
//       paragraph                       ... or below it, as inlines
//         text "see "
//         link href=https://example.org "here"
//       list kind=signatories
//         entry label="1." "name"
#ifndef WARRAQ_TESTS_LAYOUT_TREE_H
#define WARRAQ_TESTS_LAYOUT_TREE_H

#include "model/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum node_kind tree_kind(const char *name)
{
    for (int kind = NODE_DOCUMENT; kind <= NODE_AFFILIATION; kind++) {
        if (strcmp(node_kind_name((enum node_kind)kind), name) == 0)
            return (enum node_kind)kind;
    }
    fprintf(stderr, "no such node: %s\n", name);
    abort();
}

static enum direction tree_direction(const char *value)
{
    return strcmp(value, "rtl") == 0   ? DIRECTION_RTL
           : strcmp(value, "ltr") == 0 ? DIRECTION_LTR
                                       : DIRECTION_AUTO;
}

static void tree_attribute(struct document *document, struct node *node, const char *key,
                           const char *value)
{
    char *copy = arena_strdup(document->arena, value);
    if (strcmp(key, "lang") == 0)
        node->lang = copy;
    else if (strcmp(key, "dir") == 0)
        node->direction = tree_direction(value);
    else if (strcmp(key, "href") == 0)
        node->href = copy;
    else if (strcmp(key, "name") == 0)
        node->name = copy;
    else if (strcmp(key, "alt") == 0)
        node->text = copy;
    else if (strcmp(key, "level") == 0)
        node->level = atoi(value);
    else if (strcmp(key, "label") == 0)
        node->entry.label = copy;
    else if (strcmp(key, "header") == 0)
        node->cell.header = true;
    else if (strcmp(key, "align") == 0)
        node->cell.align = tree_direction(value);
    else if (strcmp(key, "kind") == 0)
        node->list.kind = strcmp(value, "ordered") == 0  ? LIST_ORDERED
                          : strcmp(value, "bullet") == 0 ? LIST_BULLET
                                                         : LIST_SIGNATORIES;
    else
        abort();
}

// A word, or a string in quotes with \" \\ \n; *at moves behind it.
static char *tree_value(const char **at)
{
    GString *value = g_string_new(NULL);
    bool quoted = **at == '"';
    *at += quoted;
    while (**at && (quoted ? **at != '"' : **at != ' ')) {
        if (quoted && **at == '\\')
            ++*at;
        g_string_append_c(value, **at == 'n' && (*at)[-1] == '\\' ? '\n' : **at);
        ++*at;
    }
    *at += quoted && **at;
    return g_string_free(value, FALSE);
}

static void tree_text(struct document *document, struct node *node, const char *text)
{
    if (node->kind == NODE_TEXT)
        node->text = arena_strdup(document->arena, text);
    else
        node_new_text(document->arena, node, text, strlen(text));
    if (node->kind == NODE_TITLE)
        document->title = arena_strdup(document->arena, text);
}

static void tree_rest(struct document *document, struct node *node, const char *at)
{
    while (*at) {
        at += strspn(at, " ");
        size_t n = strcspn(at, "= \"");
        if (*at == '"') {
            char *text = tree_value(&at);
            tree_text(document, node, text);
            g_free(text);
        } else if (at[n] == '=') {
            char *key = g_strndup(at, n);
            at += n + 1;
            char *value = tree_value(&at);
            tree_attribute(document, node, key, value);
            g_free(key);
            g_free(value);
        } else if (*at) {
            abort();
        }
    }
}

/* Lines that begin with '#' are passed over. The caller frees the document. */
static struct document *tree_read(const char *text)
{
    enum { DEEPEST = 32 };
    struct document *document = document_new();
    struct node *path[DEEPEST] = {document->root};
    char **lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i]; i++) {
        size_t indent = strspn(lines[i], " ");
        const char *at = lines[i] + indent;
        if (!*at || *at == '#')
            continue;
        size_t depth = indent / 2, n = strcspn(at, " ");
        char *name = g_strndup(at, n);
        if (depth > 0)
            path[depth] = node_new(document->arena, path[depth - 1], tree_kind(name));
        tree_rest(document, path[depth], at + n);
        g_free(name);
    }
    g_strfreev(lines);
    return document;
}

#endif

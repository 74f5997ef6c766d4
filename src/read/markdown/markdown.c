// SPDX-License-Identifier: MIT
// CommonMark with tables and footnotes by cmark-gfm: its tree becomes ours. The walk is cmark's
// own iterator with a bounded stack, so nesting of any depth costs no stack.
#include "base/error.h"
#include "read/markdown/front_matter.h"
#include "read/markdown/markdown_block.h"
#include "read/markdown/markdown_leaf.h"
#include "read/markdown/markdown_parse.h"
#include "read/markdown/markdown_tail.h"

#include <string.h>

enum { LINE_BYTES_MOST = 1024 * 1024, NOTES_MOST = 20 };

static void strike(struct markdown_tree *tree, cmark_node *struck)
{
    GString *text = g_string_new(NULL);
    cmark_iter *iter = cmark_iter_new(struck);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        const char *literal = cmark_node_get_literal(cmark_iter_get_node(iter));
        g_string_append(text, literal ? literal : "");
    }
    cmark_iter_free(iter);
    markdown_tree_strike(tree, text);
    g_string_free(text, TRUE);
}

// What is left of an item that was struck out goes with it.
static void drop_remnant(struct markdown_tree *tree, struct node *entry)
{
    if (entry->kind != NODE_ENTRY || !tree->strikes || !reader_is_remnant(entry) ||
        (entry->first && !node_is_inline(entry->first)))
        return;
    node_detach(entry);
    tree->strikes = 0;
}

static bool is_struck(cmark_node *node)
{
    return strcmp(cmark_node_get_type_string(node), "strikethrough") == 0;
}

static void convert(struct markdown_tree *tree, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (node == document)
            continue;
        // cmark's iterator leaves a reference as if it could hold something.
        bool leaf = cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE;
        if (event == CMARK_EVENT_EXIT && leaf)
            continue;
        struct node *left = markdown_tree_top(tree);
        if (event == CMARK_EVENT_EXIT) {
            markdown_block_leave(tree, node);
            drop_remnant(tree, left);
        } else if (is_struck(node)) {
            strike(tree, node);
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
        } else if (!markdown_leaf(tree, node))
            markdown_block_enter(tree, node);
    }
    cmark_iter_free(iter);
}

// A comment that is never closed would swallow the rest of the letter. Its "<" is blanked.
static char *copy_body(struct markdown_tree *tree)
{
    char *body = g_strdup(tree->reader->source->text->str + tree->places.offset);
    const char *last_close = g_strrstr(body, "-->");
    for (char *p = body; (p = strstr(p, "<!--")) != NULL; p += 4) {
        if (last_close && last_close >= p + 2)
            continue;
        size_t at = tree->places.offset + (size_t)(p - body);
        notes_add(tree->notes, DIAG_WARNING, "comment-unclosed",
                  source_span(tree->reader->source, at, at + 4),
                  "this comment has no end; what follows it is read as text");
        *p = ' ';
    }
    return body;
}

static void read_body(struct markdown_tree *tree)
{
    char *body = copy_body(tree);
    markdown_places_find(&tree->places, body);
    markdown_tree_push(tree, tree->reader->document->root, NULL);
    cmark_parser *parser;
    bool wide;
    cmark_node *document = markdown_parse(body, tree->places.length, &wide, &parser);
    if (wide)
        notes_add(tree->notes, DIAG_WARNING, "table-wide", SPAN_NONE,
                  "a table of more than 100 columns; tables are read as text");
    convert(tree, document);
    cmark_node_free(document);
    cmark_parser_free(parser);
    g_free(body);
}

bool markdown_read(struct reader *reader, GError **error)
{
    if (!source_check_lines(reader->source, LINE_BYTES_MOST, error))
        return false;
    size_t line = markdown_too_open(reader->source->text->str, reader->source->text->len);
    if (line) {
        fault_set(error, FAULT_INVALID,
                  "%s:%zu:1: more than a thousand \"<!\" or \"<?\" without an end "
                  "[markup-unclosed]",
                  reader->source->path, line);
        return false;
    }
    struct front_matter matter;
    if (!front_matter_read(reader, &matter, error))
        return false;
    struct markdown_tree tree = {
        .reader = reader,
        .arena = reader->document->arena,
        .notes = notes_new(reader->diag, NOTES_MOST),
        .places = {.source = reader->source, .offset = matter.end, .first_line = matter.lines},
    };
    read_body(&tree);
    g_array_unref(tree.places.lines);
    notes_finish(tree.notes);
    reader->authored = true;
    return markdown_tail_assign(reader, &matter, error);
}

// SPDX-License-Identifier: MIT
#include "model/node.h"

#include <assert.h>
#include <string.h>

static const char *const kind_names[] = {
    [NODE_DOCUMENT] = "document",
    [NODE_TITLE] = "title",
    [NODE_HEADING] = "heading",
    [NODE_ADDRESSEE] = "addressee",
    [NODE_SALUTATION] = "salutation",
    [NODE_PARAGRAPH] = "paragraph",
    [NODE_CLOSING] = "closing",
    [NODE_SENDER] = "sender",
    [NODE_DATE] = "date",
    [NODE_REFERENCE] = "reference",
    [NODE_SUBJECT] = "subject",
    [NODE_SIGNATURE] = "signature",
    [NODE_ENCLOSURES] = "enclosures",
    [NODE_COPY] = "copy",
    [NODE_NOTE] = "note",
    [NODE_CAPTION] = "caption",
    [NODE_LIST] = "list",
    [NODE_ENTRY] = "entry",
    [NODE_QUOTE] = "quote",
    [NODE_TABLE] = "table",
    [NODE_ROW] = "row",
    [NODE_CELL] = "cell",
    [NODE_FIGURE] = "figure",
    [NODE_FOOTNOTE] = "footnote",
    [NODE_RULE] = "rule",
    [NODE_LETTERHEAD] = "letterhead",
    [NODE_TEXT] = "text",
    [NODE_EMPHASIS] = "emphasis",
    [NODE_STRONG] = "strong",
    [NODE_CODE] = "code",
    [NODE_SPAN] = "span",
    [NODE_LINK] = "link",
    [NODE_BREAK] = "break",
    [NODE_IMAGE] = "image",
    [NODE_FOOTNOTE_REF] = "footnote-ref",
    [NODE_AFFILIATION] = "affiliation",
};

const char *node_kind_name(enum node_kind kind)
{
    return kind_names[kind];
}

bool node_is_tail(enum node_kind kind)
{
    return kind == NODE_CLOSING || kind == NODE_SIGNATURE || kind == NODE_ENCLOSURES ||
           kind == NODE_COPY;
}

bool node_is_inline(const struct node *node)
{
    return node->kind >= NODE_TEXT;
}

void node_append_child(struct node *parent, struct node *node)
{
    assert(!node->parent);
    node->parent = parent;
    node->previous = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

struct node *node_new(struct arena *arena, struct node *parent, enum node_kind kind)
{
    struct node *node = ARENA_NEW(arena, struct node);
    node->kind = kind;
    node->source = SPAN_NONE;
    node->entry.number = NUMBER_NONE;
    if (parent)
        node_append_child(parent, node);
    return node;
}

struct node *node_new_text(struct arena *arena, struct node *parent, const char *text, size_t n)
{
    struct node *node = node_new(arena, parent, NODE_TEXT);
    node->text = arena_strndup(arena, text, n);
    return node;
}

// A stream that reads another's and leaves it to its owner.
struct lent_stream {
    struct node_stream stream;
    struct node_stream *of;
};

static bool lent_rewind(struct node_stream *stream, GError **error)
{
    struct node_stream *of = ((struct lent_stream *)stream)->of;
    return of->rewind(of, error);
}

static struct node *lent_next(struct node_stream *stream, struct arena *arena, GError **error)
{
    struct node_stream *of = ((struct lent_stream *)stream)->of;
    return of->next(of, arena, error);
}

static void lent_free(struct node_stream *stream)
{
    g_free(stream);
}

static struct node_stream *node_stream_lend(struct node_stream *of)
{
    struct lent_stream *lent = g_new0(struct lent_stream, 1);
    lent->stream =
        (struct node_stream){.rewind = lent_rewind, .next = lent_next, .free = lent_free};
    lent->of = of;
    return &lent->stream;
}

struct node *node_copy(struct arena *arena, struct node *parent, const struct node *node)
{
    struct node *copy = ARENA_NEW(arena, struct node);
    *copy = *node;
    copy->parent = copy->first = copy->last = copy->next = copy->previous = NULL;
    copy->list.stream = node->list.stream ? node_stream_lend(node->list.stream) : NULL;
    copy->lang = arena_strdup(arena, node->lang);
    copy->text = arena_strdup(arena, node->text);
    copy->href = arena_strdup(arena, node->href);
    copy->name = arena_strdup(arena, node->name);
    copy->entry.label = arena_strdup(arena, node->entry.label);
    if (parent)
        node_append_child(parent, copy);
    for (const struct node *child = node->first; child; child = child->next)
        node_copy(arena, copy, child);
    return copy;
}

void node_detach(struct node *node)
{
    struct node *parent = node->parent;
    if (!parent)
        return;
    if (node->previous)
        node->previous->next = node->next;
    else
        parent->first = node->next;
    if (node->next)
        node->next->previous = node->previous;
    else
        parent->last = node->previous;
    node->parent = node->next = node->previous = NULL;
}

void node_insert_before(struct node *node, struct node *sibling)
{
    assert(!node->parent && sibling->parent);
    node->parent = sibling->parent;
    node->next = sibling;
    node->previous = sibling->previous;
    if (sibling->previous)
        sibling->previous->next = node;
    else
        sibling->parent->first = node;
    sibling->previous = node;
}

void node_insert_after(struct node *node, struct node *sibling)
{
    if (sibling->next)
        node_insert_before(node, sibling->next);
    else
        node_append_child(sibling->parent, node);
}

const char *node_lang(const struct node *node)
{
    for (; node; node = node->parent) {
        if (node->lang)
            return node->lang;
    }
    return NULL;
}

void node_append_text(const struct node *node, GString *out)
{
    if (node->kind == NODE_TEXT)
        g_string_append(out, node->text);
    else if (node->kind == NODE_BREAK)
        g_string_append_c(out, '\n');
    for (const struct node *child = node->first; child; child = child->next) {
        if (node_is_inline(child))
            node_append_text(child, out);
    }
}

struct node_cursor node_cursor_start(const struct node *list, GError **error)
{
    struct node_cursor cursor = {list->first, list->list.stream};
    if (cursor.stream && !cursor.stream->rewind(cursor.stream, error))
        return (struct node_cursor){NULL, NULL};
    return cursor;
}

const struct node *node_cursor_next(struct node_cursor *cursor, struct arena *arena, GError **error)
{
    if (cursor->stream)
        return cursor->stream->next(cursor->stream, arena, error);
    const struct node *entry = cursor->next;
    if (entry)
        cursor->next = entry->next;
    return entry;
}

bool node_cursor_go(struct node_cursor *cursor, const struct node *list, size_t at, size_t to,
                    GError **error)
{
    GError *fault = NULL;
    struct node_stream *stream = cursor->stream;
    if (at == to || (stream && stream->seek && stream->seek(stream, to)))
        return true;
    if (to < at) {
        *cursor = node_cursor_start(list, &fault);
        at = 0;
    }
    struct arena *scratch = arena_new();
    for (; !fault && at < to && node_cursor_next(cursor, scratch, &fault); at++)
        arena_reset(scratch);
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

// SPDX-License-Identifier: MIT
#include "read/list/list_stream.h"

#include "read/list/entry.h"

// A line that is not blank, in bytes of the repaired text, white space at both ends left out.
struct place {
    uint32_t start, end;
    uint32_t last;   // where its entry ends, for an entry's first line
    uint32_t number; // of the line
    bool further;    // below an entry's first line; else its label:
    uint32_t label, skip;
    int32_t value; // nine digits at most, or NUMBER_NONE
};

struct list_stream {
    struct node_stream stream; // first: the model sees only this
    const struct node *list;
    struct source *source;
    GArray *places;
    guint at;
};

static struct place *place_at(const struct list_stream *from, guint index)
{
    return &g_array_index(from->places, struct place, index);
}

static void add_text(const struct list_stream *from, struct arena *arena, struct node *parent,
                     const struct place *place, size_t start)
{
    const char *text = from->source->text->str;
    struct node *node = node_new_text(arena, parent, text + start, place->end - start);
    node->source = source_span(from->source, start, place->end);
    node->line = place->number;
}

static struct node *list_stream_next(struct node_stream *stream, struct arena *arena,
                                     GError **error)
{
    (void)error;
    struct list_stream *from = (struct list_stream *)stream;
    if (from->at >= from->places->len)
        return NULL;
    const struct place *own = place_at(from, from->at++);
    const char *text = from->source->text->str + own->start;
    struct node *entry = node_new(arena, NULL, NODE_ENTRY);
    entry->parent = (struct node *)from->list;
    entry->line = own->number;
    entry->source = source_span(from->source, own->start, own->last);
    entry->entry.label = arena_strndup(arena, text, own->label);
    entry->entry.number = own->value;
    add_text(from, arena, entry, own, MIN(own->start + own->skip, own->end));
    for (; from->at < from->places->len && place_at(from, from->at)->further; from->at++) {
        node_new(arena, entry, NODE_BREAK);
        add_text(from, arena, entry, place_at(from, from->at), place_at(from, from->at)->start);
    }
    if (from->list->list.kind == LIST_SIGNATORIES)
        entry_split_affiliation(arena, entry);
    return entry;
}

static bool list_stream_rewind(struct node_stream *stream, GError **error)
{
    (void)error;
    ((struct list_stream *)stream)->at = 0;
    return true;
}

static void list_stream_free(struct node_stream *stream)
{
    struct list_stream *from = (struct list_stream *)stream;
    source_free(from->source);
    g_array_unref(from->places);
    g_free(from);
}

static void add_places(struct list_stream *from, const struct capture *capture, guint first,
                       guint end)
{
    guint entry = 0;
    for (guint i = first; i < end; i++) {
        const struct line *line = capture_line(capture, i);
        bool further = line->label.kind == LABEL_NONE;
        if (further)
            place_at(from, entry)->last = (uint32_t)line->end;
        else
            entry = from->places->len;
        if (further && line->blank)
            continue;
        struct place place = {.start = (uint32_t)line->start,
                              .end = (uint32_t)line->end,
                              .last = (uint32_t)line->end,
                              .number = (uint32_t)line->number,
                              .further = further,
                              .label = (uint32_t)line->label.length,
                              .skip = (uint32_t)line->label.skip,
                              .value = (int32_t)line->label.number};
        g_array_append_val(from->places, place);
    }
}

struct node_stream *list_stream_new(const struct capture *capture, struct node *list, guint first,
                                    guint end)
{
    struct list_stream *from = g_new0(struct list_stream, 1);
    from->stream = (struct node_stream){list_stream_rewind, list_stream_next, list_stream_free};
    from->list = list;
    from->source = source_ref(capture->reader->source);
    from->places = g_array_sized_new(FALSE, FALSE, sizeof(struct place), end - first);
    add_places(from, capture, first, end);
    return &from->stream;
}

void list_stream_hold(struct arena *arena, struct node *list)
{
    struct node_stream *stream = list->kind == NODE_LIST ? list->list.stream : NULL;
    if (!stream)
        return;
    stream->rewind(stream, NULL);
    for (struct node *entry; (entry = stream->next(stream, arena, NULL)) != NULL;) {
        entry->parent = NULL;
        node_append_child(list, entry);
    }
    stream->free(stream);
    list->list.stream = NULL;
}

// SPDX-License-Identifier: MIT
#include "read/list/list_stream.h"

#include "read/list/entry.h"
#include "read/list/stream_parts.h"

struct list_stream {
    struct node_stream stream; // first: the model sees only this
    const struct node *list;
    struct source *source;
    GArray *places;
    guint at;
    GArray *parts;  // NULL until it is identified
    GArray *starts; // guint: the place where each entry begins
};

static struct list_place *place_at(const struct list_stream *from, guint index)
{
    return &g_array_index(from->places, struct list_place, index);
}

static void add_text(const struct list_stream *from, struct arena *arena, struct node *parent,
                     const struct list_place *place, size_t start)
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
    const struct list_place *own = place_at(from, from->at++);
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

// As the entries would say it.
static bool list_stream_recall(struct node_stream *stream, int64_t *listed,
                               struct number_set *numbers)
{
    const struct list_stream *from = (const struct list_stream *)stream;
    for (guint i = 0; i < from->places->len; i++) {
        const struct list_place *place = place_at(from, i);
        *listed += !place->further;
        if (!place->further && place->value != NUMBER_NONE)
            number_set_add(numbers, place->value);
    }
    return true;
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
    g_clear_pointer(&from->parts, g_array_unref);
    g_clear_pointer(&from->starts, g_array_unref);
    g_free(from);
}

struct node_stream *list_stream_new(const struct source *source, struct node *list, GArray *places)
{
    struct list_stream *from = g_new0(struct list_stream, 1);
    from->stream = (struct node_stream){.rewind = list_stream_rewind,
                                        .next = list_stream_next,
                                        .free = list_stream_free,
                                        .recall = list_stream_recall};
    from->list = list;
    from->source = source_ref(source);
    from->places = places;
    return &from->stream;
}

static bool list_stream_seek(struct node_stream *stream, size_t entry)
{
    struct list_stream *from = (struct list_stream *)stream;
    bool there = entry < from->starts->len;
    from->at = there ? g_array_index(from->starts, guint, entry) : from->places->len;
    return true;
}

// What is said and how it is parted, wherever in the letter that stands.
static void say_place(const struct list_stream *from, const struct list_place *place, GString *said)
{
    const uint32_t parts[] = {place->end - place->start, place->further, place->label, place->skip,
                              (uint32_t)place->value};
    g_string_append_len(said, (const char *)parts, sizeof parts);
    g_string_append_len(said, from->source->text->str + place->start,
                        (gssize)(place->end - place->start));
}

void list_stream_identify(struct node_stream *stream)
{
    struct list_stream *from = (struct list_stream *)stream;
    struct stream_parts *parts = stream_parts_new();
    GString *said = g_string_new(NULL);
    from->starts = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < from->places->len;) {
        g_string_truncate(said, 0);
        g_array_append_val(from->starts, i);
        say_place(from, place_at(from, i), said);
        for (i++; i < from->places->len && place_at(from, i)->further; i++)
            say_place(from, place_at(from, i), said);
        stream_parts_add(parts, said->str, said->len);
    }
    g_string_free(said, TRUE);
    from->parts = stream_parts_end(parts);
    stream->parts = from->parts;
    stream->seek = list_stream_seek;
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

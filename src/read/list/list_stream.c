// SPDX-License-Identifier: MIT
#include "read/list/list_stream.h"

#include "base/facts.h"
#include "read/list/entry.h"

struct list_stream {
    struct node_stream stream; // first: the model sees only this
    const struct node *list;
    struct source *source;
    GArray *places;
    guint at;
    char *content;
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
    g_free(from->content);
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

// What is said and how it is parted, wherever in the letter that stands.
void list_stream_identify(struct node_stream *stream)
{
    struct list_stream *from = (struct list_stream *)stream;
    struct fact_key *key = fact_key_new("lines");
    fact_key_number(key, from->list->list.kind);
    for (guint i = 0; i < from->places->len; i++) {
        const struct list_place *place = place_at(from, i);
        const uint32_t parts[] = {place->end - place->start, place->further, place->label,
                                  place->skip, (uint32_t)place->value};
        fact_key_add(key, parts, sizeof parts);
        fact_key_add(key, from->source->text->str + place->start, place->end - place->start);
    }
    from->content = fact_key_end(key);
    stream->content = from->content;
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

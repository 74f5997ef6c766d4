// SPDX-License-Identifier: MIT
#include "model/document.h"

#include "model/stream_told.h"

#include <string.h>

static void source_free(void *data)
{
    struct document_source *source = data;
    if (source->bytes)
        g_bytes_unref(source->bytes);
    if (source->text)
        g_bytes_unref(source->text);
    if (source->copy)
        source->copy->free(source->copy);
}

static void list_free(void *data)
{
    struct document_list *list = data;
    g_clear_pointer(&list->countries, g_hash_table_unref);
    g_clear_pointer(&list->days, g_hash_table_unref);
}

static void picture_free(void *data)
{
    struct document_picture *picture = data;
    g_free(picture->path);
    g_bytes_unref(picture->bytes);
    g_free(picture);
}

struct document *document_new(void)
{
    struct arena *arena = arena_new();
    struct document *document = ARENA_NEW(arena, struct document);
    document->arena = arena;
    document->root = node_new(arena, NULL, NODE_DOCUMENT);
    document->title = "";
    document->form = "";
    document->sources = g_ptr_array_new_with_free_func(source_free);
    document->kept = g_ptr_array_new_with_free_func(picture_free);
    document->lists = g_ptr_array_new_with_free_func(list_free);
    document->set_aside = g_array_new(FALSE, FALSE, sizeof(struct set_aside));
    document->counts =
        (struct signatory_counts){.highest = -1, .stated_total = -1, .anonymous = -1};
    return document;
}

static void streams_free(struct node *node)
{
    if (node->list.stream)
        node->list.stream->free(node->list.stream);
    for (struct node *child = node->first; child; child = child->next)
        streams_free(child);
}

void document_free(struct document *document)
{
    if (!document)
        return;
    for (struct node *block = document->root->first; block; block = block->next)
        streams_free(block);
    g_ptr_array_unref(document->sources);
    g_array_unref(document->set_aside);
    g_ptr_array_unref(document->kept);
    g_ptr_array_unref(document->lists);
    arena_free(document->arena);
}

struct document_source *document_add_source(struct document *document, const char *path,
                                            GBytes *bytes, int64_t modified)
{
    struct document_source *source = ARENA_NEW(document->arena, struct document_source);
    source->path = arena_strdup(document->arena, path);
    const char *slash = strrchr(source->path, '/');
    source->name = slash ? slash + 1 : source->path;
    source->unnamed = strcmp(path, "-") == 0;
    if (source->unnamed)
        source->name = "standard-input";
    source->bytes = bytes ? g_bytes_ref(bytes) : NULL;
    source->text = bytes ? g_bytes_ref(bytes) : NULL;
    source->modified = modified;
    g_ptr_array_add(document->sources, source);
    return source;
}

bool document_source_hand_out(const struct document_source *source, GBytes **ret, GError **error)
{
    *ret = NULL;
    if (source->copy && !source->copy->make(source->copy, ret, error))
        return false;
    if (!*ret && source->bytes)
        *ret = g_bytes_ref(source->bytes);
    return true;
}

struct document_list *document_add_list(struct document *document,
                                        const struct document_source *source)
{
    struct document_list *list = ARENA_NEW(document->arena, struct document_list);
    list->arena = document->arena;
    list->source = source;
    g_ptr_array_add(document->lists, list);
    return list;
}

void document_keep(const struct document *document, const char *path, GBytes *bytes)
{
    struct document_picture *picture = g_new(struct document_picture, 1);
    *picture = (struct document_picture){g_strdup(path), g_bytes_ref(bytes)};
    g_ptr_array_add(document->kept, picture);
}

GBytes *document_lent(const struct document *document, const char *path)
{
    for (guint i = 0; document->lent && i < document->lent->len; i++) {
        const struct document_picture *picture = document->lent->pdata[i];
        if (g_strcmp0(picture->path, path) == 0)
            return g_bytes_ref(picture->bytes);
    }
    return NULL;
}

struct document *document_copy(const struct document *document)
{
    struct document *copy = document_new();
    copy->root = node_copy(copy->arena, NULL, document->root);
    copy->title = arena_strdup(copy->arena, document->title);
    copy->date = arena_strdup(copy->arena, document->date);
    copy->kind = arena_strdup(copy->arena, document->kind);
    copy->kind_beside = arena_strdup(copy->arena, document->kind_beside);
    copy->short_title = arena_strdup(copy->arena, document->short_title);
    copy->link = arena_strdup(copy->arena, document->link);
    copy->form = document->form;
    copy->counts = document->counts;
    for (guint i = 0; i < document->sources->len; i++) {
        const struct document_source *source = g_ptr_array_index(document->sources, i);
        struct document_source *own =
            document_add_source(copy, source->path, source->bytes, source->modified);
        own->name = arena_strdup(copy->arena, source->name);
        own->unnamed = source->unnamed;
    }
    g_array_append_vals(copy->set_aside, document->set_aside->data, document->set_aside->len);
    return copy;
}

static const struct node *find_signatories(const struct node *node)
{
    if (node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES)
        return node;
    for (const struct node *child = node->first; child; child = child->next) {
        const struct node *found = find_signatories(child);
        if (found)
            return found;
    }
    return NULL;
}

const struct node *document_signatories(const struct document *document)
{
    return find_signatories(document->root);
}

static bool count_list(const struct node *list, struct signatory_counts *counts,
                       struct number_set *numbers, GError **error)
{
    GError *fault = NULL;
    struct node_stream *stream = list->list.stream;
    if (stream && stream->recall && stream->recall(stream, &counts->listed, numbers))
        return true;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, &fault);
    struct stream_told *told = stream ? stream->told : NULL;
    const struct node *entry;
    stream_told_start(told);
    while (!fault && (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        counts->listed++;
        stream_told_add(told, entry);
        if (entry->entry.number != NUMBER_NONE)
            number_set_add(numbers, entry->entry.number);
        arena_reset(scratch);
    }
    arena_free(scratch);
    if (fault) {
        g_propagate_error(error, fault);
        return false;
    }
    stream_told_end(told);
    return true;
}

static bool count_below(const struct node *node, struct signatory_counts *counts,
                        struct number_set *numbers, GError **error)
{
    if (node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES)
        return count_list(node, counts, numbers, error);
    for (const struct node *child = node->first; child; child = child->next) {
        if (!count_below(child, counts, numbers, error))
            return false;
    }
    return true;
}

static void count_missing(struct document *document, const struct number_set *numbers)
{
    struct signatory_counts *counts = &document->counts;
    GArray *missing = g_array_new(FALSE, FALSE, sizeof(int64_t));
    counts->all_missing = MAX(numbers->highest, 0) - numbers->distinct;
    int64_t want = MIN(counts->all_missing, MISSING_MOST);
    for (int64_t number = 1; missing->len < want && number <= NUMBER_MOST; number++) {
        if (!number_set_has(numbers, number))
            g_array_append_val(missing, number);
    }
    counts->n_missing = missing->len;
    counts->missing = arena_memdup(document->arena, missing->data, missing->len * sizeof(int64_t));
    g_array_unref(missing);
}

static void count_withheld(struct document *document)
{
    size_t withheld = 0;
    for (guint i = 0; i < document->lists->len; i++) {
        const struct document_list *list = g_ptr_array_index(document->lists, i);
        withheld += list->refused + list->pending + list->anonymous;
    }
    if (withheld && document->counts.anonymous < 0)
        document->counts.anonymous = (int64_t)withheld;
}

bool document_count(struct document *document, GError **error)
{
    struct signatory_counts *counts = &document->counts;
    struct number_set numbers = number_set_new();
    counts->listed = 0;
    bool ok = count_below(document->root, counts, &numbers, error);
    counts->highest = numbers.highest;
    if (ok)
        count_missing(document, &numbers);
    count_withheld(document);
    number_set_clear(&numbers);
    return ok;
}

char *document_source_path(const struct document_source *source)
{
    return g_strconcat("source/", source->name, NULL);
}

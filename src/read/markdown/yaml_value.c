// SPDX-License-Identifier: MIT
// Built from libyaml's events, not its loader, so that depth and aliases are ours to bound.
#include "read/markdown/yaml_value.h"

#include "base/error.h"

#include <string.h>
#include "read/lazy_yaml.h"

enum { DEPTH_MOST = 16 };

struct loader {
    yaml_parser_t parser;
    struct arena *arena;
    GError *fault;
    bool strict; // a repeated key is a fault
};

static void loader_fault(struct loader *loader, const yaml_mark_t *mark, const char *reason)
{
    if (!loader->fault)
        loader->fault = g_error_new(FAULT, FAULT_INVALID, "line %zu, column %zu: %s [yaml]",
                                    mark->line + 1, mark->column + 1, reason);
}

static bool next_event(struct loader *loader, yaml_event_t *event)
{
    if (yaml_parser_parse(&loader->parser, event))
        return true;
    loader_fault(loader, &loader->parser.problem_mark,
                 loader->parser.problem ? loader->parser.problem : "cannot be read");
    return false;
}

static const struct yaml_value *load_value(struct loader *loader, const yaml_event_t *event,
                                           int depth);

struct items {
    GPtrArray *keys, *values;
};

static bool load_item(struct loader *loader, const yaml_event_t *first, bool map, int depth,
                      struct items *items)
{
    const struct yaml_value *value = load_value(loader, first, depth + 1);
    if (!value)
        return false;
    if (!map) {
        g_ptr_array_add(items->values, (gpointer)value);
        return true;
    }
    if (value->kind != YAML_TEXT) {
        loader_fault(loader, &first->start_mark, "a key is a text");
        return false;
    }
    for (guint i = 0; loader->strict && i < items->keys->len; i++) {
        if (strcmp(g_ptr_array_index(items->keys, i), value->text) == 0) {
            loader_fault(loader, &first->start_mark, "this key stands twice in one record");
            return false;
        }
    }
    g_ptr_array_add(items->keys, (gpointer)value->text);
    yaml_event_t event;
    if (!next_event(loader, &event))
        return false;
    const struct yaml_value *below = load_value(loader, &event, depth + 1);
    yaml_event_delete(&event);
    if (below)
        g_ptr_array_add(items->values, (gpointer)below);
    return below != NULL;
}

static const struct yaml_value *load_items(struct loader *loader, struct yaml_value *value,
                                           yaml_event_type_t end, int depth)
{
    struct items items = {g_ptr_array_new(), g_ptr_array_new()};
    bool ok = true, done = false;
    while (ok && !done) {
        yaml_event_t event;
        ok = next_event(loader, &event);
        if (!ok)
            break;
        done = event.type == end;
        if (!done)
            ok = load_item(loader, &event, value->kind == YAML_MAP, depth, &items);
        yaml_event_delete(&event);
    }
    value->count = items.values->len;
    value->items =
        arena_memdup(loader->arena, items.values->pdata, items.values->len * sizeof(gpointer));
    value->keys =
        arena_memdup(loader->arena, items.keys->pdata, items.keys->len * sizeof(gpointer));
    g_ptr_array_unref(items.keys);
    g_ptr_array_unref(items.values);
    return ok ? value : NULL;
}

static const char *scalar_text(struct loader *loader, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t n = event->data.scalar.length;
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (plain && (strcmp(text, "~") == 0 || strcmp(text, "null") == 0))
        return "";
    return arena_strndup(loader->arena, text, strnlen(text, n));
}

static const struct yaml_value *load_value(struct loader *loader, const yaml_event_t *event,
                                           int depth)
{
    struct yaml_value *value = ARENA_NEW(loader->arena, struct yaml_value);
    value->line = event->start_mark.line + 1;
    if (depth > DEPTH_MOST) {
        loader_fault(loader, &event->start_mark, "is nested too deep");
        return NULL;
    }
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        value->text = scalar_text(loader, event);
        return value;
    case YAML_SEQUENCE_START_EVENT:
        value->kind = YAML_LIST;
        return load_items(loader, value, YAML_SEQUENCE_END_EVENT, depth);
    case YAML_MAPPING_START_EVENT:
        value->kind = YAML_MAP;
        return load_items(loader, value, YAML_MAPPING_END_EVENT, depth);
    default:
        loader_fault(loader, &event->start_mark, "an alias is not followed");
        return NULL;
    }
}

// The next document, NULL at the end or on a fault.
static const struct yaml_value *load_document(struct loader *loader)
{
    const struct yaml_value *value = NULL;
    bool more = true;
    while (more && !value) {
        yaml_event_t event;
        if (!next_event(loader, &event))
            return NULL;
        more = event.type != YAML_STREAM_END_EVENT;
        bool begins = event.type == YAML_STREAM_START_EVENT ||
                      event.type == YAML_DOCUMENT_START_EVENT ||
                      event.type == YAML_DOCUMENT_END_EVENT;
        if (!begins && more) {
            value = load_value(loader, &event, 0);
            more = value != NULL;
        }
        yaml_event_delete(&event);
    }
    return value;
}

static const struct yaml_value *empty_text(struct arena *arena)
{
    struct yaml_value *empty = ARENA_NEW(arena, struct yaml_value);
    empty->text = "";
    return empty;
}

static void add_documents(GPtrArray *all, const struct yaml_value *document)
{
    for (size_t i = 0; document->kind == YAML_LIST && i < document->count; i++)
        g_ptr_array_add(all, (gpointer)document->items[i]);
    if (document->kind != YAML_LIST && (document->kind == YAML_MAP || *document->text))
        g_ptr_array_add(all, (gpointer)document);
}

static const struct yaml_value *load_documents(struct loader *loader)
{
    const struct yaml_value *first = load_document(loader);
    const struct yaml_value *next = first ? load_document(loader) : NULL;
    if (!next)
        return first;
    GPtrArray *all = g_ptr_array_new();
    add_documents(all, first);
    for (; next; next = load_document(loader))
        add_documents(all, next);
    struct yaml_value *list = ARENA_NEW(loader->arena, struct yaml_value);
    list->kind = YAML_LIST;
    list->line = 1;
    list->count = all->len;
    list->items = arena_memdup(loader->arena, all->pdata, all->len * sizeof(gpointer));
    g_ptr_array_unref(all);
    return list;
}

static const struct yaml_value *read_with(struct loader *loader, const char *text, size_t n,
                                          GError **error)
{
    if (!yaml_parser_initialize(&loader->parser)) {
        fault_set(error, FAULT_IO, "no memory for a YAML parser");
        return NULL;
    }
    yaml_parser_set_input_string(&loader->parser, (const unsigned char *)text, n);
    yaml_parser_set_encoding(&loader->parser, YAML_UTF8_ENCODING);
    const struct yaml_value *value =
        loader->strict ? load_documents(loader) : load_document(loader);
    yaml_parser_delete(&loader->parser);
    if (loader->fault)
        g_propagate_error(error, loader->fault);
    if (loader->fault)
        return NULL;
    return value ? value : empty_text(loader->arena);
}

const struct yaml_value *yaml_value_read(struct arena *arena, const char *text, size_t n,
                                         GError **error)
{
    struct loader loader = {.arena = arena};
    return read_with(&loader, text, n, error);
}

const struct yaml_value *yaml_values_read(struct arena *arena, const char *text, size_t n,
                                          GError **error)
{
    struct loader loader = {.arena = arena, .strict = true};
    return read_with(&loader, text, n, error);
}

const struct yaml_value *yaml_value_get(const struct yaml_value *map, const char *key)
{
    for (size_t i = 0; map->kind == YAML_MAP && i < map->count; i++) {
        if (strcmp(map->keys[i], key) == 0)
            return map->items[i];
    }
    return NULL;
}

const char *yaml_value_text(const struct yaml_value *map, const char *key)
{
    const struct yaml_value *value = yaml_value_get(map, key);
    return value && value->kind == YAML_TEXT ? value->text : NULL;
}

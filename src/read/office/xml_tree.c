// SPDX-License-Identifier: MIT
#include "read/office/xml_tree.h"

#include "base/error.h"
#include "read/list/sax.h"

#include <string.h>

enum { PART_BYTES_MOST = 128 * 1024 * 1024, DEPTH_MOST = 256 };

struct growing {
    const struct xml_blocks *blocks;
    struct arena *arena;
    const char *holder; // NULL: outside of all
    struct xml *at;     // the element whose content is being read; NULL: between blocks
    GString *text;      // not yet a node
    size_t depth;       // of `at`, and of what is nested too deep below it
    bool deep;          // something was
};

static struct xml *add_node(struct growing *growing)
{
    struct xml *node = arena_alloc(growing->arena, sizeof *node);
    node->parent = growing->at;
    if (!growing->at)
        return node;
    if (growing->at->last)
        growing->at->last->next = node;
    else
        growing->at->first = node;
    growing->at->last = node;
    return node;
}

static void end_text(struct growing *growing)
{
    if (growing->text->len && growing->at)
        add_node(growing)->text =
            arena_strndup(growing->arena, growing->text->str, growing->text->len);
    g_string_truncate(growing->text, 0);
}

static const char **copy_attributes(struct arena *arena, const struct sax_attributes *attributes)
{
    size_t n = 0;
    while (attributes->raw && attributes->raw[n])
        n++;
    const char **own = arena_alloc_n(arena, n + 1, sizeof *own);
    for (size_t i = 0; i < n; i++) {
        const char *value = (const char *)attributes->raw[i];
        const char *colon = i % 2 == 0 ? strchr(value, ':') : NULL;
        own[i] = arena_strdup(arena, colon ? colon + 1 : value);
    }
    return own;
}

static const char *holder_named(const struct growing *growing, const char *name)
{
    for (const char *const *holder = growing->blocks->holders; *holder; holder++) {
        if (strcmp(*holder, name) == 0)
            return *holder;
    }
    return NULL;
}

static void on_start(void *data, const char *name, const struct sax_attributes *attributes)
{
    struct growing *growing = data;
    if (!growing->holder) {
        growing->holder = holder_named(growing, name);
        return;
    }
    if (growing->depth++ >= DEPTH_MOST) {
        growing->deep = true;
        return;
    }
    end_text(growing);
    struct xml *element = add_node(growing);
    element->name = arena_strdup(growing->arena, name);
    element->attributes = copy_attributes(growing->arena, attributes);
    growing->at = element;
}

static void on_end(void *data, const char *name)
{
    (void)name;
    struct growing *growing = data;
    if (!growing->at) {
        growing->holder = NULL; // its end, as every block within has ended
        return;
    }
    if (growing->depth-- > DEPTH_MOST)
        return;
    end_text(growing);
    struct xml *ended = growing->at;
    growing->at = ended->parent;
    if (growing->at)
        return;
    growing->blocks->block(growing->blocks->data, growing->holder, ended);
    if (!growing->blocks->keep)
        arena_reset(growing->arena);
}

static void on_text(void *data, const char *text, size_t n)
{
    struct growing *growing = data;
    if (growing->at)
        g_string_append_len(growing->text, text, (gssize)n);
}

static const struct sax_events events = {on_start, on_end, on_text};

static struct growing growing_new(const struct xml_blocks *blocks)
{
    return (struct growing){.blocks = blocks,
                            .arena = blocks->keep ? blocks->keep : arena_new(),
                            .text = g_string_new(NULL)};
}

static bool growing_end(struct growing *growing, bool ok, const char *name, GError **error)
{
    g_string_free(growing->text, TRUE);
    if (!growing->blocks->keep)
        arena_free(growing->arena);
    if (ok && growing->deep)
        fault_set(error, FAULT_INVALID, "%s is nested deeper than any letter", name);
    return ok && !growing->deep;
}

static bool check_size(uint64_t size, const char *name, GError **error)
{
    if (size <= PART_BYTES_MOST)
        return true;
    fault_set(error, FAULT_INVALID, "%s is larger than %d MiB", name,
              PART_BYTES_MOST / (1024 * 1024));
    return false;
}

bool xml_read_entry(struct zip_view *view, const char *entry, const struct xml_blocks *blocks,
                    GError **error)
{
    const struct zip_entry *found = zip_view_find(view, entry);
    if (found && !check_size(found->size, entry, error))
        return false;
    struct growing growing = growing_new(blocks);
    bool ok = sax_read_entry(view, entry, &events, &growing, error);
    return growing_end(&growing, ok, entry, error);
}

bool xml_read_bytes(GBytes *bytes, const char *name, const struct xml_blocks *blocks,
                    GError **error)
{
    if (!check_size(g_bytes_get_size(bytes), name, error))
        return false;
    struct growing growing = growing_new(blocks);
    bool ok = sax_read_bytes(bytes, name, &events, &growing, error);
    return growing_end(&growing, ok, name, error);
}

bool xml_is(const struct xml *element, const char *name)
{
    return element && element->name && strcmp(element->name, name) == 0;
}

const char *xml_attribute(const struct xml *element, const char *name)
{
    const char **pair = element ? element->attributes : NULL;
    for (; pair && *pair; pair += 2) {
        if (strcmp(pair[0], name) == 0)
            return pair[1];
    }
    return NULL;
}

const struct xml *xml_child(const struct xml *element, const char *name)
{
    const struct xml *child = element ? element->first : NULL;
    while (child && !xml_is(child, name))
        child = child->next;
    return child;
}

const char *xml_child_attribute(const struct xml *element, const char *child, const char *name)
{
    return xml_attribute(xml_child(element, child), name);
}

const struct xml *xml_find(const struct xml *element, const char *name)
{
    for (const struct xml *child = element ? element->first : NULL; child; child = child->next) {
        const struct xml *found = xml_is(child, name) ? child : xml_find(child, name);
        if (found)
            return found;
    }
    return NULL;
}

void xml_append_text(const struct xml *element, GString *out)
{
    if (element->text)
        g_string_append(out, element->text);
    for (const struct xml *child = element->first; child; child = child->next)
        xml_append_text(child, out);
}

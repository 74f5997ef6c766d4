// SPDX-License-Identifier: MIT
#include "read/list/stream_parts.h"

#include "base/facts.h"

#include <string.h>

enum { ENTRIES_LEAST = 64, ENTRIES_MEAN = 256, ENTRIES_MOST = 1024 };

struct stream_parts {
    GArray *all;
    struct fact_key *key; // of the part under way; NULL between two
    size_t entries;       // of it
};

static void part_clear(void *data)
{
    g_free(((struct stream_part *)data)->content);
}

static GArray *array_new(void)
{
    GArray *array = g_array_new(FALSE, FALSE, sizeof(struct stream_part));
    g_array_set_clear_func(array, part_clear);
    return array;
}

struct stream_parts *stream_parts_new(void)
{
    struct stream_parts *parts = g_new0(struct stream_parts, 1);
    parts->all = array_new();
    return parts;
}

static void end_part(struct stream_parts *parts)
{
    if (!parts->key)
        return;
    struct stream_part part = {parts->entries, fact_key_end(g_steal_pointer(&parts->key))};
    g_array_append_val(parts->all, part);
    parts->entries = 0;
}

// Eight bytes a step, as FNV-1a takes one; its prime for 64 bits leaves the ends of words apart.
static uint32_t hash_of(const char *data, size_t n)
{
    uint64_t hash = 14695981039346656037u, word;
    for (size_t i = 0; i < n; i += sizeof word) {
        word = 0;
        memcpy(&word, data + i, MIN(sizeof word, n - i));
        hash = (hash ^ word) * 1099511628211u;
        hash ^= hash >> 32;
    }
    return (uint32_t)hash ^ (uint32_t)hash >> 15;
}

bool stream_parts_add(struct stream_parts *parts, const void *data, size_t n)
{
    if (!parts->key)
        parts->key = fact_key_new("entries");
    fact_key_number(parts->key, (int64_t)n);
    fact_key_add(parts->key, data, n);
    parts->entries++;
    bool ends = parts->entries >= ENTRIES_LEAST && hash_of(data, n) % ENTRIES_MEAN == 0;
    ends = ends || parts->entries >= ENTRIES_MOST;
    if (ends)
        end_part(parts);
    return ends;
}

GArray *stream_parts_end(struct stream_parts *parts)
{
    end_part(parts);
    GArray *all = g_steal_pointer(&parts->all);
    stream_parts_free(parts);
    return all;
}

void stream_parts_free(struct stream_parts *parts)
{
    if (!parts)
        return;
    if (parts->key)
        g_free(fact_key_end(parts->key));
    g_clear_pointer(&parts->all, g_array_unref);
    g_free(parts);
}

// SPDX-License-Identifier: MIT
#include "text/fast/line_cache.h"

#include "text/fast/lines_copy.h"

#include <assert.h>
#include <string.h>

enum {
    BYTES_MOST = 3 * 1024 * 1024, /* then it starts again: a letter's own text takes 0.5 MB */
    SEEN_BITS = 14,
    TEXT_LONGEST = 64 * 1024, /* longer paragraphs do not come twice */
};

struct kept {
    const char *key;
    size_t n_key;
    uint32_t hash;
    const char *text;
    size_t n;
    struct lines lines;
};

struct line_cache {
    struct arena *arena;
    GHashTable *kept; /* struct kept, by its key */
    GString *key;     /* of the paragraph under way */
    uint32_t seen[1 << SEEN_BITS];
};

static guint kept_hash(gconstpointer kept)
{
    return ((const struct kept *)kept)->hash;
}

static gboolean kept_equal(gconstpointer a, gconstpointer b)
{
    const struct kept *x = a, *y = b;
    return x->hash == y->hash && x->n_key == y->n_key && memcmp(x->key, y->key, x->n_key) == 0;
}

struct line_cache *line_cache_new(void)
{
    struct line_cache *cache = g_new0(struct line_cache, 1);
    cache->arena = arena_new();
    cache->kept = g_hash_table_new(kept_hash, kept_equal);
    return cache;
}

void line_cache_free(struct line_cache *cache)
{
    if (!cache)
        return;
    g_hash_table_unref(cache->kept);
    arena_free(cache->arena);
    g_free(cache);
}

bool line_cache_takes(const struct styled_text *text)
{
    bool plain = text->n <= TEXT_LONGEST;
    for (size_t i = 0; plain && i < text->n_attrs; i++)
        plain = text->attrs[i].tag == 0 && text->attrs[i].ink == 0;
    return plain;
}

bool line_cache_has(struct line_cache *cache, const struct paragraph_key *key)
{
    const struct kept wanted = {.key = key->bytes, .n_key = key->n, .hash = key->hash};
    return g_hash_table_contains(cache->kept, &wanted);
}

bool line_cache_find(struct line_cache *cache, const struct paragraph_key *key, struct arena *arena,
                     struct lines *ret)
{
    const struct kept wanted = {.key = key->bytes, .n_key = key->n, .hash = key->hash};
    const struct kept *kept = g_hash_table_lookup(cache->kept, &wanted);
    if (!kept)
        return false;
    const char *text = arena_strndup(arena, kept->text, kept->n);
    *ret = lines_copy(arena, &kept->lines, kept->text, text);
    return true;
}

static bool run_is_whole(const struct glyph_run *run, const char *text, size_t n)
{
    if (run->text < text || run->text + run->n_text > text + n)
        return false;
    for (size_t i = 0; i < run->n_glyphs; i++) {
        if (run->glyphs[i].flags & GLYPH_MISSING)
            return false;
    }
    return true;
}

static bool lines_are_whole(const struct lines *lines, const char *text, size_t n)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct line *line = &lines->lines[i];
        for (size_t k = 0; k < line->n_runs; k++) {
            if (!run_is_whole(&line->runs[k].run, text, n))
                return false;
        }
    }
    return true;
}

// Whether the key has been offered before; the latest of those that share a place is remembered.
static bool seen_before(struct line_cache *cache, uint32_t hash)
{
    uint32_t *seen = &cache->seen[hash >> (32 - SEEN_BITS)];
    bool before = *seen == hash;
    *seen = hash;
    return before;
}

static void forget_all(struct line_cache *cache)
{
    g_hash_table_remove_all(cache->kept);
    arena_reset(cache->arena);
}

void line_cache_offer(struct line_cache *cache, const struct paragraph_key *key, const char *text,
                      size_t n, const struct lines *lines)
{
    if (!seen_before(cache, key->hash) || !lines_are_whole(lines, text, n))
        return;
    if (arena_bytes(cache->arena) > BYTES_MOST)
        forget_all(cache);
    struct arena *arena = cache->arena;
    struct kept *kept = ARENA_NEW(arena, struct kept);
    kept->key = arena_memdup(arena, key->bytes, key->n);
    kept->n_key = key->n;
    kept->hash = key->hash;
    kept->text = arena_strndup(arena, text, n);
    kept->n = n;
    kept->lines = lines_copy(arena, lines, text, kept->text);
    g_hash_table_replace(cache->kept, kept, kept);
}

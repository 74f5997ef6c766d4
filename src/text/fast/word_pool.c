// SPDX-License-Identifier: MIT
#include "text/fast/word_pool.h"

#include <pthread.h>
#include <string.h>

struct word_pool {
    pthread_mutex_t lock;
    struct arena *arena;
    GHashTable *words;  /* struct cached_word, its own key */
    gint holders, full; /* atomic */
};

struct word_pools {
    pthread_mutex_t lock;
    struct word_pool *now;
    gint holders; /* atomic */
};

guint word_hash(gconstpointer data)
{
    const struct cached_word *word = data;
    guint hash = GPOINTER_TO_UINT(word->use);
    for (uint8_t i = 0; i < word->n_text; i++)
        hash = (hash ^ (guchar)word->text[i]) * 16777619u;
    return hash;
}

gboolean word_equal(gconstpointer a, gconstpointer b)
{
    const struct cached_word *x = a, *y = b;
    return x->n_text == y->n_text && x->use == y->use && memcmp(x->text, y->text, x->n_text) == 0;
}

static bool is_short(int32_t value)
{
    return value >= INT16_MIN && value <= INT16_MAX;
}

static bool can_pack(const struct glyph *glyph)
{
    return glyph->id <= UINT16_MAX && glyph->cluster <= UINT8_MAX && glyph->flags <= UINT8_MAX &&
           is_short(glyph->advance) && is_short(glyph->dx) && is_short(glyph->dy);
}

const struct packed_glyph *word_pack(const struct shaped *shaped, struct arena *arena)
{
    if (shaped->n > UINT8_MAX)
        return NULL;
    struct packed_glyph *packed = ARENA_ARRAY(arena, struct packed_glyph, shaped->n);
    for (size_t i = 0; i < shaped->n; i++) {
        const struct glyph *glyph = &shaped->glyphs[i];
        if (!can_pack(glyph))
            return NULL;
        packed[i] = (struct packed_glyph){
            .id = (uint16_t)glyph->id,
            .advance = (int16_t)glyph->advance,
            .dx = (int16_t)glyph->dx,
            .dy = (int16_t)glyph->dy,
            .cluster = (uint8_t)glyph->cluster,
            .flags = (uint8_t)glyph->flags,
        };
    }
    return packed;
}

const struct cached_word *word_copy(const struct cached_word *word, struct arena *arena)
{
    size_t n = word->n_glyphs * sizeof *word->glyphs;
    struct cached_word *copy = arena_alloc(arena, sizeof *copy + n + word->n_text);
    *copy = *word;
    copy->glyphs = memcpy((void *)(copy + 1), word->glyphs, n);
    copy->text = memcpy((char *)(copy + 1) + n, word->text, word->n_text);
    return copy;
}

static struct word_pool *pool_new(void)
{
    struct word_pool *pool = g_new0(struct word_pool, 1);
    pthread_mutex_init(&pool->lock, NULL);
    pool->arena = arena_new();
    pool->words = g_hash_table_new(word_hash, word_equal);
    pool->holders = 1;
    return pool;
}

void word_pool_drop(struct word_pool *pool)
{
    if (!pool || !g_atomic_int_dec_and_test(&pool->holders))
        return;
    g_hash_table_destroy(pool->words);
    arena_free(pool->arena);
    pthread_mutex_destroy(&pool->lock);
    g_free(pool);
}

struct word_pools *word_pools_new(void)
{
    struct word_pools *pools = g_new0(struct word_pools, 1);
    pthread_mutex_init(&pools->lock, NULL);
    pools->now = pool_new();
    pools->holders = 1;
    return pools;
}

struct word_pools *word_pools_hold(struct word_pools *pools)
{
    if (pools)
        g_atomic_int_inc(&pools->holders);
    return pools;
}

void word_pools_drop(struct word_pools *pools)
{
    if (!pools || !g_atomic_int_dec_and_test(&pools->holders))
        return;
    word_pool_drop(pools->now);
    pthread_mutex_destroy(&pools->lock);
    g_free(pools);
}

struct word_pool *word_pools_get(struct word_pools *pools)
{
    pthread_mutex_lock(&pools->lock);
    if (word_pool_is_full(pools->now)) {
        word_pool_drop(pools->now);
        pools->now = pool_new();
    }
    struct word_pool *pool = pools->now;
    g_atomic_int_inc(&pool->holders);
    pthread_mutex_unlock(&pools->lock);
    return pool;
}

bool word_pool_is_full(struct word_pool *pool)
{
    return g_atomic_int_get(&pool->full);
}

const struct cached_word *word_pool_find(struct word_pool *pool, const struct cached_word *key)
{
    pthread_mutex_lock(&pool->lock);
    const struct cached_word *word = g_hash_table_lookup(pool->words, key);
    pthread_mutex_unlock(&pool->lock);
    return word;
}

// The lock is held.
static const struct cached_word *put(struct word_pool *pool, const struct cached_word *word)
{
    const struct cached_word *copy = word_copy(word, pool->arena);
    g_hash_table_add(pool->words, (void *)copy);
    if (g_hash_table_size(pool->words) > WORDS_MOST || arena_bytes(pool->arena) > WORDS_BYTES_MOST)
        g_atomic_int_set(&pool->full, 1);
    return copy;
}

const struct cached_word *word_pool_add(struct word_pool *pool, const struct cached_word *word)
{
    pthread_mutex_lock(&pool->lock);
    const struct cached_word *there = g_hash_table_lookup(pool->words, word);
    if (!there)
        there = put(pool, word);
    pthread_mutex_unlock(&pool->lock);
    return there;
}

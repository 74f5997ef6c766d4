// SPDX-License-Identifier: MIT
#include "text/fast/line_cache.h"

#include "base/put.h"

#include <assert.h>
#include <string.h>

enum {
    BYTES_MOST = 6 * 1024 * 1024, /* then it starts again: a letter's own text takes 0.5 MB */
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
    cache->key = g_string_new(NULL);
    return cache;
}

void line_cache_free(struct line_cache *cache)
{
    if (!cache)
        return;
    g_hash_table_unref(cache->kept);
    g_string_free(cache->key, TRUE);
    arena_free(cache->arena);
    g_free(cache);
}

// ---- Keys ---------------------------------------------------------------------------------

// With its NUL, so that two strings in a row cannot be mistaken for others; NULL differs from "".
static void put_string(GString *key, const char *text)
{
    g_string_append_c(key, text ? '=' : '-');
    put_bytes(key, text ? text : "", text ? strlen(text) + 1 : 1);
}

#if GLIB_SIZEOF_VOID_P == 8
// A member that is added belongs into put_style() or put_attr() as well.
static_assert(sizeof(struct paragraph_style) == 64 && sizeof(struct text_attr) == 56, "");
#endif

static void put_style(GString *key, const struct paragraph_style *style, len measure)
{
    const int32_t numbers[] = {
        (int32_t)style->direction,
        (int32_t)style->align,
        (int32_t)style->justify,
        style->rungs.spaces,
        style->rungs.gaps,
        style->rungs.scale,
        style->rungs.finals,
        style->rungs.kashida,
        style->rungs.kashida_most,
        style->hyphenate,
        style->hanging_punctuation,
        style->heading,
        style->looseness,
        style->indent,
        style->hang,
        measure,
    };
    put_bytes(key, numbers, sizeof numbers);
    put_string(key, style->lang);
}

static void put_attr(GString *key, const struct text_attr *attr)
{
    const int32_t numbers[] = {(int32_t)attr->start, (int32_t)attr->end, attr->size, attr->bold,
                               attr->italic,         attr->rise,         attr->name};
    put_bytes(key, numbers, sizeof numbers);
    put_string(key, attr->family);
    put_string(key, attr->lang);
}

// Multiplied eight bytes at a time: of every entry of a list a hundred and more are looked at.
static uint32_t hash_bytes(const char *bytes, size_t n)
{
    uint64_t hash = n;
    for (; n >= 8; bytes += 8, n -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    for (; n > 0; bytes++, n--)
        hash = (hash ^ (unsigned char)*bytes) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(hash >> 32);
}

struct line_key line_cache_key(struct line_cache *cache, const struct styled_text *text,
                               const struct paragraph_style *style, len measure)
{
    GString *key = cache->key;
    struct line_key result = {.plain = text->n <= TEXT_LONGEST};
    for (size_t i = 0; result.plain && i < text->n_attrs; i++)
        result.plain = text->attrs[i].tag == 0 && text->attrs[i].ink == 0;
    if (!result.plain)
        return result;
    g_string_truncate(key, 0);
    put_style(key, style, measure);
    for (size_t i = 0; i < text->n_attrs; i++)
        put_attr(key, &text->attrs[i]);
    put_bytes(key, text->text, text->n);
    result.bytes = key->str;
    result.n = key->len;
    result.hash = hash_bytes(key->str, key->len);
    return result;
}

// ---- Copies -------------------------------------------------------------------------------

static struct glyph_run copy_run(struct arena *arena, const struct glyph_run *run,
                                 const char *old_text, const char *text)
{
    struct glyph_run copy = *run;
    copy.text = text + (run->text - old_text);
    copy.glyphs = arena_memdup(arena, run->glyphs, run->n_glyphs * sizeof *run->glyphs);
    return copy;
}

// The runs of the copy point into `text`, which is a copy of `old_text`.
static struct lines copy_lines(struct arena *arena, const struct lines *lines, const char *old_text,
                               const char *text)
{
    struct lines copy = *lines;
    copy.lines = arena_memdup(arena, lines->lines, lines->n * sizeof *lines->lines);
    for (size_t i = 0; i < copy.n; i++) {
        struct line *line = &copy.lines[i];
        const struct line_run *runs = line->runs;
        line->runs = ARENA_ARRAY(arena, struct line_run, line->n_runs);
        for (size_t k = 0; k < line->n_runs; k++)
            line->runs[k] =
                (struct line_run){runs[k].x, copy_run(arena, &runs[k].run, old_text, text)};
    }
    return copy;
}

bool line_cache_find(struct line_cache *cache, const struct line_key *key, struct arena *arena,
                     struct lines *ret)
{
    if (!key->plain)
        return false;
    const struct kept wanted = {.key = key->bytes, .n_key = key->n, .hash = key->hash};
    const struct kept *kept = g_hash_table_lookup(cache->kept, &wanted);
    if (!kept)
        return false;
    const char *text = arena_strndup(arena, kept->text, kept->n);
    *ret = copy_lines(arena, &kept->lines, kept->text, text);
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

void line_cache_offer(struct line_cache *cache, const struct line_key *key, const char *text,
                      size_t n, const struct lines *lines)
{
    if (!key->plain || !seen_before(cache, key->hash) || !lines_are_whole(lines, text, n))
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
    kept->lines = copy_lines(arena, lines, text, kept->text);
    g_hash_table_replace(cache->kept, kept, kept);
}

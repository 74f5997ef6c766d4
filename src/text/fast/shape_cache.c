// SPDX-License-Identifier: MIT
#include "text/fast/shape_cache.h"

#include "text/fast/space_lookups.h"

#include <string.h>

#define PARTS_FEW 128
#define WORDS_MOST 65536
#define BYTES_MOST ((size_t)12 << 20)
#define WORD_BYTES_MOST 96
#define WORTHWHILE 400 /* items of a face before its lookups are read, which costs milliseconds */

struct cached_word {
    const struct face *face;
    hb_script_t script;
    hb_language_t lang;
    bool rtl;
    bool whole; /* not to be used among other words */
    uint32_t n_text;
    const char *text;
    struct shaped shaped; /* clusters from the word's start */
};

struct face_use {
    unsigned items;
    bool known;
    struct space_lookups lookups;
};

struct shape_cache {
    struct arena *arena;
    GHashTable *words; /* struct cached_word, its own key */
    GHashTable *faces; /* struct face to struct face_use */
    bool eager;
};

static guint word_hash(gconstpointer data)
{
    const struct cached_word *word = data;
    guint hash = GPOINTER_TO_UINT(word->face) ^ word->script ^ GPOINTER_TO_UINT(word->lang) * 31;
    for (uint32_t i = 0; i < word->n_text; i++)
        hash = (hash ^ (guchar)word->text[i]) * 16777619u;
    return hash;
}

static gboolean word_equal(gconstpointer a, gconstpointer b)
{
    const struct cached_word *x = a, *y = b;
    return x->n_text == y->n_text && x->face == y->face && x->script == y->script &&
           x->lang == y->lang && x->rtl == y->rtl && memcmp(x->text, y->text, x->n_text) == 0;
}

static void face_use_free(void *data)
{
    struct face_use *use = data;
    if (use->known)
        space_lookups_clear(&use->lookups);
    g_free(use);
}

struct shape_cache *shape_cache_new(void)
{
    struct shape_cache *cache = g_new0(struct shape_cache, 1);
    cache->arena = arena_new();
    cache->words = g_hash_table_new(word_hash, word_equal);
    cache->faces = g_hash_table_new_full(NULL, NULL, NULL, face_use_free);
    return cache;
}

void shape_cache_free(struct shape_cache *cache)
{
    if (!cache)
        return;
    g_hash_table_destroy(cache->words);
    g_hash_table_destroy(cache->faces);
    arena_free(cache->arena);
    g_free(cache);
}

void shape_cache_eager(struct shape_cache *cache)
{
    cache->eager = true;
}

void shape_cache_trim(struct shape_cache *cache)
{
    if (g_hash_table_size(cache->words) <= WORDS_MOST && arena_bytes(cache->arena) <= BYTES_MOST)
        return;
    g_hash_table_remove_all(cache->words);
    arena_reset(cache->arena);
}

// What is known of the face; NULL until it has been used enough.
static struct face_use *use_of(struct shape_cache *cache, const struct face *face)
{
    struct face_use *use = g_hash_table_lookup(cache->faces, face);
    if (!use) {
        use = g_new0(struct face_use, 1);
        g_hash_table_insert(cache->faces, (void *)face, use);
    }
    if (!use->known && (cache->eager || ++use->items > WORTHWHILE)) {
        use->lookups = space_lookups_read(face);
        use->known = true;
    }
    return use->known ? use : NULL;
}

static bool touches(const struct shaped *shaped, const hb_set_t *glyphs)
{
    for (size_t i = 0; i < shaped->n; i++)
        if (hb_set_has(glyphs, shaped->glyphs[i].id))
            return true;
    return false;
}

static const struct cached_word *cached_word(struct shape_cache *cache,
                                             const struct text_item *item,
                                             const struct space_lookups *lookups, const char *text,
                                             uint32_t n)
{
    struct cached_word key = {.face = item->face,
                              .script = item->script,
                              .lang = item->hb_lang,
                              .rtl = item->level & 1,
                              .n_text = n,
                              .text = text};
    struct cached_word *word = g_hash_table_lookup(cache->words, &key);
    if (word)
        return word;
    word = arena_memdup(cache->arena, &key, sizeof key);
    word->text = arena_strndup(cache->arena, text, n);
    word->shaped = shape_bytes(item, word->text, n, 0, n, word->rtl, cache->arena);
    word->whole = touches(&word->shaped, lookups->sensitive);
    g_hash_table_add(cache->words, word);
    return word;
}

// False for a word that must not be shaped apart from its neighbours, or that a face shows as
// nothing: a part without glyphs is a space.
static bool shape_word(struct shape_cache *cache, const struct face_use *use,
                       const struct text_item *item, const char *text, uint32_t n,
                       struct shaped *ret)
{
    const struct cached_word *word = cached_word(cache, item, &use->lookups, text, n);
    *ret = word->shaped;
    return !word->whole && word->shaped.n > 0;
}

static bool is_edge(const struct chars *chars, size_t at)
{
    return at == 0 || at == chars->n || chars->code[at - 1] == ' ' || chars->code[at] == ' ';
}

static bool starts_with_mark(const struct chars *chars, size_t at)
{
    return chars->code[at] >= 0x300 && g_unichar_ismark(chars->code[at]);
}

static void put_glyphs(struct glyph *to, const struct shaped *from, uint32_t offset)
{
    for (size_t i = 0; i < from->n; i++) {
        to[i] = from->glyphs[i];
        to[i].cluster += offset;
    }
}

static size_t word_end(const struct chars *chars, size_t at, size_t end)
{
    while (at < end && chars->code[at] != ' ')
        at++;
    return at;
}

/* A word of the item, or one space. */
struct part {
    struct shaped word; /* no glyphs for a space */
    uint32_t byte;
};

static bool find_parts(struct shape_cache *cache, const struct face_use *use,
                       const struct chars *chars, const struct text_item *item, struct part *parts,
                       size_t *ret_n, size_t *ret_glyphs)
{
    size_t n = 0, glyphs = 0;
    for (size_t at = item->first, end; at < item->end; at = end) {
        const char *text = chars->text + chars->byte[at];
        end = MAX(word_end(chars, at, item->end), at + 1);
        uint32_t bytes = chars->byte[end] - chars->byte[at];
        struct part *part = &parts[n++];
        *part = (struct part){.byte = chars->byte[at]};
        if (*text != ' ' && (bytes > WORD_BYTES_MOST || starts_with_mark(chars, at) ||
                             !shape_word(cache, use, item, text, bytes, &part->word)))
            return false;
        glyphs += MAX(part->word.n, 1);
    }
    *ret_n = n;
    *ret_glyphs = glyphs;
    return true;
}

static void join_parts(const struct part *parts, size_t n, bool rtl,
                       const struct space_lookups *lookups, struct glyph *to)
{
    for (size_t i = 0; i < n; i++) {
        const struct part *part = &parts[rtl ? n - 1 - i : i];
        if (part->word.n > 0) {
            put_glyphs(to, &part->word, part->byte);
            to += part->word.n;
        } else {
            *to++ = (struct glyph){.id = lookups->space,
                                   .cluster = part->byte,
                                   .advance = lookups->advance,
                                   .flags = GLYPH_SPACE};
        }
    }
}

bool shape_cache_item(struct shape_cache *cache, const struct chars *chars,
                      const struct text_item *item, struct arena *arena, struct shaped *ret)
{
    struct face_use *use = use_of(cache, item->face);
    if (!use || !use->lookups.parts || !is_edge(chars, item->first) || !is_edge(chars, item->end))
        return false;
    struct part few[PARTS_FEW], *parts = few;
    if (item->end - item->first > PARTS_FEW)
        parts = ARENA_ARRAY(arena, struct part, item->end - item->first);
    size_t n;
    if (!find_parts(cache, use, chars, item, parts, &n, &ret->n))
        return false;
    ret->glyphs = ARENA_ARRAY(arena, struct glyph, ret->n);
    join_parts(parts, n, item->level & 1, &use->lookups, ret->glyphs);
    return true;
}

// SPDX-License-Identifier: MIT
#include "text/fast/shape_cache.h"

#include "text/fast/space_lookups.h"

#include <hb-ot.h>
#include <string.h>

#define PARTS_FEW 128
#define WORD_BYTES_MOST 96
#define WORTHWHILE 1024 /* reading a face's lookups costs what setting as many bytes does */

/* A face with what decides which of its lookups are applied. */
struct face_use {
    const void *id; /* what its words are known by */
    const struct face *face;
    hb_segment_properties_t properties;
    size_t bytes;
    bool known;
    struct space_lookups lookups;
};

struct shape_cache {
    struct arena *arena;
    GHashTable *words; /* struct cached_word, its own key */
    struct word_pools *pools;
    struct word_pool *pool; /* what is in it is not in the arena; NULL: nothing is shared */
    GHashTable *uses;       /* struct face_use, its own key */
    struct face_use *last;
    size_t worthwhile; /* bytes set in a face before its lookups are read */
};

static guint use_hash(gconstpointer data)
{
    const struct face_use *use = data;
    return GPOINTER_TO_UINT(use->face) ^ hb_segment_properties_hash(&use->properties);
}

static gboolean use_equal(gconstpointer a, gconstpointer b)
{
    const struct face_use *x = a, *y = b;
    return x->face == y->face && hb_segment_properties_equal(&x->properties, &y->properties);
}

static void use_free(void *data)
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
    cache->worthwhile = WORTHWHILE;
    cache->words = g_hash_table_new(word_hash, word_equal);
    cache->uses = g_hash_table_new_full(use_hash, use_equal, NULL, use_free);
    return cache;
}

void shape_cache_free(struct shape_cache *cache)
{
    if (!cache)
        return;
    g_hash_table_destroy(cache->words);
    g_hash_table_destroy(cache->uses);
    word_pool_drop(cache->pool);
    word_pools_drop(cache->pools);
    arena_free(cache->arena);
    g_free(cache);
}

void shape_cache_share(struct shape_cache *cache, struct word_pools *pools)
{
    g_hash_table_remove_all(cache->words);
    g_hash_table_remove_all(cache->uses);
    cache->last = NULL;
    arena_reset(cache->arena);
    cache->pools = word_pools_hold(pools);
    cache->pool = word_pools_get(pools);
}

void shape_cache_eager(struct shape_cache *cache)
{
    cache->worthwhile = 0;
}

void shape_cache_never(struct shape_cache *cache)
{
    cache->worthwhile = SIZE_MAX;
}

void shape_cache_trim(struct shape_cache *cache)
{
    bool spent = cache->pool && word_pool_is_full(cache->pool);
    if (!spent && g_hash_table_size(cache->words) <= WORDS_MOST &&
        arena_bytes(cache->arena) <= WORDS_BYTES_MOST)
        return;
    g_hash_table_remove_all(cache->words);
    arena_reset(cache->arena);
    if (!spent)
        return;
    word_pool_drop(cache->pool);
    cache->pool = word_pools_get(cache->pools);
}

// ---- uses of a face -----------------------------------------------------------------------

// Faces are their sets' own: those that share know a face by its file.
static const void *use_id(const struct shape_cache *cache, const struct face_use *use)
{
    if (!cache->pool)
        return use;
    const hb_segment_properties_t *of = &use->properties;
    char *id = g_strdup_printf("%s#%d %d %08x %s", use->face->file, use->face->index, of->direction,
                               of->script, hb_language_to_string(of->language));
    const char *interned = g_intern_string(id);
    g_free(id);
    return interned;
}

static struct face_use *find_use(struct shape_cache *cache, const struct text_item *item)
{
    struct face_use key = {
        .face = item->face,
        .properties = {.direction = item->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR,
                       .script = item->script,
                       .language = item->hb_lang}};
    if (cache->last && use_equal(cache->last, &key))
        return cache->last;
    struct face_use *use = g_hash_table_lookup(cache->uses, &key);
    if (!use) {
        use = g_memdup2(&key, sizeof key);
        use->id = use_id(cache, use);
        g_hash_table_add(cache->uses, use);
    }
    cache->last = use;
    return use;
}

// What is known of the item's face; NULL until it has been used enough.
static struct face_use *known_use(struct shape_cache *cache, const struct text_item *item,
                                  size_t bytes)
{
    struct face_use *use = find_use(cache, item);
    if (use->known)
        return use;
    use->bytes += bytes;
    if (use->bytes <= cache->worthwhile)
        return NULL;
    use->lookups = space_lookups_read(use->face, &use->properties);
    use->known = true;
    return use;
}

// ---- words --------------------------------------------------------------------------------

static bool touches(const struct shaped *shaped, const hb_set_t *glyphs)
{
    for (size_t i = 0; i < shaped->n; i++)
        if (hb_set_has(glyphs, shaped->glyphs[i].id))
            return true;
    return false;
}

static bool is_refused(const struct face_use *use, hb_codepoint_t c)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(use->face->hb_font, c, &glyph) &&
           hb_set_has(use->lookups.refused, glyph);
}

// A character as it is, taken apart, or put together with the one before, as HarfBuzz may.
static bool has_refused(const struct face_use *use, const char *text, size_t n)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    hb_codepoint_t before = 0, one, other;
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        hb_codepoint_t c = g_utf8_get_char(p);
        if (is_refused(use, c) ||
            (before && hb_unicode_compose(unicode, before, c, &one) && is_refused(use, one)))
            return true;
        before = c;
        while (c >= 0xc0 && hb_unicode_decompose(unicode, c, &one, &other)) {
            if (is_refused(use, one) || (other && is_refused(use, other)))
                return true;
            c = one;
        }
    }
    return false;
}

// A mark at the word's start would be the space's, whatever its character is. Which of several
// broken syllables HarfBuzz gives a dotted circle depends on the others.
static bool hangs_on_others(const struct face_use *use, const struct shaped *shaped)
{
    bool rtl = use->properties.direction == HB_DIRECTION_RTL;
    if (shaped->n == 0 || hb_ot_layout_get_glyph_class(
                              use->face->hb_face, shaped->glyphs[rtl ? shaped->n - 1 : 0].id) ==
                              HB_OT_LAYOUT_GLYPH_CLASS_MARK)
        return true;
    for (size_t i = 0; use->lookups.circle && i < shaped->n; i++)
        if (shaped->glyphs[i].id == use->lookups.circle)
            return true;
    return false;
}

static struct word_manner manner_of(const struct face_use *use, const struct shaped *shaped,
                                    const char *text, size_t n)
{
    const struct space_lookups *lookups = &use->lookups;
    struct word_manner manner = {
        .refused = hangs_on_others(use, shaped) ||
                   (!hb_set_is_empty(lookups->refused) && has_refused(use, text, n))};
    if (lookups->near) {
        manner.sensitive = touches(shaped, lookups->sensitive);
        manner.around = touches(shaped, lookups->around);
    }
    return manner;
}

/* A word of the item, several that belong together, or one space. */
struct part {
    size_t first, end; /* characters */
    bool space;
    struct word_manner manner;
    uint32_t offset; /* of its glyphs' clusters */
    struct shaped shaped;
    const struct packed_glyph *packed; /* as many as are shaped; NULL: they are not packed */
};

/* An item under way. */
struct parting {
    struct shape_cache *cache;
    const struct face_use *use;
    const struct chars *chars;
    const struct text_item *item;
    struct arena *arena;
    struct part *parts;
    size_t n;
};

// A word that was shaped, for the next time, also by another thread.
static void keep_word(const struct parting *p, struct cached_word *word,
                      const struct shaped *shaped)
{
    struct shape_cache *cache = p->cache;
    word->glyphs = word_pack(shaped, p->arena);
    word->n_glyphs = (uint8_t)shaped->n;
    if (!word->glyphs)
        return;
    const struct cached_word *kept =
        cache->pool ? word_pool_add(cache->pool, word) : word_copy(word, cache->arena);
    g_hash_table_add(cache->words, (void *)kept);
}

static const struct cached_word *find_word(struct shape_cache *cache, const struct cached_word *key)
{
    const struct cached_word *word = g_hash_table_lookup(cache->words, key);
    if (word || !cache->pool)
        return word;
    word = word_pool_find(cache->pool, key);
    if (word)
        g_hash_table_add(cache->words, (void *)word);
    return word;
}

// By itself, which is how it is kept.
static void shape_word(const struct parting *p, struct part *part, size_t start, size_t n)
{
    const char *text = p->chars->text + start;
    struct cached_word key = {.use = p->use->id, .text = text, .n_text = (uint8_t)n};
    const struct cached_word *word = find_word(p->cache, &key);
    part->offset = (uint32_t)start;
    if (word) {
        part->packed = word->glyphs;
        part->shaped.n = word->n_glyphs;
        part->manner = word->manner;
        return;
    }
    part->shaped = shape_bytes(p->item, text, n, 0, n, p->item->level & 1, p->arena);
    key.manner = part->manner = manner_of(p->use, &part->shaped, text, n);
    keep_word(p, &key, &part->shaped);
}

// ---- parts of an item ---------------------------------------------------------------------

// Nothing joins across a space, nor across the paragraph's ends.
static bool is_edge(const struct chars *chars, size_t at)
{
    return at == 0 || at == chars->n || chars->code[at - 1] == ' ' || chars->code[at] == ' ';
}

static bool starts_with_mark(const struct chars *chars, size_t at)
{
    return chars->code[at] >= 0x300 && g_unichar_ismark(chars->code[at]);
}

static void shape_here(const struct parting *p, struct part *part, size_t start, size_t end)
{
    const struct chars *chars = p->chars;
    part->shaped =
        shape_bytes(p->item, chars->text, chars->n_bytes, start, end, p->item->level & 1, p->arena);
    part->manner = manner_of(p->use, &part->shaped, chars->text + start, end - start);
}

// What the item's ends part from the rest of a word is shaped where it is, and not kept; nor are
// words too long to come again.
static struct part shape_part(const struct parting *p, size_t first, size_t end)
{
    const struct chars *chars = p->chars;
    size_t start = chars->byte[first], n = chars->byte[end] - start;
    struct part part = {.first = first, .end = end};
    if (is_edge(chars, first) && is_edge(chars, end) && n <= WORD_BYTES_MOST)
        shape_word(p, &part, start, n);
    else
        shape_here(p, &part, start, start + n);
    return part;
}

static size_t word_end(const struct chars *chars, size_t at, size_t end)
{
    while (at < end && chars->code[at] != ' ')
        at++;
    return at;
}

// False where a word begins with a mark, which would be the space's, or is shown as nothing.
static bool find_parts(struct parting *p, bool *ret_sensitive)
{
    const struct chars *chars = p->chars;
    *ret_sensitive = false;
    for (size_t at = p->item->first, end; at < p->item->end; at = end) {
        struct part *part = &p->parts[p->n++];
        if (chars->code[at] == ' ') {
            end = at + 1;
            *part = (struct part){at, end, .space = true, .offset = chars->byte[at]};
            continue;
        }
        end = word_end(chars, at, p->item->end);
        if (starts_with_mark(chars, at))
            return false;
        *part = shape_part(p, at, end);
        if (part->manner.refused)
            return false;
        *ret_sensitive = *ret_sensitive || part->manner.sensitive;
    }
    return true;
}

// Whether part `i` and the one after it, a word and a space, are shaped together: the word may be
// moved because of the space, or has a part in moving the word beyond it.
static bool is_bound(const struct parting *p, size_t i)
{
    bool word_first = !p->parts[i].space;
    const struct part *word = &p->parts[word_first ? i : i + 1], *other = NULL;
    if (word_first && i + 2 < p->n)
        other = &p->parts[i + 2];
    else if (!word_first && i > 0)
        other = &p->parts[i - 1];
    return word->manner.sensitive || (other && other->manner.sensitive && word->manner.around);
}

// A sensitive word beside two spaces could be moved because of the second.
static bool is_single_spaced(const struct parting *p)
{
    for (size_t i = 0; i + 1 < p->n; i++)
        if (p->parts[i].space && p->parts[i + 1].space)
            return false;
    return true;
}

static void bind_parts(struct parting *p)
{
    size_t kept = 0, n = p->n;
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && is_bound(p, end - 1); end++)
            ;
        // Never over a part that the next still looks back at.
        p->parts[kept] =
            end == i + 1 ? p->parts[i] : shape_part(p, p->parts[i].first, p->parts[end - 1].end);
        kept++;
    }
    p->n = kept;
}

// ---- the item -----------------------------------------------------------------------------

static struct glyph *put_glyphs(struct glyph *to, const struct part *part)
{
    for (size_t i = 0; part->packed && i < part->shaped.n; i++) {
        const struct packed_glyph *glyph = &part->packed[i];
        to[i] = (struct glyph){.id = glyph->id,
                               .cluster = glyph->cluster + part->offset,
                               .advance = glyph->advance,
                               .dx = glyph->dx,
                               .dy = glyph->dy,
                               .flags = glyph->flags};
    }
    for (size_t i = 0; !part->packed && i < part->shaped.n; i++) {
        to[i] = part->shaped.glyphs[i];
        to[i].cluster += part->offset;
    }
    return to + part->shaped.n;
}

static void put_parts(const struct parting *p, struct shaped *ret)
{
    const struct space_lookups *lookups = &p->use->lookups;
    ret->n = 0;
    for (size_t i = 0; i < p->n; i++)
        ret->n += p->parts[i].space ? 1 : p->parts[i].shaped.n;
    ret->glyphs = ARENA_ARRAY(p->arena, struct glyph, ret->n);
    struct glyph *to = ret->glyphs;
    for (size_t i = 0; i < p->n; i++) {
        const struct part *part = &p->parts[p->item->level & 1 ? p->n - 1 - i : i];
        if (part->space)
            *to++ = (struct glyph){.id = lookups->space,
                                   .cluster = part->offset,
                                   .advance = lookups->advance,
                                   .flags = GLYPH_SPACE};
        else
            to = put_glyphs(to, part);
    }
}

// How many parts the item has at most.
static size_t count_parts(const struct chars *chars, const struct text_item *item)
{
    size_t spaces = 0;
    for (size_t at = item->first; at < item->end; at++)
        spaces += chars->code[at] == ' ';
    return 2 * spaces + 1;
}

bool shape_cache_item(struct shape_cache *cache, const struct chars *chars,
                      const struct text_item *item, struct arena *arena, struct shaped *ret)
{
    size_t bytes = chars->byte[item->end] - chars->byte[item->first];
    const struct face_use *use = known_use(cache, item, bytes);
    if (!use || !use->lookups.parts)
        return false;
    struct part few[PARTS_FEW];
    struct parting p = {cache, use, chars, item, arena, few, 0};
    size_t most = item->end - item->first > PARTS_FEW ? count_parts(chars, item) : 0;
    if (most > PARTS_FEW)
        p.parts = ARENA_ARRAY(arena, struct part, most);
    bool sensitive;
    if (!find_parts(&p, &sensitive) || (sensitive && !is_single_spaced(&p)))
        return false;
    if (sensitive)
        bind_parts(&p);
    put_parts(&p, ret);
    return true;
}

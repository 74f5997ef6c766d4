// SPDX-License-Identifier: MIT
#include "pdf/reuse.h"

#include <pthread.h>
#include <string.h>

// A ring: the oldest makes room. A letter has a handful of faces, a few in each style of name.
enum { CUTS = 24, FILES = 16 };
// Of streams as they were and as they are packed, in bytes: a letter in each of the styles, its
// pages as they were some edits ago. The longest unused makes room.
enum { PACKED_MOST = 12 * 1024 * 1024 };

struct kept_cut {
    hb_face_t *of;
    hb_set_t *glyphs;
    struct pdf_cut cut;
};

struct kept_made {
    GByteArray *key; // NULL: nothing is kept here
    GPtrArray *faces;
    struct pdf_made made;
};

struct kept_packed {
    uint64_t hash;
    int level;
    GBytes *plain, *packed;
    GList used; // its place in the queue
};

/* All of it under the lock: streams are packed by several threads. */
struct packed_store {
    GHashTable *packed; // the set of them
    GQueue used;        // the same, the last used at the end
    size_t bytes;
    pthread_mutex_t lock;
};

struct pdf_reuse {
    struct kept_cut cuts[CUTS];
    size_t next_cut;
    struct kept_made files[FILES];
    size_t next_file;
    struct packed_store *store;
    bool beside; // the store is another's
};

// Eight bytes at a time, for a letter's streams are a megabyte; who finds one compares it whole.
static uint64_t hash_of(int level, const char *data, size_t n)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ n ^ ((uint64_t)level << 56);
    for (; n > 0; data += 8) {
        uint64_t word = 0;
        size_t part = MIN(n, 8);
        memcpy(&word, data, part);
        hash = (hash ^ word) * 0xFF51AFD7ED558CCDu;
        hash ^= hash >> 32;
        n -= part;
    }
    return hash;
}

static guint packed_hash(gconstpointer item)
{
    const struct kept_packed *kept = item;
    return (guint)kept->hash;
}

static gboolean packed_equal(gconstpointer a, gconstpointer b)
{
    const struct kept_packed *one = a, *other = b;
    return one->hash == other->hash && one->level == other->level &&
           g_bytes_equal(one->plain, other->plain);
}

static void packed_free(void *item)
{
    struct kept_packed *kept = item;
    g_bytes_unref(kept->plain);
    g_bytes_unref(kept->packed);
    g_free(kept);
}

static struct packed_store *store_new(void)
{
    struct packed_store *store = g_new0(struct packed_store, 1);
    pthread_mutex_init(&store->lock, NULL);
    g_queue_init(&store->used);
    store->packed = g_hash_table_new_full(packed_hash, packed_equal, packed_free, NULL);
    return store;
}

static void store_free(struct packed_store *store)
{
    g_hash_table_unref(store->packed);
    pthread_mutex_destroy(&store->lock);
    g_free(store);
}

struct pdf_reuse *pdf_reuse_new(void)
{
    struct pdf_reuse *reuse = g_new0(struct pdf_reuse, 1);
    reuse->store = store_new();
    return reuse;
}

struct pdf_reuse *pdf_reuse_new_beside(const struct pdf_reuse *other)
{
    struct pdf_reuse *reuse = g_new0(struct pdf_reuse, 1);
    reuse->store = other->store;
    reuse->beside = true;
    return reuse;
}

void pdf_cut_clear(struct pdf_cut *cut)
{
    hb_face_destroy(cut->face);
    hb_map_destroy(cut->to_new);
    *cut = (struct pdf_cut){0};
}

static void kept_cut_clear(struct kept_cut *kept)
{
    if (!kept->of)
        return;
    hb_face_destroy(kept->of);
    hb_set_destroy(kept->glyphs);
    pdf_cut_clear(&kept->cut);
}

static void kept_made_clear(struct kept_made *kept)
{
    if (!kept->key)
        return;
    g_byte_array_unref(kept->key);
    g_ptr_array_unref(kept->faces);
    g_bytes_unref(kept->made.file);
    g_free(kept->made.name);
    hb_map_destroy(kept->made.to_new);
}

void pdf_reuse_free(struct pdf_reuse *reuse)
{
    if (!reuse)
        return;
    for (size_t i = 0; i < CUTS; i++)
        kept_cut_clear(&reuse->cuts[i]);
    for (size_t i = 0; i < FILES; i++)
        kept_made_clear(&reuse->files[i]);
    if (!reuse->beside)
        store_free(reuse->store);
    g_free(reuse);
}

static struct pdf_cut cut_reference(const struct pdf_cut *cut)
{
    return (struct pdf_cut){hb_face_reference(cut->face), hb_map_reference(cut->to_new),
                            cut->n_glyphs};
}

bool pdf_reuse_find_cut(struct pdf_reuse *reuse, hb_face_t *face, const hb_set_t *glyphs,
                        struct pdf_cut *ret)
{
    for (size_t i = 0; reuse && i < CUTS; i++) {
        const struct kept_cut *kept = &reuse->cuts[i];
        if (kept->of == face && hb_set_is_equal(kept->glyphs, glyphs)) {
            *ret = cut_reference(&kept->cut);
            return true;
        }
    }
    return false;
}

void pdf_reuse_keep_cut(struct pdf_reuse *reuse, hb_face_t *face, const hb_set_t *glyphs,
                        const struct pdf_cut *cut)
{
    if (!reuse)
        return;
    struct kept_cut *kept = &reuse->cuts[reuse->next_cut++ % CUTS];
    kept_cut_clear(kept);
    kept->of = hb_face_reference(face);
    kept->glyphs = hb_set_create();
    hb_set_union(kept->glyphs, glyphs);
    kept->cut = cut_reference(cut);
}

static void face_drop(void *face)
{
    hb_face_destroy(face);
}

const struct pdf_made *pdf_reuse_find_made(const struct pdf_reuse *reuse, const GByteArray *key)
{
    for (size_t i = 0; i < FILES; i++) {
        const struct kept_made *kept = &reuse->files[i];
        if (kept->key && kept->key->len == key->len &&
            memcmp(kept->key->data, key->data, key->len) == 0)
            return &kept->made;
    }
    return NULL;
}

void pdf_reuse_keep_made(struct pdf_reuse *reuse, GByteArray *key, hb_face_t *const *faces,
                         size_t n, const struct pdf_made *made)
{
    struct kept_made *kept = &reuse->files[reuse->next_file++ % FILES];
    kept_made_clear(kept);
    *kept = (struct kept_made){key, g_ptr_array_new_with_free_func(face_drop), *made};
    for (size_t i = 0; i < n; i++)
        g_ptr_array_add(kept->faces, hb_face_reference(faces[i]));
}

// `plain` as it is asked for, for as long as the string is not touched.
static struct kept_packed wanted(int level, const GString *plain)
{
    return (struct kept_packed){.hash = hash_of(level, plain->str, plain->len),
                                .level = level,
                                .plain = g_bytes_new_static(plain->str, plain->len)};
}

GString *pdf_reuse_find_packed(struct pdf_reuse *reuse, int level, const GString *plain)
{
    if (!reuse)
        return NULL;
    GString *found = NULL;
    struct packed_store *store = reuse->store;
    struct kept_packed ask = wanted(level, plain);
    pthread_mutex_lock(&store->lock);
    struct kept_packed *kept = g_hash_table_lookup(store->packed, &ask);
    if (kept) {
        found = g_string_new_len(g_bytes_get_data(kept->packed, NULL),
                                 (gssize)g_bytes_get_size(kept->packed));
        g_queue_unlink(&store->used, &kept->used);
        g_queue_push_tail_link(&store->used, &kept->used);
    }
    pthread_mutex_unlock(&store->lock);
    g_bytes_unref(ask.plain);
    return found;
}

static size_t packed_size(const struct kept_packed *kept)
{
    return g_bytes_get_size(kept->plain) + g_bytes_get_size(kept->packed) + sizeof *kept;
}

static void make_room(struct packed_store *store)
{
    while (store->bytes > PACKED_MOST) {
        struct kept_packed *oldest = g_queue_pop_head_link(&store->used)->data;
        store->bytes -= packed_size(oldest);
        g_hash_table_remove(store->packed, oldest);
    }
}

void pdf_reuse_keep_packed(struct pdf_reuse *reuse, int level, const GString *plain,
                           const GString *packed)
{
    if (!reuse || plain->len > PACKED_MOST / 4)
        return;
    struct packed_store *store = reuse->store;
    struct kept_packed *kept = g_new(struct kept_packed, 1);
    *kept = wanted(level, plain);
    g_bytes_unref(kept->plain);
    kept->plain = g_bytes_new(plain->str, plain->len);
    kept->packed = g_bytes_new(packed->str, packed->len);
    pthread_mutex_lock(&store->lock);
    // Two threads may have packed the same: one is enough.
    if (g_hash_table_contains(store->packed, kept)) {
        packed_free(kept);
    } else {
        g_hash_table_add(store->packed, kept);
        kept->used.data = kept;
        g_queue_push_tail_link(&store->used, &kept->used);
        store->bytes += packed_size(kept);
        make_room(store);
    }
    pthread_mutex_unlock(&store->lock);
}

// SPDX-License-Identifier: MIT
#include "text/fast/ahead.h"

#include "text/font_aside.h"
#include "text/fast/lines_copy.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

enum {
    CHUNK_BYTES = 1024,        /* of text that a thread takes at once */
    OFFERED_BYTES = 32 * 1024, /* by thread */
    THREADS_MOST = 64,
};

struct offer {
    struct paragraph_key key;
    struct styled_text text;
    struct paragraph_style style;
    len measure;
    struct lines lines;
    const struct face **faces; /* used, in order */
    guint n_faces;
    bool silent; /* nothing is to be reported */
};

/* An open one is the offering thread's alone, and waits from when it is closed. */
enum chunk_state { CHUNK_OPEN, CHUNK_WAITING, CHUNK_TAKEN, CHUNK_SET };

struct chunk {
    struct arena *arena;
    GArray *offers; /* struct offer */
    size_t bytes;
    guint next;             /* the first that has not been taken */
    enum chunk_state state; /* under the lock, as the next is */
    unsigned held;          /* by the queue, and by the pool */
    struct font_set *fonts; /* it was set with; its faces are theirs */
};

struct ahead {
    struct font_set *fonts;
    ahead_set_fn set;
    unsigned threads;
    GThreadPool *pool;  /* NULL until there is work */
    GQueue chunks;      /* in the order of the offers */
    struct chunk *open; /* the last of them, while offers are added; NULL: none is */
    size_t bytes;       /* of text in them */
    pthread_mutex_t lock;
    pthread_cond_t is_set;
    GPtrArray *spare; /* font sets of threads that do not work just now; under the lock */
    GPtrArray *sets;  /* all of them; under the lock */
};

// The lock is ahead's: a chunk is read only once it is held.
static void chunk_drop(struct ahead *ahead, struct chunk *chunk)
{
    pthread_mutex_lock(&ahead->lock);
    bool last = --chunk->held == 0;
    pthread_mutex_unlock(&ahead->lock);
    if (!last)
        return;
    g_array_unref(chunk->offers);
    arena_free(chunk->arena);
    g_free(chunk);
}

// ---- setting ------------------------------------------------------------------------------

static void set_offer(const struct ahead *ahead, struct chunk *chunk, struct offer *offer,
                      struct diag *diag)
{
    size_t notes = diag_count(diag);
    font_aside_begin(chunk->fonts);
    offer->lines =
        ahead->set(chunk->fonts, &offer->text, &offer->style, offer->measure, chunk->arena, diag);
    const GPtrArray *faces = font_aside_end(chunk->fonts, &offer->silent);
    offer->silent = offer->silent && diag_count(diag) == notes;
    offer->n_faces = faces->len;
    offer->faces = arena_memdup(chunk->arena, faces->pdata, faces->len * sizeof faces->pdata[0]);
}

static bool chunk_claim(struct ahead *ahead, struct chunk *chunk)
{
    pthread_mutex_lock(&ahead->lock);
    bool waits = chunk->state == CHUNK_WAITING;
    if (waits)
        chunk->state = CHUNK_TAKEN;
    pthread_mutex_unlock(&ahead->lock);
    return waits;
}

// The chunk is claimed.
static void chunk_set(struct ahead *ahead, struct chunk *chunk, struct font_set *fonts)
{
    struct diag *diag = diag_new();
    chunk->fonts = fonts;
    for (guint i = 0; i < chunk->offers->len; i++)
        set_offer(ahead, chunk, &g_array_index(chunk->offers, struct offer, i), diag);
    diag_free(diag);
    pthread_mutex_lock(&ahead->lock);
    chunk->state = CHUNK_SET;
    pthread_cond_broadcast(&ahead->is_set);
    pthread_mutex_unlock(&ahead->lock);
}

static struct font_set *take_fonts(struct ahead *ahead)
{
    struct font_set *fonts = NULL;
    pthread_mutex_lock(&ahead->lock);
    if (ahead->spare->len)
        fonts = g_ptr_array_steal_index_fast(ahead->spare, ahead->spare->len - 1);
    pthread_mutex_unlock(&ahead->lock);
    if (fonts)
        return fonts;
    fonts = font_set_twin(ahead->fonts);
    pthread_mutex_lock(&ahead->lock);
    g_ptr_array_add(ahead->sets, fonts);
    pthread_mutex_unlock(&ahead->lock);
    return fonts;
}

static void give_fonts(struct ahead *ahead, struct font_set *fonts)
{
    pthread_mutex_lock(&ahead->lock);
    g_ptr_array_add(ahead->spare, fonts);
    pthread_mutex_unlock(&ahead->lock);
}

static void work(gpointer data, gpointer user_data)
{
    struct chunk *chunk = data;
    struct ahead *ahead = user_data;
    if (chunk_claim(ahead, chunk)) {
        struct font_set *fonts = take_fonts(ahead);
        chunk_set(ahead, chunk, fonts);
        give_fonts(ahead, fonts);
    }
    chunk_drop(ahead, chunk);
}

// ---- offers -------------------------------------------------------------------------------

struct ahead *ahead_new(struct font_set *fonts, ahead_set_fn set)
{
    struct ahead *ahead = g_new0(struct ahead, 1);
    ahead->fonts = fonts;
    ahead->set = set;
    g_queue_init(&ahead->chunks);
    pthread_mutex_init(&ahead->lock, NULL);
    pthread_cond_init(&ahead->is_set, NULL);
    ahead->spare = g_ptr_array_new();
    ahead->sets = g_ptr_array_new_with_free_func((GDestroyNotify)font_set_free);
    return ahead;
}

void ahead_set_threads(struct ahead *ahead, unsigned threads)
{
    assert(g_queue_is_empty(&ahead->chunks));
    ahead->threads = MIN(threads, THREADS_MOST);
}

static void drop_head(struct ahead *ahead)
{
    struct chunk *chunk = g_queue_pop_head(&ahead->chunks);
    ahead->bytes -= chunk->bytes;
    // A thread that has not begun it need not.
    if (chunk == ahead->open)
        ahead->open = NULL;
    else
        chunk_claim(ahead, chunk);
    chunk_drop(ahead, chunk);
}

void ahead_drop(struct ahead *ahead)
{
    while (!g_queue_is_empty(&ahead->chunks))
        drop_head(ahead);
}

void ahead_forget(struct ahead *ahead)
{
    ahead_drop(ahead);
    // Those under way still read strings of whoever offered them.
    if (!ahead->pool)
        return;
    g_thread_pool_free(ahead->pool, FALSE, TRUE);
    ahead->pool = NULL;
    // They have ended; that what they wrote may be read now is said by a lock that all of them
    // took, since ThreadSanitizer does not see GLib's.
    pthread_mutex_lock(&ahead->lock);
    pthread_mutex_unlock(&ahead->lock);
}

void ahead_free(struct ahead *ahead)
{
    if (!ahead)
        return;
    ahead_forget(ahead);
    g_ptr_array_unref(ahead->spare);
    g_ptr_array_unref(ahead->sets);
    pthread_cond_destroy(&ahead->is_set);
    pthread_mutex_destroy(&ahead->lock);
    g_free(ahead);
}

bool ahead_is_full(const struct ahead *ahead)
{
    return ahead->bytes >= (size_t)OFFERED_BYTES * ahead->threads;
}

static struct chunk *open_chunk(struct ahead *ahead)
{
    if (ahead->open)
        return ahead->open;
    struct chunk *chunk = g_new0(struct chunk, 1);
    chunk->arena = arena_new();
    chunk->offers = g_array_new(FALSE, TRUE, sizeof(struct offer));
    chunk->held = 1;
    g_queue_push_tail(&ahead->chunks, chunk);
    ahead->open = chunk;
    return chunk;
}

// NULL where not all threads could be had: then the caller sets what is offered.
static GThreadPool *pool_new(struct ahead *ahead)
{
    GError *fault = NULL;
    GThreadPool *pool = g_thread_pool_new(work, ahead, (gint)ahead->threads, TRUE, &fault);
    if (!fault)
        return pool;
    g_error_free(fault);
    if (pool)
        g_thread_pool_free(pool, TRUE, TRUE);
    ahead->threads = 0;
    return NULL;
}

static void close_chunk(struct ahead *ahead, struct chunk *chunk)
{
    if (!ahead->pool && ahead->threads > 0)
        ahead->pool = pool_new(ahead);
    ahead->open = NULL;
    pthread_mutex_lock(&ahead->lock);
    chunk->state = CHUNK_WAITING;
    chunk->held += ahead->pool != NULL;
    pthread_mutex_unlock(&ahead->lock);
    if (ahead->pool)
        g_thread_pool_push(ahead->pool, chunk, NULL);
}

void ahead_offer(struct ahead *ahead, const struct paragraph_key *key,
                 const struct styled_text *text, const struct paragraph_style *style, len measure)
{
    struct chunk *chunk = open_chunk(ahead);
    struct arena *arena = chunk->arena;
    struct offer offer = {.key = *key, .text = *text, .style = *style, .measure = measure};
    offer.key.bytes = arena_memdup(arena, key->bytes, key->n);
    offer.text.text = arena_strndup(arena, text->text, text->n);
    offer.text.attrs = arena_memdup(arena, text->attrs, text->n_attrs * sizeof *text->attrs);
    g_array_append_val(chunk->offers, offer);
    chunk->bytes += text->n;
    ahead->bytes += text->n;
    if (chunk->bytes >= CHUNK_BYTES)
        close_chunk(ahead, chunk);
}

// ---- taking -------------------------------------------------------------------------------

static struct offer *find_in(const struct chunk *chunk, const struct paragraph_key *key,
                             guint *ret_index)
{
    for (guint i = chunk->next; i < chunk->offers->len; i++) {
        struct offer *offer = &g_array_index(chunk->offers, struct offer, i);
        if (paragraph_key_equal(&offer->key, key)) {
            *ret_index = i;
            return offer;
        }
    }
    return NULL;
}

static struct offer *find_offer(const struct ahead *ahead, const struct paragraph_key *key,
                                struct chunk **ret_chunk, guint *ret_index)
{
    for (GList *at = ahead->chunks.head; at; at = at->next) {
        struct offer *offer = find_in(at->data, key, ret_index);
        if (offer) {
            *ret_chunk = at->data;
            return offer;
        }
    }
    return NULL;
}

static bool is_set(struct ahead *ahead, struct chunk *chunk)
{
    pthread_mutex_lock(&ahead->lock);
    bool set = chunk->state == CHUNK_SET;
    pthread_mutex_unlock(&ahead->lock);
    return set;
}

// What the caller does while another thread has what it waits for: the next that nobody has.
static bool set_another(struct ahead *ahead)
{
    for (GList *at = ahead->chunks.head; at; at = at->next) {
        if (chunk_claim(ahead, at->data)) {
            chunk_set(ahead, at->data, ahead->fonts);
            return true;
        }
    }
    return false;
}

static void wait_for(struct ahead *ahead, struct chunk *chunk)
{
    if (chunk == ahead->open)
        close_chunk(ahead, chunk);
    if (chunk_claim(ahead, chunk))
        chunk_set(ahead, chunk, ahead->fonts);
    while (!is_set(ahead, chunk) && set_another(ahead))
        ;
    pthread_mutex_lock(&ahead->lock);
    while (chunk->state != CHUNK_SET)
        pthread_cond_wait(&ahead->is_set, &ahead->lock);
    pthread_mutex_unlock(&ahead->lock);
}

// The runs of a line are not in the order of the text; each is of one look.
static void carry_looks(const struct styled_text *text, struct glyph_run *run, const char *base)
{
    size_t at = (size_t)(run->text - base), i = 0;
    while (i + 1 < text->n_attrs && text->attrs[i].end <= at)
        i++;
    run->tag = text->attrs[i].tag;
    run->ink = text->attrs[i].ink;
}

static bool is_bare(const struct styled_text *text)
{
    return text->n_attrs == 1 && text->attrs[0].tag == 0 && text->attrs[0].ink == 0;
}

// A bare text may have met the offer of a link that says the same.
static void make_own(struct ahead *ahead, const struct chunk *chunk, const struct offer *offer,
                     const struct styled_text *text, const char *base, struct lines *lines)
{
    bool looks = !is_bare(text) || !is_bare(&offer->text);
    for (size_t i = 0; i < lines->n; i++) {
        for (size_t k = 0; k < lines->lines[i].n_runs; k++) {
            struct glyph_run *run = &lines->lines[i].runs[k].run;
            if (chunk->fonts != ahead->fonts)
                run->face = font_set_own(ahead->fonts, run->face);
            if (looks)
                carry_looks(text, run, base);
        }
    }
}

static void use_faces(struct ahead *ahead, const struct chunk *chunk, const struct offer *offer)
{
    bool own = chunk->fonts == ahead->fonts;
    for (guint i = 0; i < offer->n_faces; i++)
        font_set_use(ahead->fonts,
                     own ? offer->faces[i] : font_set_own(ahead->fonts, offer->faces[i]));
}

bool ahead_take(struct ahead *ahead, const struct paragraph_key *key,
                const struct styled_text *text, struct arena *arena, struct lines *ret,
                const char **ret_text)
{
    struct chunk *chunk;
    guint index;
    struct offer *offer = find_offer(ahead, key, &chunk, &index);
    if (!offer)
        return false;
    while (g_queue_peek_head(&ahead->chunks) != chunk)
        drop_head(ahead);
    wait_for(ahead, chunk);
    bool silent = offer->silent && !font_set_lacks(ahead->fonts, text->text, text->n);
    if (silent) {
        *ret_text = arena_strndup(arena, text->text, text->n);
        *ret = lines_copy(arena, &offer->lines, offer->text.text, *ret_text);
        make_own(ahead, chunk, offer, text, *ret_text, ret);
        use_faces(ahead, chunk, offer);
    }
    chunk->next = index + 1;
    if (chunk->next == chunk->offers->len)
        drop_head(ahead);
    return silent;
}

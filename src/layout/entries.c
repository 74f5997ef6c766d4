// SPDX-License-Identifier: MIT
#include "layout/entries.h"

#include "model/stream_told.h"

#include <pthread.h>

enum {
    BATCH = 128,
    BATCHES_READ = 2,  /* beyond those whose text was offered */
    BATCHES_MOST = 16, /* names that are known are not offered: what is offered bounds nothing */
};

/* Entries that are read, and given up, together. */
struct batch {
    struct arena *arena;
    const struct node *list[BATCH];
    struct styled_text texts[BATCH]; /* as foreseen; NULL where one is not */
    unsigned n, next;
    unsigned most; /* to read; fewer, and it is the last */
    bool is_read;  /* under the lock, as the rest is before it */
    bool foreseen;
    GError *fault; /* after its entries */
};

struct entries {
    struct node_cursor cursor;
    GQueue batches; /* struct batch, in order; the first holds the entry under way */
    struct batch *spare;
    const struct node *list;
    size_t given;      /* entries handed out */
    bool ended;        /* the last batch is among them */
    size_t read;       /* entries taken from the cursor, by whoever reads */
    bool over;         /* it came to its end */
    GThreadPool *pool; /* of one thread, which reads; NULL: the caller does */
    bool alone;        /* no thread could be had */
    pthread_mutex_t lock;
    pthread_cond_t one_is_read;
};

static void batch_free(void *data)
{
    struct batch *batch = data;
    if (!batch)
        return;
    arena_free(batch->arena);
    g_clear_error(&batch->fault);
    g_free(batch);
}

struct entries *entries_new(const struct node *list, GError **error)
{
    GError *fault = NULL;
    struct node_cursor cursor = node_cursor_start(list, &fault);
    if (fault) {
        g_propagate_error(error, fault);
        return NULL;
    }
    struct entries *entries = g_new0(struct entries, 1);
    entries->cursor = cursor;
    entries->list = list;
    g_queue_init(&entries->batches);
    pthread_mutex_init(&entries->lock, NULL);
    pthread_cond_init(&entries->one_is_read, NULL);
    return entries;
}

// ---- reading ------------------------------------------------------------------------------

static void batch_read(struct entries *entries, struct batch *batch)
{
    while (!entries->over && batch->n < batch->most) {
        const struct node *entry = node_cursor_next(&entries->cursor, batch->arena, &batch->fault);
        entries->over = !entry || batch->fault;
        if (!entries->over)
            batch->list[batch->n++] = entry;
        entries->read += !entries->over;
    }
}

// One after the other: the pool has one thread. The lock hands on what was asked and read before,
// since ThreadSanitizer does not see GLib's.
static void read_aside(gpointer data, gpointer user_data)
{
    struct batch *batch = data;
    struct entries *entries = user_data;
    pthread_mutex_lock(&entries->lock);
    pthread_mutex_unlock(&entries->lock);
    batch_read(entries, batch);
    pthread_mutex_lock(&entries->lock);
    batch->is_read = true;
    pthread_cond_signal(&entries->one_is_read);
    pthread_mutex_unlock(&entries->lock);
}

// A stream that was passed through once reports no more, and nobody else reads it meanwhile.
static bool may_read_aside(const struct entries *entries)
{
    const struct node_stream *stream = entries->cursor.stream;
    return stream && stream->told && stream->told->whole && !entries->alone;
}

// Where other threads set what comes, another reads it.
static void begin_reading(struct entries *entries)
{
    GError *fault = NULL;
    GThreadPool *pool = g_thread_pool_new(read_aside, entries, 1, TRUE, &fault);
    entries->alone = fault != NULL;
    if (fault && pool)
        g_thread_pool_free(g_steal_pointer(&pool), TRUE, TRUE);
    g_clear_error(&fault);
    entries->pool = pool;
}

static void end_reading(struct entries *entries)
{
    if (!entries->pool)
        return;
    g_thread_pool_free(entries->pool, TRUE, TRUE);
    entries->pool = NULL;
    pthread_mutex_lock(&entries->lock); // as above
    pthread_mutex_unlock(&entries->lock);
}

static void drop_head(struct entries *entries)
{
    struct batch *batch = g_queue_pop_head(&entries->batches);
    arena_reset(batch->arena);
    batch_free(entries->spare);
    entries->spare = batch;
}

static void drop_all(struct entries *entries)
{
    end_reading(entries);
    while (!g_queue_is_empty(&entries->batches))
        drop_head(entries);
}

void entries_free(struct entries *entries)
{
    if (!entries)
        return;
    drop_all(entries);
    batch_free(entries->spare);
    pthread_cond_destroy(&entries->one_is_read);
    pthread_mutex_destroy(&entries->lock);
    g_free(entries);
}

static void ask_for_batch(struct entries *entries, unsigned most)
{
    struct batch *batch = entries->spare;
    entries->spare = NULL;
    if (!batch)
        batch = g_new0(struct batch, 1);
    struct arena *arena = batch->arena ? batch->arena : arena_new();
    g_clear_error(&batch->fault);
    pthread_mutex_lock(&entries->lock);
    *batch = (struct batch){.arena = arena, .most = most};
    pthread_mutex_unlock(&entries->lock);
    g_queue_push_tail(&entries->batches, batch);
    if (entries->pool) {
        g_thread_pool_push(entries->pool, batch, NULL);
        return;
    }
    batch_read(entries, batch);
    batch->is_read = true;
    entries->ended = batch->n < most;
}

// `wait`: until it is.
static bool batch_is_read(struct entries *entries, const struct batch *batch, bool wait)
{
    pthread_mutex_lock(&entries->lock);
    while (wait && !batch->is_read)
        pthread_cond_wait(&entries->one_is_read, &entries->lock);
    bool is_read = batch->is_read;
    pthread_mutex_unlock(&entries->lock);
    return is_read;
}

// ---- ahead --------------------------------------------------------------------------------

// The first batch whose text was not offered; NULL where that of all was.
static struct batch *first_unforeseen(const struct entries *entries, unsigned *ret_n)
{
    struct batch *first = NULL;
    *ret_n = 0;
    for (GList *at = entries->batches.tail; at; at = at->prev) {
        struct batch *batch = at->data;
        if (batch->foreseen)
            break;
        first = batch;
        ++*ret_n;
    }
    return first;
}

static void ask_ahead(struct entries *entries)
{
    unsigned unforeseen;
    first_unforeseen(entries, &unforeseen);
    if (!entries->pool && entries->given > BATCH && may_read_aside(entries))
        begin_reading(entries);
    for (; !entries->ended && unforeseen < (entries->pool ? BATCHES_READ : 1); unforeseen++)
        ask_for_batch(entries, BATCH);
}

static struct styled_text text_copy(struct arena *arena, const struct styled_text *text)
{
    struct styled_text copy = *text;
    copy.text = arena_strndup(arena, text->text, text->n);
    copy.attrs = arena_memdup(arena, text->attrs, text->n_attrs * sizeof *text->attrs);
    return copy;
}

static void read_ahead(struct entries *entries, struct flow *flow, entries_read_fn read,
                       const void *context)
{
    while (entries->batches.length < BATCHES_MOST && paragraph_wants_offers(flow->job->fonts)) {
        unsigned unforeseen;
        ask_ahead(entries);
        struct batch *batch = first_unforeseen(entries, &unforeseen);
        // Its reader is behind: the next call finds it.
        if (!batch || !batch_is_read(entries, batch, false))
            return;
        batch->foreseen = true;
        for (unsigned i = batch->next; i < batch->n; i++) {
            struct inline_text text = read(flow, context, batch->list[i]);
            if (!text.tagged)
                batch->texts[i] = text_copy(batch->arena, &text.styled);
        }
        entries->ended = entries->ended || batch->n < batch->most;
    }
}

const struct node *entries_next(struct entries *entries, struct flow *flow, entries_read_fn read,
                                const void *context, GError **error)
{
    struct batch *head = g_queue_peek_head(&entries->batches);
    if (head && head->next == head->most)
        drop_head(entries);
    read_ahead(entries, flow, read, context);
    // Nobody sets ahead, or enough is under way: one at a time.
    if (g_queue_is_empty(&entries->batches))
        ask_for_batch(entries, 1);
    head = g_queue_peek_head(&entries->batches);
    if (head->next == 0)
        batch_is_read(entries, head, true);
    head->foreseen = true; // it is too late for what is not
    if (head->next < head->n) {
        entries->given++;
        return head->list[head->next++];
    }
    entries->ended = true;
    if (head->fault)
        g_propagate_error(error, g_steal_pointer(&head->fault));
    return NULL;
}

const struct styled_text *entries_foreseen(const struct entries *entries)
{
    const struct batch *head = g_queue_peek_head((GQueue *)&entries->batches);
    const struct styled_text *text = head && head->next > 0 ? &head->texts[head->next - 1] : NULL;
    return text && text->text ? text : NULL;
}

bool entries_go(struct entries *entries, struct flow *flow, size_t to, GError **error)
{
    if (to == entries->given)
        return true;
    paragraph_forget_offers(flow->job->fonts); // of entries that are given up
    drop_all(entries);
    bool ok = node_cursor_go(&entries->cursor, entries->list, entries->read, to, error);
    entries->read = entries->given = to;
    entries->ended = entries->over = false;
    return ok;
}

// SPDX-License-Identifier: MIT
#include "layout/entries.h"

enum { BATCH = 32 };

/* Entries that are given up together. */
struct batch {
    struct arena *arena;
    const struct node *list[BATCH];
    unsigned n, next;
};

struct entries {
    struct node_cursor cursor;
    GQueue batches; /* struct batch, in order; the first holds the entry under way */
    struct batch *spare;
    bool ended;
    GError *fault; /* after all entries in the batches */
    const struct node *list;
    size_t read, given; /* entries taken from the cursor; and handed out */
};

static void batch_free(void *data)
{
    struct batch *batch = data;
    if (batch)
        arena_free(batch->arena);
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
    return entries;
}

void entries_free(struct entries *entries)
{
    if (!entries)
        return;
    g_queue_clear_full(&entries->batches, batch_free);
    batch_free(entries->spare);
    g_clear_error(&entries->fault);
    g_free(entries);
}

static struct batch *batch_new(struct entries *entries)
{
    struct batch *batch = entries->spare;
    entries->spare = NULL;
    if (!batch) {
        batch = g_new0(struct batch, 1);
        batch->arena = arena_new();
    }
    batch->n = batch->next = 0;
    g_queue_push_tail(&entries->batches, batch);
    return batch;
}

static void drop_head(struct entries *entries)
{
    struct batch *batch = g_queue_pop_head(&entries->batches);
    arena_reset(batch->arena);
    batch_free(entries->spare);
    entries->spare = batch;
}

static struct batch *read_batch(struct entries *entries, unsigned most)
{
    struct batch *batch = batch_new(entries);
    while (!entries->ended && batch->n < most) {
        const struct node *entry =
            node_cursor_next(&entries->cursor, batch->arena, &entries->fault);
        entries->ended = !entry || entries->fault;
        if (!entries->ended)
            batch->list[batch->n++] = entry;
        entries->read += !entries->ended;
    }
    return batch;
}

static void read_ahead(struct entries *entries, struct flow *flow, entries_read_fn read,
                       const void *context)
{
    while (!entries->ended && paragraph_wants_offers(flow->job->fonts)) {
        const struct batch *batch = read_batch(entries, BATCH);
        for (unsigned i = 0; i < batch->n; i++)
            read(flow, context, batch->list[i]);
    }
}

const struct node *entries_next(struct entries *entries, struct flow *flow, entries_read_fn read,
                                const void *context, GError **error)
{
    struct batch *head = g_queue_peek_head(&entries->batches);
    if (head && head->next == head->n)
        drop_head(entries);
    read_ahead(entries, flow, read, context);
    head = g_queue_peek_head(&entries->batches);
    // Nobody sets ahead, or enough is under way: one at a time.
    if (!head && !entries->ended)
        head = read_batch(entries, 1);
    if (head && head->next < head->n) {
        entries->given++;
        return head->list[head->next++];
    }
    if (entries->fault)
        g_propagate_error(error, g_steal_pointer(&entries->fault));
    return NULL;
}

bool entries_go(struct entries *entries, struct flow *flow, size_t to, GError **error)
{
    if (to == entries->given)
        return true;
    paragraph_forget_offers(flow->job->fonts); // of entries that are given up
    while (!g_queue_is_empty(&entries->batches))
        drop_head(entries);
    bool ok = node_cursor_go(&entries->cursor, entries->list, entries->read, to, error);
    entries->read = entries->given = to;
    entries->ended = false;
    return ok;
}

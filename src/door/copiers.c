// SPDX-License-Identifier: MIT
#include "door/copiers.h"

#include <pthread.h>

enum {
    THREADS_MOST = 64,
    AHEAD = 3,         /* copies that a thread may be ahead */
    PAGES_MOST = 1024, /* held, unless threads would have nothing to do */
};

enum copy_state { COPY_WAITING, COPY_TAKEN, COPY_MADE };

/* Each copy and its state. */
struct awaited {
    struct copy *copy;
    enum copy_state state; // under the lock
};

struct copiers {
    struct copier_job *job;
    struct copier *own;
    GQueue window; // struct awaited, in order; changed under the lock
    guint most;
    GThreadPool *pool; // NULL: the caller is alone
    pthread_mutex_t lock;
    pthread_cond_t made;
    GPtrArray *spare; // copiers that do not work just now; under the lock
    GPtrArray *all;   // the same and those that do; under the lock
};

struct copiers *copiers_new(struct copier_job *job)
{
    struct copiers *copiers = g_new0(struct copiers, 1);
    copiers->job = job;
    copiers->own = copier_new(job, true);
    copiers->most = 1;
    g_queue_init(&copiers->window);
    pthread_mutex_init(&copiers->lock, NULL);
    pthread_cond_init(&copiers->made, NULL);
    copiers->spare = g_ptr_array_new();
    copiers->all = g_ptr_array_new_with_free_func((GDestroyNotify)copier_free);
    return copiers;
}

static void awaited_free(void *data)
{
    struct awaited *awaited = data;
    copy_free(awaited->copy);
    g_free(awaited);
}

void copiers_free(struct copiers *copiers)
{
    atomic_store(&copiers->job->is_ending, true);
    if (copiers->pool)
        g_thread_pool_free(copiers->pool, TRUE, TRUE);
    // They have ended; that what they wrote may be read now is said by a lock that all of them
    // took, since ThreadSanitizer does not see GLib's.
    pthread_mutex_lock(&copiers->lock);
    pthread_mutex_unlock(&copiers->lock);
    g_queue_clear_full(&copiers->window, awaited_free);
    g_ptr_array_unref(copiers->spare);
    g_ptr_array_unref(copiers->all);
    copier_free(copiers->own);
    pthread_cond_destroy(&copiers->made);
    pthread_mutex_destroy(&copiers->lock);
    g_free(copiers);
}

// The first that nobody has, from now on the caller's; NULL if there is none.
static struct awaited *claim(struct copiers *copiers, bool head_only)
{
    struct awaited *claimed = NULL;
    pthread_mutex_lock(&copiers->lock);
    for (GList *at = copiers->window.head; at && !claimed; at = head_only ? NULL : at->next) {
        struct awaited *awaited = at->data;
        if (awaited->state == COPY_WAITING)
            claimed = awaited;
    }
    if (claimed)
        claimed->state = COPY_TAKEN;
    pthread_mutex_unlock(&copiers->lock);
    return claimed;
}

static void finish(struct copiers *copiers, struct awaited *awaited)
{
    pthread_mutex_lock(&copiers->lock);
    awaited->state = COPY_MADE;
    pthread_cond_broadcast(&copiers->made);
    pthread_mutex_unlock(&copiers->lock);
}

static struct copier *take_copier(struct copiers *copiers)
{
    struct copier *copier = NULL;
    pthread_mutex_lock(&copiers->lock);
    if (copiers->spare->len)
        copier = g_ptr_array_steal_index_fast(copiers->spare, copiers->spare->len - 1);
    pthread_mutex_unlock(&copiers->lock);
    if (copier)
        return copier;
    copier = copier_new(copiers->job, false);
    pthread_mutex_lock(&copiers->lock);
    g_ptr_array_add(copiers->all, copier);
    pthread_mutex_unlock(&copiers->lock);
    return copier;
}

static void give_copier(struct copiers *copiers, struct copier *copier)
{
    pthread_mutex_lock(&copiers->lock);
    g_ptr_array_add(copiers->spare, copier);
    pthread_mutex_unlock(&copiers->lock);
}

// For each copy that is added one thread looks for work: that copy, or one before it.
static void work(gpointer data, gpointer user_data)
{
    (void)data;
    struct copiers *copiers = user_data;
    struct awaited *awaited = claim(copiers, false);
    if (!awaited)
        return;
    struct copier *copier = take_copier(copiers);
    copier_make(copier, awaited->copy, NULL, NULL);
    give_copier(copiers, copier);
    finish(copiers, awaited);
}

// NULL where not all threads could be had.
static GThreadPool *pool_new(struct copiers *copiers, unsigned threads)
{
    GError *fault = NULL;
    GThreadPool *pool = g_thread_pool_new(work, copiers, (gint)threads, TRUE, &fault);
    if (!fault)
        return pool;
    g_error_free(fault);
    if (pool)
        g_thread_pool_free(pool, TRUE, TRUE);
    return NULL;
}

void copiers_widen(struct copiers *copiers, unsigned threads, size_t pages)
{
    threads = MIN(threads, THREADS_MOST);
    copiers->pool = threads > 1 ? pool_new(copiers, threads - 1) : NULL;
    if (!copiers->pool)
        return;
    size_t most = PAGES_MOST / MAX(pages, 1);
    copiers->most = (guint)CLAMP(most, threads, AHEAD * threads);
}

bool copiers_want(const struct copiers *copiers)
{
    return g_queue_get_length((GQueue *)&copiers->window) < copiers->most;
}

void copiers_add(struct copiers *copiers, struct copy *copy)
{
    struct awaited *awaited = g_new(struct awaited, 1);
    *awaited = (struct awaited){copy, COPY_WAITING};
    pthread_mutex_lock(&copiers->lock);
    g_queue_push_tail(&copiers->window, awaited);
    pthread_mutex_unlock(&copiers->lock);
    if (copiers->pool)
        g_thread_pool_push(copiers->pool, copiers, NULL);
}

// Until it is made by the thread that has it, the caller makes those that nobody has.
static void wait_for(struct copiers *copiers, const struct awaited *head)
{
    for (;;) {
        pthread_mutex_lock(&copiers->lock);
        bool made = head->state == COPY_MADE;
        pthread_mutex_unlock(&copiers->lock);
        struct awaited *other = made ? NULL : claim(copiers, false);
        if (!other)
            break;
        copier_make(copiers->own, other->copy, NULL, NULL);
        finish(copiers, other);
    }
    pthread_mutex_lock(&copiers->lock);
    while (head->state != COPY_MADE)
        pthread_cond_wait(&copiers->made, &copiers->lock);
    pthread_mutex_unlock(&copiers->lock);
}

struct copy *copiers_next(struct copiers *copiers, copier_take_fn take, void *context)
{
    struct awaited *head = g_queue_peek_head(&copiers->window);
    struct awaited *own = claim(copiers, true);
    if (own) {
        copier_make(copiers->own, own->copy, take, context);
        finish(copiers, own);
    } else {
        wait_for(copiers, head);
    }
    pthread_mutex_lock(&copiers->lock);
    g_queue_pop_head(&copiers->window);
    pthread_mutex_unlock(&copiers->lock);
    struct copy *copy = head->copy;
    g_free(head);
    copy_hand_on(copy, take, context);
    return copy;
}

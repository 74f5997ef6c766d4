// SPDX-License-Identifier: MIT
#include "base/facts.h"

#include "base/digest.h"

#include <string.h>

// Of a list of a million names: a byte an entry in each of its widths, a bit a number.
enum { FACTS_MOST = 16 * 1024 * 1024, BATCH = 64 * 1024 };

struct fact {
    char *key;
    GBytes *value;
    GList used; // its place in the queue
};

struct fact_store {
    GHashTable *all; // key -> struct fact
    GQueue used;     // the same, the last used at the end
    size_t bytes;
};

struct fact_key {
    struct digest *digest;
    GString *batch; // small parts are digested together
};

static void fact_free(void *data)
{
    struct fact *fact = data;
    g_bytes_unref(fact->value);
    g_free(fact->key);
    g_free(fact);
}

struct fact_store *facts_new(void)
{
    struct fact_store *facts = g_new0(struct fact_store, 1);
    facts->all = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, fact_free);
    g_queue_init(&facts->used);
    return facts;
}

void facts_free(struct fact_store *facts)
{
    if (!facts)
        return;
    g_hash_table_unref(facts->all);
    g_free(facts);
}

struct fact_key *fact_key_new(const char *question)
{
    struct fact_key *key = g_new(struct fact_key, 1);
    key->digest = digest_new(DIGEST_SHA256);
    key->batch = g_string_sized_new(256);
    fact_key_text(key, question);
    return key;
}

static void flush(struct fact_key *key)
{
    digest_update(key->digest, key->batch->str, key->batch->len);
    g_string_truncate(key->batch, 0);
}

void fact_key_add(struct fact_key *key, const void *data, size_t n)
{
    if (n > BATCH) {
        flush(key);
        digest_update(key->digest, data, n);
        return;
    }
    g_string_append_len(key->batch, data, (gssize)n);
    if (key->batch->len > BATCH)
        flush(key);
}

void fact_key_number(struct fact_key *key, int64_t number)
{
    fact_key_add(key, &number, sizeof number);
}

void fact_key_text(struct fact_key *key, const char *text)
{
    size_t n = text ? strlen(text) : 0;
    fact_key_number(key, text ? (int64_t)n : -1);
    if (n)
        fact_key_add(key, text, n);
}

char *fact_key_end(struct fact_key *key)
{
    char hex[DIGEST_HEX_MAX + 1];
    flush(key);
    digest_finish(key->digest, hex);
    g_string_free(key->batch, TRUE);
    g_free(key);
    return g_strdup(hex);
}

GBytes *facts_find(struct fact_store *facts, const char *key)
{
    struct fact *fact = facts ? g_hash_table_lookup(facts->all, key) : NULL;
    if (!fact)
        return NULL;
    g_queue_unlink(&facts->used, &fact->used);
    g_queue_push_tail_link(&facts->used, &fact->used);
    return g_bytes_ref(fact->value);
}

static void drop(struct fact_store *facts, struct fact *fact)
{
    g_queue_unlink(&facts->used, &fact->used);
    facts->bytes -= g_bytes_get_size(fact->value);
    g_hash_table_remove(facts->all, fact->key);
}

void facts_keep(struct fact_store *facts, const char *key, GBytes *value)
{
    if (!facts || g_bytes_get_size(value) > FACTS_MOST / 2)
        return;
    struct fact *before = g_hash_table_lookup(facts->all, key);
    if (before)
        drop(facts, before);
    struct fact *fact = g_new0(struct fact, 1);
    fact->key = g_strdup(key);
    fact->value = g_bytes_ref(value);
    fact->used.data = fact;
    g_hash_table_insert(facts->all, fact->key, fact);
    g_queue_push_tail_link(&facts->used, &fact->used);
    facts->bytes += g_bytes_get_size(value);
    enum { EACH_MOST = 4096 }; // of them, however small
    while (facts->bytes > FACTS_MOST || facts->used.length > EACH_MOST)
        drop(facts, g_queue_peek_head(&facts->used));
}

// SPDX-License-Identifier: MIT
// Who signed and who left. Four passes, each over what the last one left unmatched; see diff.h.
#include "compare/diff_make.h"

#include "compare/likeness.h"

#include <stdlib.h>
#include <string.h>

enum {
    LIKE_SAME_NUMBER = 55, // percent of likeness that makes a respelling of
    LIKE_ANYWHERE = 75,    // two names: of the same number, and of different ones
    CANDIDATES_MOST = 48,
};

#define NONE UINT32_MAX

struct matching {
    struct arena *arena;
    const struct diff_side *from, *to;
    uint32_t *left, *right; // the other side's index, or NONE
    unsigned *likeness;     // by right; 0: not respelt
};

static void match(struct matching *m, uint32_t left, uint32_t right, unsigned likeness)
{
    m->left[left] = right;
    m->right[right] = left;
    m->likeness[right] = likeness;
}

// ---- equal keys ------------------------------------------------------------------------------

// Entries of the left side by key, each key's in order. `next` chains them; a key's chain is
// shortened as it is used up, so that a name that occurs a thousand times costs no more.
struct chains {
    GHashTable *heads; // key to index + 1
    uint32_t *next;
};

typedef char *(*entry_key)(const struct diff_entry *entry);

static char *key_whole(const struct diff_entry *entry)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %s", entry->number, entry->name);
}

static char *key_name(const struct diff_entry *entry)
{
    return g_strdup(entry->name);
}

static char *key_number(const struct diff_entry *entry)
{
    return entry->number ? g_strdup_printf("%" G_GINT64_FORMAT, entry->number) : NULL;
}

static struct chains chains_new(const struct matching *m, entry_key key)
{
    struct chains chains = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                            g_new0(uint32_t, m->from->n_entries + 1)};
    for (size_t i = m->from->n_entries; i-- > 0;) {
        char *text = m->left[i] == NONE ? key(&m->from->entries[i]) : NULL;
        if (!text)
            continue;
        chains.next[i] = GPOINTER_TO_UINT(g_hash_table_lookup(chains.heads, text));
        g_hash_table_insert(chains.heads, text, GUINT_TO_POINTER(i + 1));
    }
    return chains;
}

static void chains_free(struct chains *chains)
{
    g_hash_table_unref(chains->heads);
    g_free(chains->next);
}

// The first of the chain, taken off it; NONE if it is empty.
static uint32_t chains_take(struct chains *chains, char *key)
{
    guint head = key ? GPOINTER_TO_UINT(g_hash_table_lookup(chains->heads, key)) : 0;
    if (!head) {
        g_free(key);
        return NONE;
    }
    g_hash_table_insert(chains->heads, key, GUINT_TO_POINTER(chains->next[head - 1]));
    return head - 1;
}

static void match_equal(struct matching *m, entry_key key)
{
    struct chains chains = chains_new(m, key);
    for (size_t i = 0; i < m->to->n_entries; i++) {
        if (m->right[i] != NONE)
            continue;
        uint32_t left = chains_take(&chains, key(&m->to->entries[i]));
        if (left != NONE)
            match(m, left, (uint32_t)i, 0);
    }
    chains_free(&chains);
}

// ---- like names ------------------------------------------------------------------------------

// Of two entries with the same number: alike, or with a word in common.
static unsigned like(struct arena *scratch, const char *a, const char *b)
{
    arena_reset(scratch);
    struct folded first = likeness_fold(scratch, a), second = likeness_fold(scratch, b);
    if (first.n == 0 || second.n == 0)
        return 0;
    unsigned likeness = likeness_of(&first, &second, LIKE_SAME_NUMBER);
    if (!likeness && likeness_shares_word(&first, &second))
        likeness = MAX(likeness_of(&first, &second, 0), 1);
    return likeness;
}

static void match_numbers(struct matching *m)
{
    struct arena *scratch = arena_new();
    struct chains chains = chains_new(m, key_number);
    for (size_t i = 0; i < m->to->n_entries; i++) {
        if (m->right[i] != NONE)
            continue;
        const struct diff_entry *now = &m->to->entries[i];
        uint32_t left = chains_take(&chains, key_number(now));
        unsigned likeness =
            left == NONE ? 0 : like(scratch, m->from->entries[left].name, now->name);
        if (likeness)
            match(m, left, (uint32_t)i, likeness);
    }
    chains_free(&chains);
    arena_free(scratch);
}

struct pair {
    unsigned likeness;
    uint32_t left, right;
};

// The most alike first; then in the order of the lists, so that the result is always the same.
static int compare_pairs(const void *a, const void *b)
{
    const struct pair *first = a, *second = b;
    if (first->likeness != second->likeness)
        return first->likeness > second->likeness ? -1 : 1;
    if (first->right != second->right)
        return first->right < second->right ? -1 : 1;
    return first->left < second->left ? -1 : first->left > second->left;
}

static GArray *unmatched(const uint32_t *side, size_t n)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < n; i++) {
        if (side[i] == NONE)
            g_array_append_val(list, i);
    }
    return list;
}

static struct folded *fold_all(struct arena *arena, const GArray *list,
                               const struct diff_entry *entries)
{
    struct folded *folded = g_new(struct folded, list->len + 1);
    for (guint i = 0; i < list->len; i++)
        folded[i] = likeness_fold(arena, entries[g_array_index(list, uint32_t, i)].name);
    return folded;
}

static void collect_pairs(const struct folded *lefts, const GArray *left,
                          const struct folded *rights, const GArray *right, GArray *pairs)
{
    struct likeness_index *index = likeness_index_new(lefts, left->len, rights, right->len);
    for (guint i = 0; i < right->len; i++) {
        uint32_t candidates[CANDIDATES_MOST];
        size_t n = likeness_candidates(index, &rights[i], candidates, CANDIDATES_MOST);
        for (size_t k = 0; k < n; k++) {
            unsigned likeness = likeness_of(&lefts[candidates[k]], &rights[i], LIKE_ANYWHERE);
            struct pair pair = {likeness, g_array_index(left, uint32_t, candidates[k]),
                                g_array_index(right, uint32_t, i)};
            if (likeness)
                g_array_append_val(pairs, pair);
        }
    }
    likeness_index_free(index);
}

static void match_like(struct matching *m)
{
    struct arena *scratch = arena_new();
    GArray *left = unmatched(m->left, m->from->n_entries);
    GArray *right = unmatched(m->right, m->to->n_entries);
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
    struct folded *lefts = fold_all(scratch, left, m->from->entries);
    struct folded *rights = fold_all(scratch, right, m->to->entries);
    collect_pairs(lefts, left, rights, right, pairs);
    g_array_sort(pairs, compare_pairs);
    for (guint i = 0; i < pairs->len; i++) {
        const struct pair *pair = &g_array_index(pairs, struct pair, i);
        if (m->left[pair->left] == NONE && m->right[pair->right] == NONE)
            match(m, pair->left, pair->right, pair->likeness);
    }
    g_free(lefts);
    g_free(rights);
    g_array_unref(left);
    g_array_unref(right);
    g_array_unref(pairs);
    arena_free(scratch);
}

// ---- the result ------------------------------------------------------------------------------

static struct diff_respelling respelling(const struct matching *m, const struct diff_entry *was,
                                         const struct diff_entry *now, unsigned likeness)
{
    struct diff_respelling respelt = {.from_number = was->number,
                                      .number = now->number,
                                      .from = was->name,
                                      .to = now->name,
                                      .likeness = likeness};
    respelt.words = diff_make_words(m->arena, was->name, now->name, &respelt.n_words);
    return respelt;
}

static void put_matched(const struct matching *m, struct diff *diff, struct diff_entry *added,
                        struct diff_renumbering *renumbered, struct diff_respelling *respelt)
{
    for (size_t i = 0; i < m->to->n_entries; i++) {
        const struct diff_entry *now = &m->to->entries[i];
        if (m->right[i] == NONE) {
            added[diff->n_added++] = *now;
            continue;
        }
        const struct diff_entry *was = &m->from->entries[m->right[i]];
        if (m->likeness[i])
            respelt[diff->n_respelt++] = respelling(m, was, now, m->likeness[i]);
        else if (was->number != now->number)
            renumbered[diff->n_renumbered++] =
                (struct diff_renumbering){now->name, was->number, now->number};
    }
}

static void put_names(const struct matching *m, struct diff *diff)
{
    size_t n = m->to->n_entries;
    struct diff_entry *added = ARENA_ARRAY(m->arena, struct diff_entry, n);
    struct diff_entry *removed = ARENA_ARRAY(m->arena, struct diff_entry, m->from->n_entries);
    struct diff_renumbering *renumbered = ARENA_ARRAY(m->arena, struct diff_renumbering, n);
    struct diff_respelling *respelt = ARENA_ARRAY(m->arena, struct diff_respelling, n);
    put_matched(m, diff, added, renumbered, respelt);
    for (size_t i = 0; i < m->from->n_entries; i++) {
        if (m->left[i] == NONE)
            removed[diff->n_removed++] = m->from->entries[i];
    }
    diff->added = added;
    diff->removed = removed;
    diff->renumbered = renumbered;
    diff->respelt = respelt;
}

void diff_make_names(struct arena *arena, const struct diff_side *from, const struct diff_side *to,
                     struct diff *diff)
{
    struct matching m = {.arena = arena, .from = from, .to = to};
    m.left = g_new(uint32_t, from->n_entries + 1);
    m.right = g_new(uint32_t, to->n_entries + 1);
    m.likeness = g_new0(unsigned, to->n_entries + 1);
    memset(m.left, 0xff, (from->n_entries + 1) * sizeof *m.left);
    memset(m.right, 0xff, (to->n_entries + 1) * sizeof *m.right);
    match_equal(&m, key_whole);
    match_equal(&m, key_name);
    match_numbers(&m);
    match_like(&m);
    put_names(&m, diff);
    g_free(m.left);
    g_free(m.right);
    g_free(m.likeness);
}

// SPDX-License-Identifier: MIT
// Paragraphs: those that appear once on both sides anchor the rest, as in patience diff (B. Cohen);
// between anchors, paragraphs that share enough words are one that changed.
#include "compare/diff_make.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHARED_LEAST = 40, // percent of words that two paragraphs must share to be one that changed
    GAP_MOST = 150,    // paragraphs of a gap that are all held against each other
    TRACE_MOST = 2048, // words of a paragraph that are looked at for this
};

#define NONE SIZE_MAX

struct pairing {
    const struct diff_side *from, *to;
    size_t *left, *right;                          // the other side's index, or NONE
    struct bag_of_words *words_left, *words_right; // made when first asked for
};

// ---- sharing words ---------------------------------------------------------------------------

struct bag_of_words {
    uint32_t *hashes; // ascending
    size_t n;
    bool made;
};

static int compare_hashes(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return first < second ? -1 : first > second;
}

static const struct bag_of_words *words_of(struct bag_of_words *bag, const char *text)
{
    if (bag->made)
        return bag;
    GArray *tokens = diff_tokens(text);
    bag->made = true;
    bag->hashes = g_new(uint32_t, MIN(tokens->len, TRACE_MOST) + 1);
    for (guint i = 0; i < tokens->len && bag->n < TRACE_MOST; i++) {
        const struct diff_token *token = &g_array_index(tokens, struct diff_token, i);
        if (token->word)
            bag->hashes[bag->n++] = token->hash;
    }
    qsort(bag->hashes, bag->n, sizeof *bag->hashes, compare_hashes);
    g_array_unref(tokens);
    return bag;
}

// Dice's coefficient of the two bags of words, in percent.
static unsigned shared(struct pairing *p, size_t left, size_t right)
{
    const struct bag_of_words *a = words_of(&p->words_left[left], p->from->paragraphs[left]);
    const struct bag_of_words *b = words_of(&p->words_right[right], p->to->paragraphs[right]);
    size_t i = 0, k = 0, both = 0;
    while (i < a->n && k < b->n) {
        if (a->hashes[i] == b->hashes[k])
            both++, i++, k++;
        else if (a->hashes[i] < b->hashes[k])
            i++;
        else
            k++;
    }
    return a->n + b->n ? (unsigned)(200 * both / (a->n + b->n)) : 0;
}

// ---- anchors ---------------------------------------------------------------------------------

struct occurrence {
    size_t left, right;     // where it is
    unsigned lefts, rights; // how often
};

static GHashTable *count(const struct diff_side *from, const struct diff_side *to)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (size_t i = 0; i < from->n_paragraphs + to->n_paragraphs; i++) {
        bool second = i >= from->n_paragraphs;
        size_t at = second ? i - from->n_paragraphs : i;
        const char *text = second ? to->paragraphs[at] : from->paragraphs[at];
        struct occurrence *o = g_hash_table_lookup(table, text);
        if (!o)
            g_hash_table_insert(table, (gpointer)text, o = g_new0(struct occurrence, 1));
        *(second ? &o->right : &o->left) = at;
        (*(second ? &o->rights : &o->lefts))++;
    }
    return table;
}

// The longest run of unique paragraphs that are in the same order on both sides.
static void match_anchors(struct pairing *p)
{
    size_t n = p->from->n_paragraphs, length = 0;
    GHashTable *table = count(p->from, p->to);
    size_t *piles = g_new(size_t, n + 1), *below = g_new(size_t, n + 1), *at = g_new(size_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct occurrence *o = g_hash_table_lookup(table, p->from->paragraphs[i]);
        if (o->lefts != 1 || o->rights != 1)
            continue;
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (at[piles[middle]] < o->right)
                low = middle + 1;
            else
                high = middle;
        }
        at[i] = o->right;
        below[i] = low ? piles[low - 1] : NONE;
        piles[low] = i;
        length = MAX(length, low + 1);
    }
    for (size_t i = length ? piles[length - 1] : NONE; i != NONE; i = below[i]) {
        p->left[i] = at[i];
        p->right[at[i]] = i;
    }
    g_free(piles);
    g_free(below);
    g_free(at);
    g_hash_table_unref(table);
}

// Beside an anchor, what is equal is equal, however often it occurs.
static void extend_anchors(struct pairing *p)
{
    size_t n = p->from->n_paragraphs, m = p->to->n_paragraphs;
    for (size_t i = 0, k = 0; i < n && k < m; i++) {
        if (p->left[i] != NONE)
            k = p->left[i] + 1;
        else if (p->right[k] == NONE && strcmp(p->from->paragraphs[i], p->to->paragraphs[k]) == 0)
            p->right[k] = i, p->left[i] = k, k++;
    }
    for (size_t i = n, k = m; i > 0 && k > 0; i--) {
        if (p->left[i - 1] != NONE)
            k = p->left[i - 1];
        else if (p->right[k - 1] == NONE &&
                 strcmp(p->from->paragraphs[i - 1], p->to->paragraphs[k - 1]) == 0)
            p->right[k - 1] = i - 1, p->left[i - 1] = k - 1, k--;
    }
}

// ---- gaps ------------------------------------------------------------------------------------

struct gap {
    size_t left, n, right, m;
};

// The pairs, in order, that share the most words in all.
static void match_gap(struct pairing *p, const struct gap *gap)
{
    size_t n = MIN(gap->n, GAP_MOST), m = MIN(gap->m, GAP_MOST), width = m + 1;
    unsigned *best = g_new0(unsigned, (n + 1) * width), *score = g_new0(unsigned, n *m + 1);
    for (size_t i = n; i-- > 0;) {
        for (size_t k = m; k-- > 0;) {
            unsigned together = shared(p, gap->left + i, gap->right + k);
            score[i * m + k] = together >= SHARED_LEAST ? together : 0;
            unsigned skip = MAX(best[(i + 1) * width + k], best[i * width + k + 1]);
            unsigned pair = score[i * m + k] ? best[(i + 1) * width + k + 1] + score[i * m + k] : 0;
            best[i * width + k] = MAX(skip, pair);
        }
    }
    for (size_t i = 0, k = 0; i < n && k < m;) {
        unsigned here = best[i * width + k], paired = score[i * m + k];
        if (paired && here == best[(i + 1) * width + k + 1] + paired) {
            p->left[gap->left + i] = gap->right + k;
            p->right[gap->right + k] = gap->left + i;
            i++, k++;
        } else if (here == best[(i + 1) * width + k]) {
            i++;
        } else {
            k++;
        }
    }
    g_free(best);
    g_free(score);
}

// Matched pairs are in the same order on both sides, so that what is between two of them is a
// gap on each.
static void match_gaps(struct pairing *p)
{
    size_t i = 0, k = 0;
    while (i < p->from->n_paragraphs || k < p->to->n_paragraphs) {
        struct gap gap = {i, 0, k, 0};
        while (i < p->from->n_paragraphs && p->left[i] == NONE)
            i++, gap.n++;
        while (k < p->to->n_paragraphs && p->right[k] == NONE)
            k++, gap.m++;
        if (gap.n && gap.m)
            match_gap(p, &gap);
        i++, k++;
    }
}

// ---- the result ------------------------------------------------------------------------------

// The place of an unmatched equal paragraph on the other side, each used once.
static GHashTable *loose_lefts(const struct pairing *p)
{
    GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = p->from->n_paragraphs; i-- > 0;) {
        if (p->left[i] == NONE)
            g_hash_table_insert(table, (gpointer)p->from->paragraphs[i], GSIZE_TO_POINTER(i + 1));
    }
    return table;
}

static struct diff_text changed(struct arena *arena, const struct pairing *p, size_t i, size_t k)
{
    struct diff_text text = {DIFF_TEXT_CHANGED,    i + 1, k + 1, p->from->paragraphs[i],
                             p->to->paragraphs[k], NULL,  0};
    text.words = diff_make_words(arena, text.before, text.after, &text.n_words);
    return text;
}

static void put_removed(const struct pairing *p, const bool *moved, size_t i, GArray *texts)
{
    struct diff_text text = {DIFF_TEXT_REMOVED, i + 1, 0, p->from->paragraphs[i], NULL, NULL, 0};
    if (p->left[i] == NONE && !moved[i])
        g_array_append_val(texts, text);
}

static struct diff_text added_or_moved(const struct pairing *p, GHashTable *loose, bool *moved,
                                       size_t k)
{
    const char *after = p->to->paragraphs[k];
    size_t from = GPOINTER_TO_SIZE(g_hash_table_lookup(loose, after));
    if (!from)
        return (struct diff_text){DIFF_TEXT_ADDED, 0, k + 1, NULL, after, NULL, 0};
    g_hash_table_remove(loose, after);
    moved[from - 1] = true;
    return (struct diff_text){DIFF_TEXT_MOVED, from, k + 1, after, after, NULL, 0};
}

static void put_texts(struct arena *arena, const struct pairing *p, GArray *texts)
{
    size_t i = 0, n = p->from->n_paragraphs;
    bool *moved = g_new0(bool, n + 1);
    GHashTable *loose = loose_lefts(p);
    struct diff_text *news = g_new0(struct diff_text, p->to->n_paragraphs + 1);
    for (size_t k = 0; k < p->to->n_paragraphs; k++) {
        if (p->right[k] == NONE)
            news[k] = added_or_moved(p, loose, moved, k);
    }
    for (size_t k = 0; k < p->to->n_paragraphs; k++) {
        size_t left = p->right[k];
        for (; left != NONE && i < left; i++)
            put_removed(p, moved, i, texts);
        if (left == NONE) {
            g_array_append_val(texts, news[k]);
            continue;
        }
        i = left + 1;
        if (strcmp(p->from->paragraphs[left], p->to->paragraphs[k]) == 0)
            continue;
        struct diff_text text = changed(arena, p, left, k);
        g_array_append_val(texts, text);
    }
    for (; i < n; i++)
        put_removed(p, moved, i, texts);
    g_hash_table_unref(loose);
    g_free(moved);
    g_free(news);
}

static size_t *none(size_t n)
{
    size_t *list = g_new(size_t, n + 1);
    memset(list, 0xff, (n + 1) * sizeof *list);
    return list;
}

static void free_words(struct bag_of_words *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g_free(words[i].hashes);
    g_free(words);
}

void diff_make_text(struct arena *arena, const struct diff_side *from, const struct diff_side *to,
                    struct diff *diff)
{
    size_t n = from->n_paragraphs, m = to->n_paragraphs;
    struct pairing p = {from,
                        to,
                        none(n),
                        none(m),
                        g_new0(struct bag_of_words, n + 1),
                        g_new0(struct bag_of_words, m + 1)};
    GArray *texts = g_array_new(FALSE, FALSE, sizeof(struct diff_text));
    match_anchors(&p);
    extend_anchors(&p);
    match_gaps(&p);
    put_texts(arena, &p, texts);
    diff->n_text = texts->len;
    diff->text = arena_memdup(arena, texts->data, texts->len * sizeof(struct diff_text));
    g_array_unref(texts);
    free_words(p.words_left, n);
    free_words(p.words_right, m);
    g_free(p.left);
    g_free(p.right);
}

// SPDX-License-Identifier: MIT
// A binary tree over the digests of the lists, equal ones taken once. Where a level is odd its last
// node goes up as it is.
#include "archive/hash_tree.h"

#include <openssl/evp.h>
#include <string.h>

struct hash_tree {
    int digest;
    GPtrArray *lists;
    GPtrArray *sums;   /* GBytes, of each list */
    GPtrArray *levels; /* GPtrArray of GBytes: the leaves in ascending order, …, the root */
};

GBytes *hash_bytes(int digest, GBytes *bytes)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    EVP_Digest(data ? data : "", n, sum, &length, EVP_get_digestbynid(digest), NULL);
    return g_bytes_new(sum, length);
}

static int by_bytes(const void *a, const void *b)
{
    return g_bytes_compare(*(GBytes *const *)a, *(GBytes *const *)b);
}

// Sorts, and keeps one of what is equal.
static void sort_apart(GPtrArray *list)
{
    g_ptr_array_sort(list, by_bytes);
    for (guint i = list->len; i-- > 1;) {
        if (g_bytes_equal(list->pdata[i], list->pdata[i - 1]))
            g_ptr_array_remove_index(list, i);
    }
}

GBytes *hash_list(int digest, GPtrArray *list)
{
    g_ptr_array_sort(list, by_bytes);
    if (list->len == 1)
        return g_bytes_ref(list->pdata[0]);
    GByteArray *joined = g_byte_array_new();
    for (guint i = 0; i < list->len; i++) {
        gsize n;
        const guint8 *sum = g_bytes_get_data(list->pdata[i], &n);
        g_byte_array_append(joined, sum, (guint)n);
    }
    GBytes *all = g_byte_array_free_to_bytes(joined), *sum = hash_bytes(digest, all);
    g_bytes_unref(all);
    return sum;
}

static GPtrArray *sums_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
}

static GBytes *hash_pair(int digest, GBytes *a, GBytes *b)
{
    GPtrArray *pair = g_ptr_array_new();
    g_ptr_array_add(pair, a);
    g_ptr_array_add(pair, b);
    GBytes *sum = hash_list(digest, pair);
    g_ptr_array_unref(pair);
    return sum;
}

static GPtrArray *level_above(int digest, const GPtrArray *level)
{
    GPtrArray *above = sums_new();
    for (guint i = 0; i + 1 < level->len; i += 2)
        g_ptr_array_add(above, hash_pair(digest, level->pdata[i], level->pdata[i + 1]));
    if (level->len % 2 == 1)
        g_ptr_array_add(above, g_bytes_ref(level->pdata[level->len - 1]));
    return above;
}

struct hash_tree *hash_tree_new(int digest, GPtrArray *lists)
{
    struct hash_tree *tree = g_new0(struct hash_tree, 1);
    *tree = (struct hash_tree){.digest = digest, .lists = lists, .sums = sums_new()};
    tree->levels = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    GPtrArray *level = sums_new();
    for (guint i = 0; i < lists->len; i++) {
        sort_apart(lists->pdata[i]);
        GBytes *sum = hash_list(digest, lists->pdata[i]);
        g_ptr_array_add(tree->sums, sum);
        g_ptr_array_add(level, g_bytes_ref(sum));
    }
    sort_apart(level);
    g_ptr_array_add(tree->levels, level);
    while (level->len > 1) {
        level = level_above(digest, level);
        g_ptr_array_add(tree->levels, level);
    }
    return tree;
}

void hash_tree_free(struct hash_tree *tree)
{
    if (!tree)
        return;
    g_ptr_array_unref(tree->sums);
    g_ptr_array_unref(tree->levels);
    g_free(tree);
}

GBytes *hash_tree_root(const struct hash_tree *tree)
{
    const GPtrArray *top = tree->levels->pdata[tree->levels->len - 1];
    return top->pdata[0];
}

// Where a leaf stands among the leaves.
static guint leaf_find(const GPtrArray *leaves, GBytes *sum)
{
    guint low = 0, high = leaves->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (g_bytes_compare(leaves->pdata[middle], sum) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void add_list(GPtrArray *lists, const GPtrArray *members)
{
    GPtrArray *list = sums_new();
    for (guint i = 0; i < members->len; i++)
        g_ptr_array_add(list, g_bytes_ref(members->pdata[i]));
    g_ptr_array_add(lists, list);
}

// A digest beside the way: by a digest that stands alone it is hashed in the first list, else in
// one of its own.
static void add_sibling(GPtrArray *lists, GBytes *sibling)
{
    GPtrArray *last = lists->pdata[lists->len - 1];
    if (lists->len > 1 || last->len > 1) {
        last = sums_new();
        g_ptr_array_add(lists, last);
    }
    g_ptr_array_add(last, g_bytes_ref(sibling));
    g_ptr_array_sort(last, by_bytes);
}

GPtrArray *hash_tree_reduce(const struct hash_tree *tree, guint index)
{
    GPtrArray *lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    add_list(lists, tree->lists->pdata[index]);
    guint at = leaf_find(tree->levels->pdata[0], tree->sums->pdata[index]);
    for (guint i = 0; i + 1 < tree->levels->len; i++) {
        const GPtrArray *level = tree->levels->pdata[i];
        guint other = at ^ 1;
        if (other < level->len)
            add_sibling(lists, level->pdata[other]);
        at /= 2;
    }
    const GPtrArray *first = lists->pdata[0];
    if (lists->len == 1 && first->len == 1)
        g_ptr_array_set_size(lists, 0);
    return lists;
}

// SPDX-License-Identifier: MIT
#include "paint/match.h"

#include <glib.h>

enum { GAP_MOST = 1000 * 1000 }; // cells of the table for a gap without anchors

struct range {
    size_t a, a_end, b, b_end;
};

struct anchor {
    size_t a, b;
    size_t before; // index of the anchor before it in its chain, or NONE
};

#define NONE ((size_t)-1)

struct match {
    const struct sequence *a, *b;
    uint32_t *count_a, *count_b; // by id, zero between ranges
    size_t *place_b;             // by id, of its last place in the range
    GArray *gaps;                // struct range, still to do
};

static void take(struct match *match, size_t a, size_t b)
{
    match->a->ret_matched[a] = match->b->ret_matched[b] = true;
}

static void trim(struct match *match, struct range *range)
{
    const uint32_t *a = match->a->ids, *b = match->b->ids;
    while (range->a < range->a_end && range->b < range->b_end && a[range->a] == b[range->b])
        take(match, range->a++, range->b++);
    while (range->a < range->a_end && range->b < range->b_end &&
           a[range->a_end - 1] == b[range->b_end - 1])
        take(match, --range->a_end, --range->b_end);
}

static void count(struct match *match, const struct range *range)
{
    for (size_t i = range->a; i < range->a_end; i++)
        match->count_a[match->a->ids[i]]++;
    for (size_t j = range->b; j < range->b_end; j++) {
        match->count_b[match->b->ids[j]]++;
        match->place_b[match->b->ids[j]] = j;
    }
}

static void count_nothing(struct match *match, const struct range *range)
{
    for (size_t i = range->a; i < range->a_end; i++)
        match->count_a[match->a->ids[i]] = 0;
    for (size_t j = range->b; j < range->b_end; j++)
        match->count_b[match->b->ids[j]] = 0;
}

// Pairs of things that are alone of their kind on both sides, in the order of a.
static GArray *find_anchors(struct match *match, const struct range *range)
{
    GArray *anchors = g_array_new(FALSE, FALSE, sizeof(struct anchor));
    count(match, range);
    for (size_t i = range->a; i < range->a_end; i++) {
        uint32_t id = match->a->ids[i];
        struct anchor anchor = {i, match->place_b[id], NONE};
        if (match->count_a[id] == 1 && match->count_b[id] == 1)
            g_array_append_val(anchors, anchor);
    }
    count_nothing(match, range);
    return anchors;
}

// The pile whose top is the last one before `b`: its index plus one, by bisection.
static size_t piles_before(const struct anchor *anchors, const size_t *tops, size_t n, size_t b)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (anchors[tops[middle]].b < b)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The longest chain of anchors that ascends on both sides (patience sorting); its last, or NONE.
static size_t longest_chain(struct anchor *anchors, size_t n)
{
    size_t *tops = g_new(size_t, n + 1), piles = 0;
    for (size_t i = 0; i < n; i++) {
        size_t pile = piles_before(anchors, tops, piles, anchors[i].b);
        anchors[i].before = pile > 0 ? tops[pile - 1] : NONE;
        tops[pile] = i;
        piles = MAX(piles, pile + 1);
    }
    size_t last = piles > 0 ? tops[piles - 1] : NONE;
    g_free(tops);
    return last;
}

static void add_gap(struct match *match, struct range range)
{
    if (range.a < range.a_end && range.b < range.b_end)
        g_array_append_val(match->gaps, range);
}

static bool match_by_anchors(struct match *match, const struct range *range)
{
    GArray *found = find_anchors(match, range);
    struct anchor *anchors = (struct anchor *)(void *)found->data;
    size_t last = longest_chain(anchors, found->len);
    struct range gap = *range;
    for (size_t i = last; i != NONE; i = anchors[i].before) {
        take(match, anchors[i].a, anchors[i].b);
        gap.a = anchors[i].a + 1;
        gap.b = anchors[i].b + 1;
        add_gap(match, gap);
        gap.a_end = anchors[i].a;
        gap.b_end = anchors[i].b;
    }
    gap.a = range->a;
    gap.b = range->b;
    if (last != NONE)
        add_gap(match, gap);
    g_array_unref(found);
    return last != NONE;
}

// Lengths of the longest common subsequence of what follows each pair, row by row from the end.
static uint32_t *subsequence_table(const struct match *match, const struct range *range,
                                   size_t rows, size_t columns)
{
    uint32_t *table = g_new0(uint32_t, (rows + 1) * (columns + 1));
    for (size_t i = rows; i-- > 0;) {
        uint32_t *row = table + i * (columns + 1), *below = row + columns + 1;
        for (size_t j = columns; j-- > 0;) {
            if (match->a->ids[range->a + i] == match->b->ids[range->b + j])
                row[j] = below[j + 1] + 1;
            else
                row[j] = MAX(below[j], row[j + 1]);
        }
    }
    return table;
}

static void match_by_table(struct match *match, const struct range *range)
{
    size_t rows = range->a_end - range->a, columns = range->b_end - range->b;
    if (rows > GAP_MOST / columns)
        return;
    uint32_t *table = subsequence_table(match, range, rows, columns);
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        const uint32_t *row = table + i * (columns + 1), *below = row + columns + 1;
        if (match->a->ids[range->a + i] == match->b->ids[range->b + j])
            take(match, range->a + i++, range->b + j++);
        else if (below[j] >= row[j + 1])
            i++;
        else
            j++;
    }
    g_free(table);
}

static void match_range(struct match *match, struct range range)
{
    trim(match, &range);
    if (range.a < range.a_end && range.b < range.b_end && !match_by_anchors(match, &range))
        match_by_table(match, &range);
}

void sequences_match(const struct sequence *a, const struct sequence *b, uint32_t kinds)
{
    struct match match = {
        .a = a,
        .b = b,
        .count_a = g_new0(uint32_t, kinds + 1),
        .count_b = g_new0(uint32_t, kinds + 1),
        .place_b = g_new0(size_t, kinds + 1),
        .gaps = g_array_new(FALSE, FALSE, sizeof(struct range)),
    };
    add_gap(&match, (struct range){0, a->n, 0, b->n});
    while (match.gaps->len > 0) {
        struct range range = g_array_index(match.gaps, struct range, match.gaps->len - 1);
        g_array_set_size(match.gaps, match.gaps->len - 1);
        match_range(&match, range);
    }
    g_array_unref(match.gaps);
    g_free(match.count_a);
    g_free(match.count_b);
    g_free(match.place_b);
}

// SPDX-License-Identifier: MIT
// Which container of a page holds the letter, then a score for each leaf block (a logistic model
// of few features) and the best run of keeping and dropping (Viterbi, 1967) with a price for each
// change, so that a block among its like follows them.
#include "read/html/html_page.h"

#include "read/html/html_container.h"
#include "read/html/html_score.h"

// What stands between title and text need not be of either.
static void keep_title(struct html_judging *judging)
{
    for (guint i = 0; i < judging->leaves->len && judging->title; i++) {
        struct html_leaf *leaf = &g_array_index(judging->leaves, struct html_leaf, i);
        if (leaf->block == judging->title)
            leaf->dropped = false;
    }
}

// A page that would leave nothing was judged wrongly: what may be text of it stays.
static void keep_texts(struct html_judging *judging)
{
    for (guint i = 0; i < judging->leaves->len; i++) {
        if (!html_leaf_at(judging->leaves, i)->dropped)
            return;
    }
    for (guint i = 0; i < judging->leaves->len; i++) {
        struct html_leaf *leaf = &g_array_index(judging->leaves, struct html_leaf, i);
        leaf->dropped = !html_score_may_be_text(judging, leaf);
    }
}

static void decide(GArray *leaves)
{
    static const float change = 3;
    guint n = leaves->len;
    uint8_t(*back)[2] = g_malloc_n(MAX(n, 1), sizeof *back);
    // A page begins and ends with what is no letter more often than not.
    float keep = 0, drop = change / 2;
    for (guint i = 0; i < n; i++) {
        float own = g_array_index(leaves, struct html_leaf, i).score;
        float kept = MAX(keep, drop - change), dropped = MAX(drop, keep - change);
        back[i][0] = keep >= drop - change;
        back[i][1] = drop >= keep - change;
        keep = kept + own;
        drop = dropped;
    }
    bool dropping = drop + change / 2 > keep;
    for (guint i = n; i-- > 0;) {
        g_array_index(leaves, struct html_leaf, i).dropped = dropping;
        bool stays = back[i][dropping];
        dropping = stays ? dropping : !dropping;
    }
    g_free(back);
}

struct html_page *html_page_judge(struct dom *root, const struct tables *tables)
{
    struct html_page *page = g_new0(struct html_page, 1);
    page->leaves = html_leaves_gather(root);
    GHashTable *masses = html_masses(page->leaves, tables);
    struct html_judging judging = {.leaves = page->leaves,
                                   .best = html_container(root, masses),
                                   .tables = tables,
                                   .masses = masses};
    html_score_begin(&judging, root);
    for (guint i = 0; i < page->leaves->len; i++) {
        struct html_leaf *leaf = &g_array_index(page->leaves, struct html_leaf, i);
        leaf->score = html_score(&judging, i);
        leaf->around = html_score_around(&judging, leaf);
    }
    g_hash_table_unref(masses);
    decide(page->leaves);
    keep_texts(&judging);
    keep_title(&judging);
    return page;
}

void html_page_free(struct html_page *page)
{
    if (page)
        g_array_unref(page->leaves);
    g_free(page);
}

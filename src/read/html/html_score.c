// SPDX-License-Identifier: MIT
#include "read/html/html_score.h"

#include "read/fold.h"
#include "read/html/html_container.h"
#include "read/html/html_kind.h"

#include <math.h>
#include <string.h>

static int levels_below(const struct dom *block, const struct dom *top)
{
    int levels = 0;
    for (const struct dom *node = block; node; node = node->parent, levels++) {
        if (node == top)
            return levels;
    }
    return -1;
}

// Within a sibling of the best container that is of its kind: the letter may be in several.
static bool in_twin(const struct html_judging *judging, const struct dom *block)
{
    const struct dom *best = judging->best;
    for (const struct dom *node = block; node; node = node->parent) {
        if (node->parent == best->parent)
            return node != best && best->parent && html_is_alike(node, best);
    }
    return false;
}

static float weigh_place(const struct html_judging *judging, const struct html_leaf *leaf)
{
    int below = levels_below(leaf->block, judging->best);
    if (below >= 0)
        return 4.6F - 0.55F * (float)below;
    float sum = in_twin(judging, leaf->block) ? 2.0F : 0;
    if (judging->best->parent && levels_below(leaf->block, judging->best->parent) >= 0)
        sum += 1.1F;
    return leaf->prose ? sum - 1.2F : sum;
}

static float weigh_tag(const struct html_judging *judging, const struct html_leaf *leaf)
{
    static const struct {
        const char *name;
        float weight;
    } tags[] = {{"blockquote", 2.4F}, {"td", 2.2F},      {"th", 2.2F},        {"li", 1.2F},
                {"pre", 1.1F},        {"caption", 1.0F}, {"figcaption", 1.0F}};
    enum { LEVELS = 2 };
    const struct dom *node = leaf->block;
    for (int level = 0; node && level < LEVELS; node = node->parent, level++) {
        for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
            // A cell around the letter is the page's frame.
            bool frame = html_is_frame(node) && levels_below(node, judging->best) < 0;
            if (strcmp(node->name, tags[i].name) == 0)
                return frame ? 0 : tags[i].weight;
        }
    }
    return 0;
}

static float prose_of_siblings(const struct html_judging *judging, guint index)
{
    const struct dom *parent = html_leaf_at(judging->leaves, index)->block->parent;
    enum { AROUND = 12 };
    guint from = index > AROUND ? index - AROUND : 0;
    guint end = MIN(index + AROUND + 1, judging->leaves->len);
    float siblings = 0, prose = 0;
    for (guint i = from; i < end; i++) {
        if (i == index || html_leaf_at(judging->leaves, i)->block->parent != parent)
            continue;
        siblings++;
        prose += html_leaf_at(judging->leaves, i)->prose;
    }
    return siblings ? prose / siblings : 0;
}

static float prose_of_neighbours(const struct html_judging *judging, guint index)
{
    float neighbours = 0, prose = 0;
    for (guint i = index > 2 ? index - 2 : 0; i < MIN(index + 3, judging->leaves->len); i++) {
        if (i == index)
            continue;
        neighbours++;
        prose += html_leaf_at(judging->leaves, i)->prose;
    }
    return neighbours ? prose / neighbours : 0;
}

static bool is_heading(const struct dom *block)
{
    return block->name[0] == 'h' && block->name[1] >= '1' && block->name[1] <= '6' &&
           !block->name[2];
}

// The heading of another article, all of it a link.
static bool beside_linked_heading(const struct html_judging *judging, guint index)
{
    for (guint i = index > 1 ? index - 1 : 0; i < MIN(index + 2, judging->leaves->len); i++) {
        const struct html_leaf *leaf = html_leaf_at(judging->leaves, i);
        if (is_heading(leaf->block) && leaf->words && leaf->linked == leaf->words)
            return true;
    }
    return false;
}

// A box in the text that its class names ("newsletter-box"), and that holds little of the text.
static bool in_box(const struct html_judging *judging, const struct html_leaf *leaf)
{
    enum { PERCENT = 8, LEVELS = 5 };
    const float *all = g_hash_table_lookup(judging->masses, judging->best);
    const struct dom *node = leaf->block;
    for (int level = 0; node && node != judging->best && level < LEVELS;
         node = node->parent, level++) {
        const float *mass = g_hash_table_lookup(judging->masses, node);
        if (all && mass && *mass * 100 > *all * PERCENT)
            return false;
        if (html_class_topics(node, judging->tables) & TOPIC_BOX)
            return true;
    }
    return false;
}

// What a short text says of itself: "Share", "Read also: …" all of it a link.
static float weigh_words(const struct html_judging *judging, const struct html_leaf *leaf)
{
    enum { WORDS = 7, MORE_WORDS = 30 };
    if (!leaf->brief || leaf->words > MORE_WORDS)
        return 0;
    size_t n = strlen(leaf->brief);
    if (leaf->words <= WORDS && tables_match(judging->tables, TABLE_RESIDUE, leaf->brief, n))
        return -2.5F;
    if (!(tables_topics(judging->tables, leaf->brief, n) & TOPIC_PAGE))
        return 0;
    bool link = leaf->linked * 10 >= leaf->words * 6;
    return link ? -2.5F : leaf->words <= WORDS ? -1.2F : -0.4F;
}

static const float TITLE = 3, BIAS = 0.25F;

bool html_score_around(const struct html_judging *judging, const struct html_leaf *leaf)
{
    bool near, far;
    html_page_classes(leaf->block, judging->best, judging->tables, &near, &far);
    return near || html_stands_around(leaf->block);
}

float html_score(const struct html_judging *judging, guint index)
{
    const struct html_leaf *leaf = html_leaf_at(judging->leaves, index);
    bool near, far;
    html_page_classes(leaf->block, judging->best, judging->tables, &near, &far);
    bool below = levels_below(leaf->block, judging->best) >= 0;
    float sum = -3.0F + weigh_place(judging, leaf) + weigh_tag(judging, leaf);
    sum += 1.9F * prose_of_siblings(judging, index) + 0.9F * prose_of_neighbours(judging, index);
    sum += 0.27F * logf(1 + (float)leaf->words);
    bool outside = index < judging->first_prose || index > judging->last_prose;
    if (judging->has_prose && outside && leaf->words && leaf->linked == leaf->words)
        sum -= 1.5F;
    sum -= leaf->words ? 0.8F * (float)leaf->linked / (float)leaf->words : 0;
    sum -= html_in_teaser(leaf->block, judging->best) ? 1.9F : 0;
    sum -= beside_linked_heading(judging, index) ? 1.6F : 0;
    sum -= near ? 1.9F : far && below ? 1.5F : 0;
    sum += weigh_words(judging, leaf);
    sum -= in_box(judging, leaf) ? 9 : 0;
    if (judging->has_prose && index < judging->first_prose)
        sum -= 1.1F;
    if (judging->has_prose && index > judging->last_prose)
        sum -= 1.0F;
    if (leaf->block == judging->title)
        sum += TITLE;
    return sum + BIAS;
}

static void find_prose(struct html_judging *judging)
{
    judging->first_prose = judging->leaves->len;
    judging->last_prose = 0;
    for (guint i = 0; i < judging->leaves->len; i++) {
        const struct html_leaf *leaf = html_leaf_at(judging->leaves, i);
        if (!leaf->prose || levels_below(leaf->block, judging->best) < 0)
            continue;
        judging->first_prose = MIN(judging->first_prose, i);
        judging->last_prose = i;
        judging->has_prose = true;
    }
}

static const struct dom *find_element(const struct dom *root, const char *name)
{
    for (const struct dom *node = root->children; node; node = node->next) {
        if (node->type != DOM_ELEMENT)
            continue;
        const struct dom *found = strcmp(node->name, name) == 0 ? node : find_element(node, name);
        if (found)
            return found;
        if (strcmp(node->name, "body") == 0)
            return NULL;
    }
    return NULL;
}

// Whether the page's own title, "Open the doors | River Notes", begins with the heading.
static bool names_title(const char *title, const char *heading)
{
    enum { LEAST = 8 };
    GString *first = g_string_new(NULL), *second = g_string_new(NULL);
    fold_name(title, strlen(title), first);
    fold_name(heading, strlen(heading), second);
    bool names = second->len >= LEAST && g_str_has_prefix(first->str, second->str);
    g_string_free(first, TRUE);
    g_string_free(second, TRUE);
    return names;
}

// The heading that the page's head names, else its only heading of the first level.
static void find_title(struct html_judging *judging, const struct dom *root)
{
    const struct dom *element = find_element(root, "title");
    const struct dom *text = element ? element->children : NULL;
    size_t firsts = 0;
    for (guint i = 0; i < judging->leaves->len && i <= judging->last_prose; i++) {
        const struct html_leaf *leaf = html_leaf_at(judging->leaves, i);
        if (text && text->type == DOM_TEXT && leaf->brief && is_heading(leaf->block) &&
            names_title(text->content, leaf->brief)) {
            judging->title = leaf->block;
            return;
        }
    }
    for (guint i = 0; i < judging->leaves->len; i++) {
        if (strcmp(html_leaf_at(judging->leaves, i)->block->name, "h1") != 0)
            continue;
        firsts += judging->title != html_leaf_at(judging->leaves, i)->block;
        judging->title = html_leaf_at(judging->leaves, i)->block;
    }
    judging->title = firsts == 1 ? judging->title : NULL;
}

bool html_score_may_be_text(const struct html_judging *judging, const struct html_leaf *leaf)
{
    bool near, far;
    html_page_classes(leaf->block, NULL, judging->tables, &near, &far);
    return leaf->linked * 10 < leaf->words * 6 && !near && !html_in_aside(leaf->block) &&
           weigh_words(judging, leaf) == 0;
}

void html_score_begin(struct html_judging *judging, const struct dom *root)
{
    find_prose(judging);
    find_title(judging, root);
}

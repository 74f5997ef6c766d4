// SPDX-License-Identifier: MIT
// Which container of a page holds the letter, then a score for each leaf block (a logistic model
// of few features) and the best run of keeping and dropping (Viterbi, 1967) with a price for each
// change, so that a block among its like follows them.
#include "read/html/html_page.h"

#include "read/fold.h"
#include "read/html/html_kind.h"
#include "read/html/tags.h"

#include <math.h>
#include <string.h>

enum { NEAREST = 4 };

// ---- leaves ----

struct leaf_gather {
    GArray *leaves;
    const struct dom *block; // of the leaf being filled; NULL: none is
    GString *text;
    size_t linked, parts;
    bool broken; // by a break, with no text since
};

// A sentence ends within the text, as where a note's number follows its end.
static bool stops_within(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0x3002 || c == 0x0964)
            return true;
        bool stop = c == '.' || c == '?' || c == '!' || c == 0x06D4 || c == 0x061F;
        if (stop && (p[1] == ' ' || p[1] == '[') && p > text + 20)
            return true;
    }
    return false;
}

static void end_leaf(struct leaf_gather *gather)
{
    enum { PROSE_WORDS = 12, BRIEF_BYTES = 400 };
    if (!gather->block)
        return;
    g_strstrip(gather->text->str);
    size_t n = strlen(gather->text->str);
    struct html_leaf *leaf =
        &g_array_index(gather->leaves, struct html_leaf, gather->leaves->len - 1);
    leaf->words = text_words(gather->text->str, n);
    leaf->linked = MIN(gather->linked, leaf->words);
    leaf->stop = text_ends_sentence(gather->text->str, n) || stops_within(gather->text->str) ||
                 (n && char_is_unparted(g_utf8_get_char(gather->text->str)));
    leaf->parts = gather->parts;
    leaf->brief = n <= BRIEF_BYTES && leaf->words ? g_strdup(gather->text->str) : NULL;
    leaf->prose = leaf->words >= PROSE_WORDS && leaf->linked * 10 < leaf->words * 4 && leaf->stop;
    g_string_truncate(gather->text, 0);
    gather->block = NULL;
    gather->linked = 0;
}

static void begin_leaf(struct leaf_gather *gather, const struct dom *block)
{
    struct html_leaf leaf = {.block = block};
    gather->block = block;
    gather->parts = 1;
    gather->broken = false;
    g_array_append_val(gather->leaves, leaf);
}

static bool has_words(const char *text)
{
    return text[text_leading(text, strlen(text))] != '\0';
}

static void gather_leaves(struct leaf_gather *gather, struct dom *parent, const struct dom *block,
                          bool linked)
{
    for (struct dom *node = parent->children; node; node = node->next) {
        if (node->type == DOM_TEXT) {
            if (has_words(node->content) && gather->block != block) {
                end_leaf(gather);
                begin_leaf(gather, block);
            }
            node->leaf = gather->block ? gather->leaves->len : 0;
            if (gather->block) {
                g_string_append_printf(gather->text, "%s ", node->content);
                gather->linked += linked ? text_words(node->content, strlen(node->content)) : 0;
            }
        } else if (html_is_script(node)) {
            continue;
        } else if (html_is_in_line(node)) {
            bool link = linked || strcmp(node->name, "a") == 0;
            gather_leaves(gather, node, block, link);
        } else {
            end_leaf(gather);
            gather_leaves(gather, node, node, linked);
            end_leaf(gather);
        }
    }
}

// ---- what the ancestors say ----

// What class, id and role say, of TOPIC_CLASS and TOPIC_BOX.
static unsigned class_topics(const struct dom *element, const struct tables *tables)
{
    static const char *const names[] = {"class", "id", "role"};
    unsigned topics = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(names) && element->n_attributes; i++) {
        const char *value = dom_attribute(element, names[i]);
        if (value)
            topics |= tables_topics(tables, value, strlen(value));
    }
    return topics & (TOPIC_CLASS | TOPIC_BOX);
}

static bool is_aside(const struct dom *element)
{
    static const char *const names[] = {"nav", "aside", "footer", NULL};
    return dom_is_one_of(element, names);
}

static bool within(const struct dom *node, bool (*is)(const struct dom *element))
{
    for (; node; node = node->parent) {
        if (is(node))
            return true;
    }
    return false;
}

// Page words in the classes of the nearest elements, and further out but below `top`.
static void page_classes(const struct dom *block, const struct dom *top,
                         const struct tables *tables, bool *ret_near, bool *ret_far)
{
    int level = 0;
    *ret_near = *ret_far = false;
    for (const struct dom *node = block; node && node != top; node = node->parent, level++) {
        if (!class_topics(node, tables))
            continue;
        *(level < NEAREST ? ret_near : ret_far) = true;
    }
}

static bool is_comment(const struct dom *element)
{
    const char *id = dom_attribute(element, "id"), *class_name = dom_attribute(element, "class");
    return (id && strstr(id, "comment")) || (class_name && strstr(class_name, "comment"));
}

// ---- the best container ----

// One of three and more elements alike, short, with a link in each.
static bool in_teaser(const struct dom *block, const struct dom *top)
{
    enum { LEVELS = 4 };
    const struct dom *node = block;
    for (int level = 0; node && node->parent && node != top && level < LEVELS;
         node = node->parent, level++) {
        if (node->card && node->linked_card)
            return true;
    }
    return false;
}

static float leaf_mass(const struct html_leaf *leaf, const struct tables *tables)
{
    enum { WORDS_MOST = 80 };
    if (leaf->words == 0)
        return 0;
    bool near, far;
    page_classes(leaf->block, NULL, tables, &near, &far);
    float mass = (float)MIN(leaf->words, WORDS_MOST * leaf->parts) *
                 (1 - (float)leaf->linked / (float)leaf->words);
    mass *= leaf->prose ? 1 : 0.1F;
    mass *= within(leaf->block, is_aside) ? 0.1F : 1;
    mass *= in_teaser(leaf->block, NULL) ? 0.3F : 1;
    mass *= near ? 0.3F : 1;
    return mass * (within(leaf->block, is_comment) ? 0.15F : 1);
}

static GHashTable *masses_of(const GArray *leaves, const struct tables *tables)
{
    GHashTable *masses = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < leaves->len; i++) {
        const struct html_leaf *leaf = &g_array_index(leaves, struct html_leaf, i);
        float mass = leaf_mass(leaf, tables);
        for (const struct dom *node = leaf->block; node; node = node->parent) {
            float *sum = g_hash_table_lookup(masses, node);
            if (!sum) {
                sum = g_new0(float, 1);
                g_hash_table_insert(masses, (gpointer)node, sum);
            }
            *sum += mass;
        }
    }
    return masses;
}

static bool is_frame(const struct dom *element)
{
    static const char *const names[] = {"table", "tr", "td", "th", NULL};
    return dom_is_one_of(element, names);
}

// Of a table only a cell may hold the letter.
static bool is_row(const struct dom *element)
{
    static const char *const names[] = {"table", "thead", "tbody", "tfoot", "tr", NULL};
    return dom_is_one_of(element, names);
}

static const struct dom *best_container(const struct dom *root, GHashTable *masses)
{
    const struct dom *best = root;
    for (bool down = true; down;) {
        down = false;
        const float *all = g_hash_table_lookup(masses, best);
        for (const struct dom *child = best->children; child && all && *all > 0;
             child = child->next) {
            const float *mass = g_hash_table_lookup(masses, child);
            if (!mass || *mass < 0.72F * *all || child->type != DOM_ELEMENT)
                continue;
            // A paragraph is no container; a cell of a table that frames the page is one.
            if (tag_find(child->name, strlen(child->name))->role == TAG_BLOCK && !is_frame(child))
                return best;
            best = child;
            down = true;
            break;
        }
    }
    while (best->parent && is_row(best))
        best = best->parent;
    return best;
}

// ---- the score ----

struct judging {
    GArray *leaves;
    const struct dom *best;
    const struct tables *tables;
    GHashTable *masses;      // of elements
    const struct dom *title; // the heading that says what the page is called
    bool has_prose;
    guint first_prose, last_prose;
};

static const struct html_leaf *leaf_at(const struct judging *judging, guint index)
{
    return &g_array_index(judging->leaves, struct html_leaf, index);
}

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
static bool in_twin(const struct judging *judging, const struct dom *block)
{
    const struct dom *best = judging->best;
    for (const struct dom *node = block; node; node = node->parent) {
        if (node->parent == best->parent)
            return node != best && best->parent && html_is_alike(node, best);
    }
    return false;
}

static float weigh_place(const struct judging *judging, const struct html_leaf *leaf)
{
    int below = levels_below(leaf->block, judging->best);
    if (below >= 0)
        return 4.6F - 0.55F * (float)below;
    float sum = in_twin(judging, leaf->block) ? 2.0F : 0;
    if (judging->best->parent && levels_below(leaf->block, judging->best->parent) >= 0)
        sum += 1.1F;
    return leaf->prose ? sum - 1.2F : sum;
}

static float weigh_tag(const struct judging *judging, const struct html_leaf *leaf)
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
            bool frame = is_frame(node) && levels_below(node, judging->best) < 0;
            if (strcmp(node->name, tags[i].name) == 0)
                return frame ? 0 : tags[i].weight;
        }
    }
    return 0;
}

static float prose_of_siblings(const struct judging *judging, guint index)
{
    const struct dom *parent = leaf_at(judging, index)->block->parent;
    enum { AROUND = 12 };
    guint from = index > AROUND ? index - AROUND : 0;
    guint end = MIN(index + AROUND + 1, judging->leaves->len);
    float siblings = 0, prose = 0;
    for (guint i = from; i < end; i++) {
        if (i == index || leaf_at(judging, i)->block->parent != parent)
            continue;
        siblings++;
        prose += leaf_at(judging, i)->prose;
    }
    return siblings ? prose / siblings : 0;
}

static float prose_of_neighbours(const struct judging *judging, guint index)
{
    float neighbours = 0, prose = 0;
    for (guint i = index > 2 ? index - 2 : 0; i < MIN(index + 3, judging->leaves->len); i++) {
        if (i == index)
            continue;
        neighbours++;
        prose += leaf_at(judging, i)->prose;
    }
    return neighbours ? prose / neighbours : 0;
}

static bool is_heading(const struct dom *block)
{
    return block->name[0] == 'h' && block->name[1] >= '1' && block->name[1] <= '6' &&
           !block->name[2];
}

// The heading of another article, all of it a link.
static bool beside_linked_heading(const struct judging *judging, guint index)
{
    for (guint i = index > 1 ? index - 1 : 0; i < MIN(index + 2, judging->leaves->len); i++) {
        const struct html_leaf *leaf = leaf_at(judging, i);
        if (is_heading(leaf->block) && leaf->words && leaf->linked == leaf->words)
            return true;
    }
    return false;
}

// A box in the text that its class names ("newsletter-box"), and that holds little of the text.
static bool in_box(const struct judging *judging, const struct html_leaf *leaf)
{
    enum { PERCENT = 8, LEVELS = 5 };
    const float *all = g_hash_table_lookup(judging->masses, judging->best);
    const struct dom *node = leaf->block;
    for (int level = 0; node && node != judging->best && level < LEVELS;
         node = node->parent, level++) {
        const float *mass = g_hash_table_lookup(judging->masses, node);
        if (all && mass && *mass * 100 > *all * PERCENT)
            return false;
        if (class_topics(node, judging->tables) & TOPIC_BOX)
            return true;
    }
    return false;
}

// What a short text says of itself: "Share", "Read also: …" all of it a link.
static float weigh_words(const struct judging *judging, const struct html_leaf *leaf)
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

static bool is_around(const struct judging *judging, const struct html_leaf *leaf)
{
    bool near, far;
    page_classes(leaf->block, judging->best, judging->tables, &near, &far);
    return near || within(leaf->block, is_aside) || within(leaf->block, is_comment);
}

static float score(const struct judging *judging, guint index)
{
    const struct html_leaf *leaf = leaf_at(judging, index);
    bool near, far;
    page_classes(leaf->block, judging->best, judging->tables, &near, &far);
    bool below = levels_below(leaf->block, judging->best) >= 0;
    float sum = -3.0F + weigh_place(judging, leaf) + weigh_tag(judging, leaf);
    sum += 1.9F * prose_of_siblings(judging, index) + 0.9F * prose_of_neighbours(judging, index);
    sum += 0.27F * logf(1 + (float)leaf->words);
    bool outside = index < judging->first_prose || index > judging->last_prose;
    if (judging->has_prose && outside && leaf->words && leaf->linked == leaf->words)
        sum -= 1.5F;
    sum -= leaf->words ? 0.8F * (float)leaf->linked / (float)leaf->words : 0;
    sum -= in_teaser(leaf->block, judging->best) ? 1.9F : 0;
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

static void find_prose(struct judging *judging)
{
    judging->first_prose = judging->leaves->len;
    judging->last_prose = 0;
    for (guint i = 0; i < judging->leaves->len; i++) {
        const struct html_leaf *leaf = leaf_at(judging, i);
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
static void find_title(struct judging *judging, const struct dom *root)
{
    const struct dom *element = find_element(root, "title");
    const struct dom *text = element ? element->children : NULL;
    size_t firsts = 0;
    for (guint i = 0; i < judging->leaves->len && i <= judging->last_prose; i++) {
        const struct html_leaf *leaf = leaf_at(judging, i);
        if (text && text->type == DOM_TEXT && leaf->brief && is_heading(leaf->block) &&
            names_title(text->content, leaf->brief)) {
            judging->title = leaf->block;
            return;
        }
    }
    for (guint i = 0; i < judging->leaves->len; i++) {
        if (strcmp(leaf_at(judging, i)->block->name, "h1") != 0)
            continue;
        firsts += judging->title != leaf_at(judging, i)->block;
        judging->title = leaf_at(judging, i)->block;
    }
    judging->title = firsts == 1 ? judging->title : NULL;
}

// ---- keeping and dropping in runs ----

// What stands between title and text need not be of either.
static void keep_title(struct judging *judging)
{
    for (guint i = 0; i < judging->leaves->len && judging->title; i++) {
        struct html_leaf *leaf = &g_array_index(judging->leaves, struct html_leaf, i);
        if (leaf->block == judging->title)
            leaf->dropped = false;
    }
}

// Neither a menu nor anything that says it is the page's.
static bool may_be_text(const struct judging *judging, const struct html_leaf *leaf)
{
    bool near, far;
    page_classes(leaf->block, NULL, judging->tables, &near, &far);
    return leaf->linked * 10 < leaf->words * 6 && !near && !within(leaf->block, is_aside) &&
           weigh_words(judging, leaf) == 0;
}

// A page that would leave nothing was judged wrongly: what may be text of it stays.
static void keep_texts(struct judging *judging)
{
    for (guint i = 0; i < judging->leaves->len; i++) {
        if (!leaf_at(judging, i)->dropped)
            return;
    }
    for (guint i = 0; i < judging->leaves->len; i++) {
        struct html_leaf *leaf = &g_array_index(judging->leaves, struct html_leaf, i);
        leaf->dropped = !may_be_text(judging, leaf);
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

static void clear_leaf(void *leaf)
{
    g_free(((struct html_leaf *)leaf)->brief);
}

struct html_page *html_page_judge(struct dom *root, const struct tables *tables)
{
    struct html_page *page = g_new0(struct html_page, 1);
    page->leaves = g_array_new(FALSE, TRUE, sizeof(struct html_leaf));
    g_array_set_clear_func(page->leaves, clear_leaf);
    struct leaf_gather gather = {.leaves = page->leaves, .text = g_string_new(NULL)};
    gather_leaves(&gather, root, root, false);
    end_leaf(&gather);
    g_string_free(gather.text, TRUE);
    GHashTable *masses = masses_of(page->leaves, tables);
    struct judging judging = {
        page->leaves, best_container(root, masses), tables, masses, NULL, false, 0, 0};
    find_prose(&judging);
    find_title(&judging, root);
    for (guint i = 0; i < page->leaves->len; i++) {
        struct html_leaf *leaf = &g_array_index(page->leaves, struct html_leaf, i);
        leaf->score = score(&judging, i);
        leaf->around = is_around(&judging, leaf);
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

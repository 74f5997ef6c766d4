// SPDX-License-Identifier: MIT
#include "read/html/html_container.h"

#include "read/html/html_kind.h"
#include "read/html/html_leaves.h"
#include "read/html/tags.h"

#include <string.h>

enum { NEAREST = 4 };

unsigned html_class_topics(const struct dom *element, const struct tables *tables)
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

void html_page_classes(const struct dom *block, const struct dom *top, const struct tables *tables,
                       bool *ret_near, bool *ret_far)
{
    int level = 0;
    *ret_near = *ret_far = false;
    for (const struct dom *node = block; node && node != top; node = node->parent, level++) {
        if (!html_class_topics(node, tables))
            continue;
        *(level < NEAREST ? ret_near : ret_far) = true;
    }
}

static bool is_comment(const struct dom *element)
{
    const char *id = dom_attribute(element, "id"), *class_name = dom_attribute(element, "class");
    return (id && strstr(id, "comment")) || (class_name && strstr(class_name, "comment"));
}

bool html_in_aside(const struct dom *block)
{
    return within(block, is_aside);
}

bool html_stands_around(const struct dom *block)
{
    return html_in_aside(block) || within(block, is_comment);
}

bool html_in_teaser(const struct dom *block, const struct dom *top)
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
    html_page_classes(leaf->block, NULL, tables, &near, &far);
    float mass = (float)MIN(leaf->words, WORDS_MOST * leaf->parts) *
                 (1 - (float)leaf->linked / (float)leaf->words);
    mass *= leaf->prose ? 1 : 0.1F;
    mass *= html_in_aside(leaf->block) ? 0.1F : 1;
    mass *= html_in_teaser(leaf->block, NULL) ? 0.3F : 1;
    mass *= near ? 0.3F : 1;
    return mass * (within(leaf->block, is_comment) ? 0.15F : 1);
}

GHashTable *html_masses(const GArray *leaves, const struct tables *tables)
{
    GHashTable *masses = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < leaves->len; i++) {
        const struct html_leaf *leaf = html_leaf_at(leaves, i);
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

bool html_is_frame(const struct dom *element)
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

const struct dom *html_container(const struct dom *root, GHashTable *masses)
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
            if (tag_find(child->name, strlen(child->name))->role == TAG_BLOCK &&
                !html_is_frame(child))
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

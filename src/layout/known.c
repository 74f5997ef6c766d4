// SPDX-License-Identifier: MIT
#include "layout/known.h"

#include "base/facts.h"

#include <string.h>

enum { ENTRIES_LEAST = 1000 };

struct known_lines {
    char *key;
    GByteArray *lines; // of each entry; NULL once one is not plain
};

// ---- what the list is -----------------------------------------------------------------------

static void add_node(struct fact_key *key, const struct node *node)
{
    const int64_t numbers[] = {node->kind, node->direction, node->level, node->list.kind,
                               node->entry.number};
    fact_key_add(key, numbers, sizeof numbers);
    fact_key_text(key, node->lang);
    fact_key_text(key, node->text);
    fact_key_text(key, node->href);
    fact_key_text(key, node->name);
    fact_key_text(key, node->entry.label);
    for (const struct node *child = node->first; child; child = child->next)
        add_node(key, child);
    fact_key_number(key, -1); // the end of its children
}

static bool is_long(const struct node *list)
{
    size_t n = 0;
    for (const struct node *entry = list->first; entry && n < ENTRIES_LEAST; entry = entry->next)
        n++;
    return n == ENTRIES_LEAST;
}

// Of a list that is held, made of what it holds, once a job.
static const char *content_of(const struct layout_job *job, const struct node *list)
{
    if (list->list.stream)
        return list->list.stream->content;
    char *content = g_hash_table_lookup(job->contents, list);
    if (content || !is_long(list))
        return content;
    struct fact_key *key = fact_key_new("entries");
    for (const struct node *entry = list->first; entry; entry = entry->next)
        add_node(key, entry);
    content = fact_key_end(key);
    g_hash_table_insert(job->contents, (void *)list, content);
    return content;
}

// ---- how it is set --------------------------------------------------------------------------

// Texts by what they say, all else as it stands.
static void add_block(struct fact_key *key, const struct block_style *style)
{
    struct block_style bare = *style;
    const char **const texts[] = {&bare.family, &bare.content, &bare.content_start,
                                  &bare.content_end, &bare.marker};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        fact_key_text(key, *texts[i]);
        *texts[i] = NULL;
    }
    fact_key_add(key, &bare, sizeof bare);
}

static void add_look(struct fact_key *key, const struct flow *flow)
{
    const struct style *style = flow->style;
    for (int group = 0; group < GROUP_COUNT; group++)
        add_block(key, &style->blocks[group]);
    fact_key_add(key, &style->page, sizeof style->page);
    fact_key_text(key, flow->lang);
    fact_key_number(key, flow->rtl);
    fact_key_number(key, flow->digits);
    fact_key_number(key, flow->columns_more);
}

char *known_key(const struct flow *flow, const char *question, const struct node *list, len width)
{
    const char *content = flow->job->facts ? content_of(flow->job, list) : NULL;
    if (!content)
        return NULL;
    struct fact_key *key = fact_key_new(question);
    fact_key_text(key, content);
    fact_key_number(key, list->list.kind);
    fact_key_number(key, list->direction);
    fact_key_text(key, node_lang(list));
    fact_key_number(key, width);
    add_look(key, flow);
    return fact_key_end(key);
}

// ---- lines ----------------------------------------------------------------------------------

struct known_lines *known_lines_new(char *key)
{
    if (!key)
        return NULL;
    struct known_lines *known = g_new0(struct known_lines, 1);
    known->key = key;
    known->lines = g_byte_array_new();
    return known;
}

void known_lines_add(struct known_lines *known, size_t lines, bool plain)
{
    if (!known || !known->lines)
        return;
    guint8 n = (guint8)lines;
    if (plain && lines <= G_MAXUINT8)
        g_byte_array_append(known->lines, &n, 1);
    else
        g_clear_pointer(&known->lines, g_byte_array_unref);
}

void known_lines_end(struct known_lines *known, const struct flow *flow)
{
    if (!known || !known->lines)
        return;
    GBytes *fact = g_byte_array_free_to_bytes(g_steal_pointer(&known->lines));
    facts_keep(flow->job->facts, known->key, fact);
    g_bytes_unref(fact);
}

void known_lines_free(struct known_lines *known)
{
    if (!known)
        return;
    g_clear_pointer(&known->lines, g_byte_array_unref);
    g_free(known->key);
    g_free(known);
}

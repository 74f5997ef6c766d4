// SPDX-License-Identifier: MIT
#include "layout/known.h"

#include "base/facts.h"

#include <string.h>

enum { ENTRIES_LEAST = 1000 };

struct known_list {
    struct fact_store *facts;
    char *look; // the question, and all that has a say in it but the entries
    const struct stream_part *parts;
    size_t n_parts;
    struct stream_part own; // of a list that is held: all of it is one
    size_t part, within, at;
    GBytes *lines;        // known of the part; NULL
    GByteArray *gathered; // of a part that is not; NULL where one of its entries is not plain
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

static bool find_parts(const struct flow *flow, const struct node *list, struct known_list *ret)
{
    const struct node_stream *stream = list->list.stream;
    if (stream) {
        ret->parts = stream->parts ? (const void *)stream->parts->data : NULL;
        ret->n_parts = stream->parts ? stream->parts->len : 0;
        return ret->n_parts > 0;
    }
    ret->own.content = (char *)content_of(flow->job, list);
    for (const struct node *entry = list->first; entry && ret->own.content; entry = entry->next)
        ret->own.entries++;
    ret->parts = &ret->own;
    ret->n_parts = 1;
    return ret->own.content != NULL;
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

static char *look_of(const struct flow *flow, const char *question, const struct node *list,
                     len width)
{
    struct fact_key *key = fact_key_new(question);
    fact_key_number(key, list->list.kind);
    fact_key_number(key, list->direction);
    fact_key_text(key, node_lang(list));
    fact_key_number(key, width);
    add_look(key, flow);
    return fact_key_end(key);
}

struct known_list *known_list_new(const struct flow *flow, const char *question,
                                  const struct node *list, len width)
{
    if (!flow->job->facts)
        return NULL;
    struct known_list *known = g_new0(struct known_list, 1);
    known->facts = flow->job->facts;
    if (!find_parts(flow, list, known)) {
        g_free(known);
        return NULL;
    }
    known->look = look_of(flow, question, list, width);
    return known;
}

void known_list_free(struct known_list *known)
{
    if (!known)
        return;
    g_clear_pointer(&known->lines, g_bytes_unref);
    g_clear_pointer(&known->gathered, g_byte_array_unref);
    g_free(known->look);
    g_free(known);
}

// ---- part by part -----------------------------------------------------------------------------

size_t known_list_parts(const struct known_list *known)
{
    return known->n_parts;
}

size_t known_list_entries(const struct known_list *known, size_t part)
{
    return known->parts[part].entries;
}

GBytes *known_list_find(const struct known_list *known, size_t part)
{
    char *key = g_strconcat(known->look, known->parts[part].content, NULL);
    GBytes *fact = facts_find(known->facts, key);
    g_free(key);
    return fact;
}

void known_list_keep(const struct known_list *known, size_t part, GBytes *fact)
{
    char *key = g_strconcat(known->look, known->parts[part].content, NULL);
    facts_keep(known->facts, key, fact);
    g_free(key);
}

// ---- entry by entry ---------------------------------------------------------------------------

static void step(struct known_list *known)
{
    known->at++;
    if (++known->within < known->parts[known->part].entries)
        return;
    g_clear_pointer(&known->lines, g_bytes_unref);
    g_clear_pointer(&known->gathered, g_byte_array_unref);
    known->part++;
    known->within = 0;
}

bool known_list_next(struct known_list *known, size_t *ret_lines)
{
    if (known_list_ended(known))
        return false;
    if (known->within == 0) {
        known->lines = known_list_find(known, known->part);
        known->gathered = known->lines ? NULL : g_byte_array_new();
    }
    if (!known->lines)
        return false;
    *ret_lines = ((const guint8 *)g_bytes_get_data(known->lines, NULL))[known->within];
    step(known);
    return true;
}

void known_list_add(struct known_list *known, size_t lines, bool plain)
{
    guint8 n = (guint8)lines;
    if (known_list_ended(known))
        return;
    if (known->within == 0 && !known->lines && !known->gathered) {
        known->lines = known_list_find(known, known->part);
        known->gathered = known->lines ? NULL : g_byte_array_new();
    }
    if (known->gathered && plain && lines <= G_MAXUINT8)
        g_byte_array_append(known->gathered, &n, 1);
    else
        g_clear_pointer(&known->gathered, g_byte_array_unref);
    if (known->gathered && known->gathered->len == known->parts[known->part].entries) {
        GBytes *fact = g_byte_array_free_to_bytes(g_steal_pointer(&known->gathered));
        known_list_keep(known, known->part, fact);
        g_bytes_unref(fact);
    }
    step(known);
}

size_t known_list_at(const struct known_list *known)
{
    return known->at;
}

bool known_list_ended(const struct known_list *known)
{
    return known->part >= known->n_parts;
}

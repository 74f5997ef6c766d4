// SPDX-License-Identifier: MIT
// "[1]" in a paragraph and a line "[1] ..." elsewhere are a footnote, be it alone, in a list or
// below a heading such as "Notes". Only when both are there: a bracketed number alone stays text.
#include "read/capture/footnotes.h"

#include <string.h>

enum { NAME_MOST = 8 };

// The name in "[name]" at the start of `text`: a number or one mark; 0 if there is none.
static size_t bracket_length(const char *text)
{
    if (text[0] != '[')
        return 0;
    const char *close = memchr(text, ']', strnlen(text, NAME_MOST + 2));
    if (!close || close == text + 1)
        return 0;
    for (const char *p = text + 1; p < close; p = g_utf8_next_char(p)) {
        if (!g_unichar_isdigit(g_utf8_get_char(p)) && *p != '*')
            return 0;
    }
    return (size_t)(close + 1 - text);
}

bool footnotes_may_hold(const char *text, size_t n)
{
    const char *end = text + n;
    for (const char *p = text; p < end && (p = memchr(p, '[', (size_t)(end - p))); p++) {
        if (bracket_length(p))
            return true;
    }
    return false;
}

// A bracket of `n` bytes, first in a block or in a line; a page may put "[1]" on a line of its own
// where the text refers.
static bool begins_definition(const struct node *before, const struct node *text, size_t n)
{
    return !before || (before->kind == NODE_BREAK && text->text[n] == ' ');
}

static void count_references(const struct node *node, GHashTable *names)
{
    if (node->kind == NODE_TEXT) {
        for (const char *p = strchr(node->text, '['); p; p = strchr(p + 1, '[')) {
            size_t n = bracket_length(p);
            if (n && (p > node->text || !begins_definition(node->previous, node, n)))
                g_hash_table_add(names, g_strndup(p + 1, n - 2));
        }
    }
    for (const struct node *child = node->first; child; child = child->next)
        count_references(child, names);
}

static char *definition_name(const struct node *before, const struct node *text,
                             GHashTable *referred)
{
    if (!text || text->kind != NODE_TEXT)
        return NULL;
    size_t n = bracket_length(text->text);
    char *name = n && begins_definition(before, text, n) ? g_strndup(text->text + 1, n - 2) : NULL;
    if (name && g_hash_table_contains(referred, name))
        return name;
    g_free(name);
    return NULL;
}

static char *paragraph_name(const struct node *block, GHashTable *referred)
{
    return block->kind == NODE_PARAGRAPH ? definition_name(NULL, block->first, referred) : NULL;
}

// A paragraph after `before`, from `text` on.
static struct node *open_rest(struct arena *arena, struct node *before, const struct node *text)
{
    struct node *rest = node_new(arena, NULL, NODE_PARAGRAPH);
    rest->line = text->line;
    rest->lang = before->lang;
    rest->direction = before->direction;
    rest->source = (struct span){text->source.start, before->source.end};
    before->source.end = text->source.start;
    node_insert_after(rest, before);
    return rest;
}

// Cuts a paragraph at its lines that are definitions, in one pass over it.
static void part_at_definitions(struct arena *arena, struct node *block, GHashTable *referred)
{
    struct node *into = block, *before = block->first;
    for (struct node *node = before ? before->next : NULL, *next; node; node = next) {
        next = node->next;
        char *name = definition_name(before, node, referred);
        if (name) {
            node_detach(before);
            into = open_rest(arena, into, node);
        }
        g_free(name);
        if (into != block) {
            node_detach(node);
            node_append_child(into, node);
        }
        before = node;
    }
}

static void text_skip(struct arena *arena, struct node *text, size_t n)
{
    while (text->text[n] == ' ')
        n++;
    bool exact = text->source.end - text->source.start == strlen(text->text);
    text->text = arena_strdup(arena, text->text + n);
    if (exact)
        text->source.start += n;
}

static struct node *wrap_footnote(struct arena *arena, struct node *block, const char *name)
{
    struct node *note = node_new(arena, NULL, NODE_FOOTNOTE);
    note->name = arena_strdup(arena, name);
    note->line = block->line;
    note->source = block->source;
    node_insert_before(note, block);
    node_detach(block);
    node_append_child(note, block);
    return note;
}

// The names in brackets that are notes, each with what its note is called: the form may have given
// a note of its own the same name.
struct definitions {
    GHashTable *names; // char * to char *
    GHashTable *taken; // what notes are called
};

static void take_names(const struct node *node, GHashTable *taken)
{
    if (node->kind == NODE_FOOTNOTE && node->name)
        g_hash_table_add(taken, g_strdup(node->name));
    for (const struct node *child = node->first; child; child = child->next)
        take_names(child, taken);
}

// Takes `name`, which is not defined yet.
static const char *define(struct definitions *defined, char *name)
{
    GString *called = g_string_new(name);
    while (g_hash_table_contains(defined->taken, called->str))
        g_string_append_c(called, 'b');
    char *own = g_string_free(called, FALSE);
    g_hash_table_add(defined->taken, g_strdup(own));
    g_hash_table_insert(defined->names, name, own);
    return own;
}

static void define_paragraph(struct arena *arena, struct node *block, char *name,
                             struct definitions *defined)
{
    text_skip(arena, block->first, strlen(name) + 2);
    wrap_footnote(arena, block, define(defined, name));
}

// All of them, each once, and none that another note has defined: that would never be printed.
static bool is_definitions(const struct node *list, GHashTable *referred,
                           const struct definitions *defined)
{
    if (list->kind != NODE_LIST || !list->first)
        return false;
    bool all = true;
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const struct node *entry = list->first; entry && all; entry = entry->next) {
        const char *label = entry->entry.label;
        char *name = bracket_length(label) ? g_strndup(label + 1, strlen(label) - 2) : NULL;
        all = name && g_hash_table_contains(referred, name) &&
              !g_hash_table_contains(defined->names, name) && !g_hash_table_contains(seen, name);
        if (name)
            g_hash_table_add(seen, name);
    }
    g_hash_table_unref(seen);
    return all;
}

static void define_list(struct arena *arena, struct node *list, struct definitions *defined)
{
    for (struct node *entry = list->first, *next; entry; entry = next) {
        next = entry->next;
        char *name = g_strndup(entry->entry.label + 1, strlen(entry->entry.label) - 2);
        node_detach(entry);
        entry->kind = NODE_PARAGRAPH;
        entry->entry.label = NULL;
        entry->entry.number = NUMBER_NONE;
        node_insert_before(entry, list);
        wrap_footnote(arena, entry, define(defined, name));
    }
    node_detach(list);
}

// A text cut at its references, in one pass over it.
struct cutting {
    struct arena *arena;
    struct node *last; // the node after which the next goes
    struct span source;
    const char *whole;
    bool exact; // bytes of the text are bytes of the source
    size_t line;
};

static void cut_text(struct cutting *cutting, const char *start, const char *end)
{
    if (start == end)
        return;
    struct node *text = node_new(cutting->arena, NULL, NODE_TEXT);
    text->text = arena_strndup(cutting->arena, start, (size_t)(end - start));
    text->line = cutting->line;
    if (cutting->exact)
        text->source = (struct span){cutting->source.start + (size_t)(start - cutting->whole),
                                     cutting->source.start + (size_t)(end - cutting->whole)};
    node_insert_after(text, cutting->last);
    cutting->last = text;
}

static void cut_reference(struct cutting *cutting, const char *name)
{
    struct node *reference = node_new(cutting->arena, NULL, NODE_FOOTNOTE_REF);
    reference->name = arena_strdup(cutting->arena, name);
    reference->line = cutting->line;
    node_insert_after(reference, cutting->last);
    cutting->last = reference;
}

static struct node *split_references(struct arena *arena, struct node *text, GHashTable *names)
{
    const char *whole = text->text, *from = whole;
    struct cutting cutting = {arena,
                              text,
                              text->source,
                              whole,
                              text->source.end - text->source.start == strlen(whole),
                              text->line};
    // A second note of one name, which stays as it is written, refers to no other.
    size_t own = text->previous ? 0 : bracket_length(whole);
    for (const char *p = strchr(whole + own, '['); p; p = strchr(p + 1, '[')) {
        size_t n = bracket_length(p);
        char *name = n ? g_strndup(p + 1, n - 2) : NULL;
        const char *called = name ? g_hash_table_lookup(names, name) : NULL;
        if (called) {
            cut_text(&cutting, from, p);
            cut_reference(&cutting, called);
            from = p + n;
        }
        g_free(name);
    }
    if (cutting.last == text)
        return text;
    cut_text(&cutting, from, from + strlen(from));
    node_detach(text);
    return cutting.last;
}

static void refer(struct arena *arena, struct node *node, GHashTable *names)
{
    for (struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_TEXT)
            child = split_references(arena, child, names);
        else
            refer(arena, child, names);
    }
}

// Wherever they were, they are put last: a footnote's place in the letter is its reference.
static void move_last(struct node *root)
{
    struct node *last = root->last;
    for (struct node *node = root->first, *next; node; node = next) {
        next = node == last ? NULL : node->next;
        if (node->kind != NODE_FOOTNOTE)
            continue;
        node_detach(node);
        node_append_child(root, node);
    }
}

void footnotes_find(struct document *document)
{
    GHashTable *referred = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct definitions defined = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                                  g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    count_references(document->root, referred);
    take_names(document->root, defined.taken);
    for (struct node *block = document->root->first, *next; block; block = next) {
        if (block->kind == NODE_PARAGRAPH)
            part_at_definitions(document->arena, block, referred);
        next = block->next;
        char *name = paragraph_name(block, referred);
        if (name && !g_hash_table_contains(defined.names, name))
            define_paragraph(document->arena, block, g_steal_pointer(&name), &defined);
        else if (is_definitions(block, referred, &defined))
            define_list(document->arena, block, &defined);
        g_free(name);
    }
    if (g_hash_table_size(defined.names)) {
        refer(document->arena, document->root, defined.names);
        move_last(document->root);
    }
    g_hash_table_unref(referred);
    g_hash_table_unref(defined.names);
    g_hash_table_unref(defined.taken);
}

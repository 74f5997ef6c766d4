// SPDX-License-Identifier: MIT
// The letter's language and direction, and those of its blocks where they differ.
#include "read/langs.h"

#include "language/direction.h"
#include "language/lang_text.h"
#include "read/fold.h"

#include <string.h>

enum { SAMPLE_MOST = 40000, WORDS_LEAST = 3, WORDS_SAME_SCRIPT = 8 };

static bool is_body(const struct node *node)
{
    return node->kind == NODE_PARAGRAPH || node->kind == NODE_TITLE || node->kind == NODE_HEADING ||
           node->kind == NODE_QUOTE || node->kind == NODE_SALUTATION || node->kind == NODE_CLOSING;
}

static void append_deep(const struct node *node, GString *out);

static void append_streamed(const struct node *list, GString *out, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry;
    while (!fault && out->len < SAMPLE_MOST &&
           (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        append_deep(entry, out);
        arena_reset(scratch);
    }
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
}

static void append_deep(const struct node *node, GString *out)
{
    node_append_text(node, out);
    g_string_append_c(out, '\n');
    for (const struct node *child = node->first; child && out->len < SAMPLE_MOST;
         child = child->next) {
        if (!node_is_inline(child))
            append_deep(child, out);
    }
    // A list of its own file says nothing of the letter, and is not read through for it.
    bool own = node->source.start != SPAN_NONE.start;
    if (node->kind == NODE_LIST && node->list.stream && own)
        append_streamed(node, out, NULL);
}

static void append_sample(const struct document *document, bool all, GString *out)
{
    for (const struct node *node = document->root->first; node && out->len < SAMPLE_MOST;
         node = node->next) {
        if (all || is_body(node))
            append_deep(node, out);
    }
}

static const char *detect(const struct reader *reader, const GString *text)
{
    struct lang_words words = tables_lang_words(reader->tables);
    return lang_of_text(text->str, text->len, &words);
}

static void set_root_by(struct reader *reader, const GString *text)
{
    struct node *root = reader->document->root;
    if (!root->lang)
        root->lang = arena_strdup(reader->document->arena, detect(reader, text));
    if (root->direction == DIRECTION_INHERIT || root->direction == DIRECTION_AUTO)
        root->direction = direction_of_language(root->lang);
    if (root->direction == DIRECTION_INHERIT)
        root->direction = direction_of_text(text->str, text->len);
}

static void set_root(struct reader *reader)
{
    GString *text = g_string_new(NULL);
    append_sample(reader->document, false, text);
    if (text_words(text->str, text->len) < 4)
        append_sample(reader->document, true, text);
    set_root_by(reader, text);
    g_string_free(text, TRUE);
}

void langs_doubt(struct reader *reader)
{
    struct node *root = reader->document->root;
    if (!root->lang || reader->options->lang)
        return;
    GString *text = g_string_new(NULL);
    append_sample(reader->document, true, text);
    enum direction marked = direction_of_language(root->lang);
    bool told = text_words(text->str, text->len) >= WORDS_LEAST;
    if (told && marked != DIRECTION_INHERIT && marked != direction_of_text(text->str, text->len))
        root->lang = NULL;
    g_string_free(text, TRUE);
}

bool langs_assign_list(struct reader *reader, const struct node *list, GError **error)
{
    GError *fault = NULL;
    GString *text = g_string_new(NULL);
    append_streamed(list, text, &fault);
    set_root_by(reader, text);
    g_string_free(text, TRUE);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

// A few words decide for a language of another script; more are asked where only the words differ.
static bool has_enough_words(const char *text, size_t n, const char *tag, const char *other)
{
    bool same_way = direction_of_language(tag) == direction_of_language(other);
    return strcmp(tag, "und") != 0 &&
           text_words(text, n) >= (same_way ? WORDS_SAME_SCRIPT : WORDS_LEAST);
}

static void set_block(struct reader *reader, struct node *node)
{
    const struct node *root = reader->document->root;
    struct lang_words words = tables_lang_words(reader->tables);
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    bool long_enough = text_words(text->str, text->len) >= WORDS_LEAST;
    const char *tag = long_enough ? detect(reader, text) : root->lang;
    bool other_way = direction_of_language(tag) != direction_of_language(root->lang);
    if (!lang_same(tag, root->lang) && has_enough_words(text->str, text->len, tag, root->lang) &&
        (other_way ||
         !lang_is_chance(text->str, text->len, text_words(text->str, text->len), &words, tag)))
        node->lang = arena_strdup(reader->document->arena, tag);
    g_string_free(text, TRUE);
}

// What lies whole within one span has the language that was written there.
static bool is_marked_within(const struct node *node)
{
    return node->first == node->last && node->first->lang;
}

static void set_below(struct reader *reader, struct node *parent, int depth)
{
    enum { DEPTH_MOST = 64 };
    for (struct node *node = parent->first; node; node = node->next) {
        if (node_is_inline(node) || depth > DEPTH_MOST)
            continue;
        bool signatories = node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES;
        if (!node->lang && node->first && node_is_inline(node->first) && !is_marked_within(node))
            set_block(reader, node);
        enum direction direction =
            node->lang ? direction_of_language(node->lang) : DIRECTION_INHERIT;
        if (node->direction == DIRECTION_INHERIT && direction != DIRECTION_INHERIT &&
            direction != reader->document->root->direction)
            node->direction = direction;
        if (!signatories)
            set_below(reader, node, depth + 1);
    }
}

void langs_assign(struct reader *reader)
{
    set_root(reader);
    set_below(reader, reader->document->root, 0);
}

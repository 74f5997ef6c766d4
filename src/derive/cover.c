// SPDX-License-Identifier: MIT
#include "derive/cover.h"

#include "derive/words.h"

#include <string.h>

static struct document *part_of(const struct document *letter, const char *form)
{
    struct document *document = document_new();
    document->root->lang = arena_strdup(document->arena, letter->root->lang);
    document->root->direction = letter->root->direction;
    document->title = arena_strdup(document->arena, letter->title);
    document->date = arena_strdup(document->arena, letter->date);
    document->form = form;
    return document;
}

struct document *cover_document(const struct document *letter)
{
    struct document *document = part_of(letter, "cover");
    for (const struct node *block = letter->root->first; block; block = block->next) {
        if (block->kind == NODE_TITLE || block->kind == NODE_ADDRESSEE)
            node_copy(document->arena, document->root, block);
    }
    return document;
}

static struct node *add_word(struct document *document, const struct words *words,
                             enum node_kind kind, const char *key)
{
    struct node *block = node_new(document->arena, document->root, kind);
    char *word = words_get(words, "words", key);
    node_new_text(document->arena, block, word, strlen(word));
    g_free(word);
    return block;
}

static void add_code(struct document *document, const char *link, const char *code)
{
    struct arena *arena = document->arena;
    struct node *figure = node_new(arena, document->root, NODE_FIGURE);
    struct node *image = node_new(arena, figure, NODE_IMAGE);
    image->href = arena_strdup(arena, code);
    image->text = arena_strdup(arena, link);
    struct node *anchor = node_new(arena, node_new(arena, figure, NODE_CAPTION), NODE_LINK);
    anchor->href = image->text;
    const char *shown = words_shown_link(link);
    node_new_text(arena, anchor, shown, strlen(shown));
}

struct document *cover_back_document(const struct document *letter, const char *words,
                                     const char *link, const char *code, GError **error)
{
    struct words *file = words_open(words, letter->root->lang, error);
    if (!file)
        return NULL;
    struct document *document = part_of(letter, "back");
    if (link) {
        add_word(document, file, NODE_HEADING, "back-call")->level = 2;
        add_word(document, file, NODE_PARAGRAPH, "back-sentence");
        add_code(document, link, code);
    } else {
        struct node *title = node_new(document->arena, document->root, NODE_HEADING);
        title->level = 2;
        const char *text = letter->title ? letter->title : "";
        node_new_text(document->arena, title, text, strlen(text));
    }
    words_close(file);
    return document;
}

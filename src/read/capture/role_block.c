// SPDX-License-Identifier: MIT
#include "read/capture/role_block.h"

#include "read/fold.h"
#include "read/list/list_stream.h"

#include <string.h>

struct block *role_block(const struct roles *roles, guint index)
{
    return &g_array_index(roles->blocks, struct block, index);
}

bool block_matches(const struct roles *roles, guint index, enum table table)
{
    const struct block *block = role_block(roles, index);
    return !block->list && tables_match(roles->reader->tables, table, block->text, block->n);
}

// A title may call out or ask; a line of some length that ends with a stop is a sentence.
static bool is_sentence(const struct block *block)
{
    enum { SENTENCE_COLUMNS = 40, CALL_COLUMNS = 120 };
    if (block->columns < SENTENCE_COLUMNS || !text_ends_sentence(block->text, block->n))
        return false;
    gunichar last = text_last_char(block->text, block->n);
    bool calls = last == '!' || last == '?' || last == 0x061F || last == 0xFF01 || last == 0xFF1F;
    return !calls || block->columns >= CALL_COLUMNS;
}

bool block_is_line(const struct block *block)
{
    enum { LINE_COLUMNS = 250 };
    return !block->list && block->lines == 1 && block->n > 0 && block->columns <= LINE_COLUMNS &&
           !is_sentence(block);
}

bool block_is_prose(const struct block *block)
{
    enum { PROSE_COLUMNS = 160, STOPLESS_COLUMNS = 60 };
    if (block->lines == 1 && block->columns > STOPLESS_COLUMNS &&
        char_is_unparted(g_utf8_get_char(block->text)))
        return !block->list;
    if (block->list || block->lines > 1)
        return !block->list && block->widest > PROSE_COLUMNS;
    return block->columns > PROSE_COLUMNS || (block->n > 0 && !block_is_line(block));
}

static size_t node_last_line(const struct node *node)
{
    size_t line = node->line;
    for (const struct node *child = node->first; child; child = child->next)
        line = MAX(line, node_last_line(child));
    return line;
}

static void append_all(const struct node *node, GString *text)
{
    if (text->len && node->first && node_is_inline(node->first))
        g_string_append_c(text, '\n');
    node_append_text(node, text);
    for (const struct node *child = node->first; child; child = child->next) {
        if (!node_is_inline(child))
            append_all(child, text);
    }
}

void block_set_aside(struct roles *roles, guint index, const char *code)
{
    struct node *node = role_block(roles, index)->node;
    if (reader_keeps(roles->reader, node->line, node_last_line(node)))
        return;
    list_stream_hold(roles->reader->document->arena, node);
    GString *text = g_string_new(NULL);
    append_all(node, text);
    reader_set_aside(roles->reader, node->source, node->line, node_last_line(node), code, text->str,
                     text->len);
    g_string_free(text, TRUE);
    node_detach(node);
}

size_t block_page_lines(const struct roles *roles, guint index)
{
    enum { WORDS = 7 };
    const struct block *block = role_block(roles, index);
    size_t pages = 0;
    for (const char *p = block->text; p && *p; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL) {
        size_t n = strcspn(p, "\n");
        pages +=
            (tables_topics(roles->reader->tables, p, n) & TOPIC_PAGE) && text_words(p, n) <= WORDS;
    }
    return pages;
}

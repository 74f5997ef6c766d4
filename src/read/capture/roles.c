// SPDX-License-Identifier: MIT
// What each block is: by the phrases of the tables in data/read/ first, by position where they
// are silent. All forms go through here, so that one letter reads alike from a page, from
// Markdown and from HTML.
#include "read/capture/roles.h"

#include "read/capture/roles_head.h"
#include "read/capture/roles_tail.h"
#include "read/dates.h"
#include "read/find/find.h"
#include "read/fold.h"

#include <string.h>

// Most blocks are one piece of text, which is not copied for each look at it.
static const char *text_of(const struct roles *roles, const struct node *node)
{
    if (node->first && node->first == node->last && node->first->kind == NODE_TEXT)
        return node->first->text;
    GString *text = g_string_new(NULL);
    node_append_text(node, text);
    const char *kept = arena_strndup(roles->reader->document->arena, text->str, text->len);
    g_string_free(text, TRUE);
    return kept;
}

static struct block block_of(struct roles *roles, struct node *node)
{
    struct block block = {.node = node, .text = "", .lines = 1};
    block.list = node->kind == NODE_LIST || node->kind == NODE_TABLE;
    if (block.list)
        return block;
    block.text = text_of(roles, node);
    block.n = strlen(block.text);
    for (const char *p = block.text;; block.lines++) {
        const char *newline = strchr(p, '\n');
        size_t columns = text_columns(p, newline ? (size_t)(newline - p) : strlen(p));
        block.columns += columns;
        block.widest = MAX(block.widest, columns);
        if (!newline)
            return block;
        p = newline + 1;
    }
}

static void roles_gather(struct roles *roles)
{
    g_array_set_size(roles->blocks, 0);
    for (struct node *node = roles->reader->document->root->first; node; node = node->next) {
        struct block block = block_of(roles, node);
        g_array_append_val(roles->blocks, block);
    }
}

static void roles_refresh(struct roles *roles)
{
    guint kept = 0;
    for (guint i = 0; i < roles->blocks->len; i++) {
        if (role_block(roles, i)->node->parent)
            *role_block(roles, kept++) = *role_block(roles, i);
    }
    g_array_set_size(roles->blocks, kept);
}

static bool same_words(const char *a, const char *b)
{
    GString *first = g_string_new(NULL), *second = g_string_new(NULL);
    fold_name(a, strlen(a), first);
    fold_name(b, strlen(b), second);
    bool same = first->len > 0 && g_string_equal(first, second);
    g_string_free(first, TRUE);
    g_string_free(second, TRUE);
    return same;
}

static void set_title(struct document *document)
{
    for (const struct node *node = document->root->first; node; node = node->next) {
        if (node->kind != NODE_TITLE)
            continue;
        GString *text = g_string_new(NULL);
        node_append_text(node, text);
        g_strdelimit(text->str, "\n", ' ');
        document->title = arena_strdup(document->arena, text->str);
        g_string_free(text, TRUE);
        return;
    }
}

// A site says its title above the letter, and the letter says it again. What an author wrote is
// repeated only where a heading of the first level says what front matter has as the title.
static bool may_repeat_title(const struct reader *reader, const struct node *node)
{
    if (!reader_may_hold_residue(reader))
        return reader->head_given && node->kind == NODE_HEADING && node->level == 1;
    return node->kind == NODE_PARAGRAPH || node->kind == NODE_HEADING;
}

static void drop_repeated_title(struct roles *roles)
{
    enum { NEAR = 4 };
    const struct document *document = roles->reader->document;
    for (guint i = 0; i < roles->blocks->len && i < NEAR && *document->title; i++) {
        struct block *block = role_block(roles, i);
        if (block->lines == 1 && may_repeat_title(roles->reader, block->node) &&
            same_words(block->text, document->title)) {
            block_set_aside(roles, i, "title-repeated");
            return;
        }
    }
}

// "*3 May 2021*" is set as dates are.
static void plain_date(struct node *date)
{
    struct node *only = date->first;
    if (!only || only->next || (only->kind != NODE_EMPHASIS && only->kind != NODE_STRONG))
        return;
    node_detach(only);
    for (struct node *child = only->first, *next; child; child = next) {
        next = child->next;
        node_detach(child);
        node_append_child(date, child);
    }
}

// A time stamp that a program wrote is shown as a date.
static void shorten_stamp(struct arena *arena, struct node *node)
{
    struct node *text = node->first;
    size_t n =
        text && text->kind == NODE_TEXT ? date_stamp_length(text->text, strlen(text->text)) : 0;
    if (!n || text->next)
        return;
    text->text = arena_strndup(arena, text->text, n);
    text->source = SPAN_NONE;
}

static void set_date(struct reader *reader)
{
    struct document *document = reader->document;
    for (struct node *node = document->root->first; node && !document->date; node = node->next) {
        if (node->kind != NODE_DATE)
            continue;
        GString *text = g_string_new(NULL);
        plain_date(node);
        shorten_stamp(document->arena, node);
        node_append_text(node, text);
        char iso[DATE_SIZE];
        if (date_parse(text->str, text->len, reader->tables, iso))
            document->date = arena_strdup(document->arena, iso);
        g_string_free(text, TRUE);
    }
}

static void set_totals(struct reader *reader)
{
    enum { TOTALS_BYTES_MOST = 2000 };
    struct signatory_counts *counts = &reader->document->counts;
    const struct node *last = reader->document->root->last;
    GString *text = g_string_new(NULL);
    // Notes below the list speak of it more surely than the letter does: from the end upward.
    for (const struct node *node = last; node; node = node->previous) {
        if (node->kind == NODE_LIST || node->kind == NODE_TABLE)
            continue;
        g_string_truncate(text, 0);
        node_append_text(node, text);
        if (text->len <= TOTALS_BYTES_MOST)
            tables_totals(reader->tables, text->str, text->len, &counts->stated_total,
                          &counts->anonymous);
    }
    g_string_free(text, TRUE);
}

// Headings in a plain capture: a short line between paragraphs that is no sentence.
static void headings_assign(struct roles *roles, guint body)
{
    enum { HEADING_COLUMNS = 90 };
    for (guint i = body + 1; i + 1 < roles->blocks->len; i++) {
        const struct block *block = role_block(roles, i), *after = role_block(roles, i + 1);
        if (block->node->kind != NODE_PARAGRAPH || !block_is_line(block) ||
            block->columns > HEADING_COLUMNS || text_ends_sentence(block->text, block->n))
            continue;
        gunichar last = text_last_char(block->text, block->n);
        bool open = g_unichar_ispunct(last) && g_unichar_type(last) == G_UNICODE_OTHER_PUNCTUATION;
        bool opens_body = after->node->kind == NODE_PARAGRAPH && block_is_prose(after);
        if (open || (!opens_body && !(after->list && after->node->kind == NODE_LIST)))
            continue;
        block->node->kind = NODE_HEADING;
        block->node->level = 2;
    }
}

void roles_assign(struct reader *reader)
{
    struct roles roles = {reader, g_array_new(FALSE, TRUE, sizeof(struct block))};
    roles_gather(&roles);
    guint body = head_assign(&roles);
    roles_refresh(&roles);
    if (!reader->signatories_given && strcmp(reader->document->form, "markdown") == 0) {
        signatories_find(reader);
        roles_gather(&roles);
    }
    tail_assign(&roles, body);
    roles_gather(&roles);
    if (!reader->authored)
        headings_assign(&roles, body);
    set_title(reader->document);
    drop_repeated_title(&roles);
    g_array_unref(roles.blocks);
    set_date(reader);
    set_totals(reader);
}

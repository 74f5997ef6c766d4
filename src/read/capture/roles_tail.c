// SPDX-License-Identifier: MIT
// The end of a letter: the closing formula, who signs, the list of signatories in whatever form
// it was written, and what is said below it.
#include "read/capture/roles_tail.h"

#include "read/list/entry.h"
#include "read/list/entry_table.h"
#include "read/fold.h"

#include <string.h>

#define NOWHERE G_MAXUINT

enum { NAME_COLUMNS = 140, CLOSING_COLUMNS = 400 };

struct tail {
    guint body;
    guint closing; // NOWHERE if there is none
    guint list;    // the first block of the signatories; NOWHERE
    guint end;     // after their last block
};

// Entries of a list that may be names: not sentences.
static bool is_namelike(const char *text, size_t n)
{
    size_t columns = text_columns(text, n);
    return columns > 0 && columns <= NAME_COLUMNS && (columns < 60 || !text_ends_sentence(text, n));
}

static bool list_is_names(const struct node *list)
{
    enum { LEAST = 3 };
    size_t names = 0, entries = 0;
    GString *text = g_string_new(NULL);
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, NULL);
    for (const struct node *entry; (entry = node_cursor_next(&cursor, scratch, NULL)); entries++) {
        g_string_truncate(text, 0);
        node_append_text(entry, text);
        char *newline = strchr(text->str, '\n');
        names += is_namelike(text->str, newline ? (size_t)(newline - text->str) : text->len);
        arena_reset(scratch);
    }
    arena_free(scratch);
    g_string_free(text, TRUE);
    return entries >= LEAST && names * 10 >= entries * 7;
}

static bool lines_are_names(const struct block *block)
{
    size_t names = 0;
    for (const char *p = block->text;;) {
        const char *newline = strchr(p, '\n');
        names += is_namelike(p, newline ? (size_t)(newline - p) : strlen(p));
        if (!newline)
            break;
        p = newline + 1;
    }
    return names * 10 >= block->lines * 8;
}

static bool is_name_lines(const struct roles *roles, guint index, size_t least)
{
    const struct block *block = role_block(roles, index);
    return block->node->kind == NODE_PARAGRAPH && block->lines >= least && lines_are_names(block);
}

// Two lines are names where a heading says so.
static bool is_headed_names(const struct roles *roles, guint index)
{
    return index > 0 && is_name_lines(roles, index, 2) &&
           block_matches(roles, index - 1, TABLE_SIGNATORIES);
}

static bool states_total(const struct roles *roles, guint index)
{
    const struct block *block = role_block(roles, index);
    int64_t total = -1, anonymous = -1;
    tables_totals(roles->reader->tables, block->text, block->n, &total, &anonymous);
    return total >= 0 || anonymous >= 0;
}

static bool comma_ends(const struct block *block)
{
    enum { GREETING_COLUMNS = 60 };
    gunichar last = text_last_char(block->text, block->n);
    return !block->list && block->lines == 1 && block->columns <= GREETING_COLUMNS &&
           (last == ',' || last == 0x060C || last == 0xFF0C || last == 0x3001);
}

static guint last_list(const struct roles *roles, guint from)
{
    for (guint i = roles->blocks->len; i-- > from;) {
        if (role_block(roles, i)->node->kind == NODE_LIST)
            return i;
    }
    return NOWHERE;
}

// The last formula that has some of the letter before it; failing that, a short line with a
// comma right above the list.
static guint find_closing(const struct roles *roles, guint body)
{
    guint list = last_list(roles, body);
    for (guint i = roles->blocks->len; i-- > body + 1;) {
        const struct block *block = role_block(roles, i);
        if (!block->list && block->columns <= CLOSING_COLUMNS &&
            block_matches(roles, i, TABLE_CLOSING))
            return i;
    }
    if (list != NOWHERE && list > body && comma_ends(role_block(roles, list - 1)))
        return list - 1;
    return NOWHERE;
}

static bool is_list_block(const struct roles *roles, guint index)
{
    const struct block *block = role_block(roles, index);
    return block->node->kind == NODE_LIST || block->node->kind == NODE_TABLE ||
           is_name_lines(roles, index, 3);
}

// Names a paragraph each: three or more such lines in a row.
static guint single_names_end(const struct roles *roles, guint from)
{
    guint end = from;
    while (end < roles->blocks->len) {
        const struct block *block = role_block(roles, end);
        if (block->node->kind != NODE_PARAGRAPH || block->lines > 2 || !lines_are_names(block) ||
            states_total(roles, end) || block_matches(roles, end, TABLE_SIGNATORIES))
            break;
        end++;
    }
    return end;
}

static bool starts_signatories(const struct roles *roles, guint index)
{
    return is_list_block(roles, index) || single_names_end(roles, index) >= index + 3;
}

static guint first_list_after(const struct roles *roles, guint from)
{
    for (guint i = from; i < roles->blocks->len; i++) {
        if (starts_signatories(roles, i) || is_headed_names(roles, i))
            return i;
    }
    return NOWHERE;
}

static guint find_cue(const struct roles *roles, guint body)
{
    enum { CUE_COLUMNS = 250 };
    for (guint i = roles->blocks->len; i-- > body;) {
        if (role_block(roles, i)->columns <= CUE_COLUMNS &&
            block_matches(roles, i, TABLE_SIGNATORIES))
            return i;
    }
    return NOWHERE;
}

// The last list of the letter, if it holds names and little but notes follow it.
static guint find_last_names(const struct roles *roles, guint body)
{
    enum { AFTER_MOST = 6 };
    enum { LINES_LEAST = 4 }; // fewer may be an address
    guint last = roles->blocks->len;
    if (last > body + 1 && is_name_lines(roles, last - 1, LINES_LEAST))
        return last - 1;
    guint list = last_list(roles, body);
    if (list == NOWHERE || !list_is_names(role_block(roles, list)->node))
        return NOWHERE;
    return roles->blocks->len - list <= AFTER_MOST ? list : NOWHERE;
}

static guint find_list(const struct roles *roles, const struct tail *tail)
{
    if (tail->closing != NOWHERE)
        return first_list_after(roles, tail->closing + 1);
    guint cue = find_cue(roles, tail->body);
    if (cue != NOWHERE)
        return first_list_after(roles, cue + 1);
    return find_last_names(roles, tail->body);
}

// After the first list, others belong to it as long as only headings stand between.
static guint find_end(const struct roles *roles, guint list)
{
    guint end = list + 1;
    if (!is_list_block(roles, list))
        end = single_names_end(roles, list);
    for (guint i = end; i < roles->blocks->len; i++) {
        bool list_block = is_list_block(roles, i) || is_headed_names(roles, i);
        if (list_block && !states_total(roles, i)) {
            end = i + 1;
        } else if (role_block(roles, i)->node->kind == NODE_FOOTNOTE) {
            continue;
        } else if (!block_is_line(role_block(roles, i)) || states_total(roles, i)) {
            break;
        }
    }
    return end;
}

static void make_signatories(struct reader *reader, struct node *list)
{
    list->list.kind = LIST_SIGNATORIES;
    for (struct node *entry = list->first; entry; entry = entry->next) {
        if (!entry->entry.label)
            entry->entry.label = "";
        entry_split_affiliation(reader->document->arena, entry);
        if (strcmp(reader->document->form, "html") == 0)
            entry_split_dash(reader->document->arena, entry);
    }
}

// One list of paragraphs that hold a name each (and perhaps a line about it).
static struct node *join_paragraphs(struct roles *roles, guint from, guint end)
{
    struct arena *arena = roles->reader->document->arena;
    struct node *first = role_block(roles, from)->node;
    struct node *list = node_new(arena, NULL, NODE_LIST);
    list->line = first->line;
    list->source = (struct span){first->source.start, role_block(roles, end - 1)->node->source.end};
    node_insert_before(list, first);
    for (guint i = from; i < end; i++) {
        struct node *entry = role_block(roles, i)->node;
        node_detach(entry);
        entry->kind = NODE_ENTRY;
        node_append_child(list, entry);
        entry_take_label(arena, entry);
    }
    return list;
}

static void assign_list_block(struct roles *roles, guint index)
{
    struct reader *reader = roles->reader;
    struct node *node = role_block(roles, index)->node;
    if (node->kind == NODE_TABLE)
        node = entries_from_table(reader, node);
    else if (node->kind == NODE_PARAGRAPH)
        node = entries_from_lines(reader->document->arena, node);
    make_signatories(reader, node);
}

static void assign_lists(struct roles *roles, const struct tail *tail)
{
    for (guint i = tail->list; i < tail->end; i++) {
        struct block *block = role_block(roles, i);
        bool list_block = is_list_block(roles, i) || is_headed_names(roles, i);
        guint end = list_block ? i : single_names_end(roles, i);
        if (list_block) {
            assign_list_block(roles, i);
        } else if (end >= i + 3) {
            make_signatories(roles->reader, join_paragraphs(roles, i, end));
            i = end - 1;
        } else if (block->node->kind == NODE_PARAGRAPH) {
            block->node->kind = NODE_HEADING;
            block->node->level = 2;
        }
    }
}

// Formulas in two lines (此致, 敬礼) may have come as two blocks.
static void assign_closing(struct roles *roles, const struct tail *tail)
{
    role_block(roles, tail->closing)->node->kind = NODE_CLOSING;
    for (guint i = tail->closing; i-- > tail->body + 1;) {
        if (role_block(roles, i)->list || !block_matches(roles, i, TABLE_CLOSING))
            return;
        role_block(roles, i)->node->kind = NODE_CLOSING;
    }
}

// The line right above the first of several lists names that one.
static bool heads_list(const struct roles *roles, const struct tail *tail, guint index)
{
    guint lists = 0;
    for (guint i = tail->list; tail->list != NOWHERE && i < tail->end; i++)
        lists += role_block(roles, i)->list;
    return lists > 1 && index + 1 == tail->list && block_is_line(role_block(roles, index));
}

// Between closing and list: who signs, or a heading of the list.
static void assign_signature(struct roles *roles, const struct tail *tail)
{
    guint end = tail->list == NOWHERE ? roles->blocks->len : tail->list;
    for (guint i = tail->closing + 1; i < end; i++) {
        struct block *block = role_block(roles, i);
        if (block->list || block->node->kind != NODE_PARAGRAPH)
            continue;
        if (block_matches(roles, i, TABLE_CLOSING)) {
            block->node->kind = NODE_CLOSING;
        } else if (block_matches(roles, i, TABLE_SIGNATORIES) || heads_list(roles, tail, i)) {
            block->node->kind = NODE_HEADING;
            block->node->level = 2;
        } else if (block->lines <= 6 && block->widest <= NAME_COLUMNS && !block_is_prose(block) &&
                   i <= tail->closing + 3) {
            block->node->kind = NODE_SIGNATURE;
        }
    }
}

static size_t first_aside_after(const struct document *document, size_t line)
{
    for (guint i = 0; i < document->set_aside->len; i++) {
        size_t first = g_array_index(document->set_aside, struct set_aside, i).first_line;
        if (first > line)
            return first;
    }
    return G_MAXSIZE;
}

static bool speaks_of_list(const struct roles *roles, guint index)
{
    const struct block *block = role_block(roles, index);
    gunichar first = block->n ? g_utf8_get_char(block->text) : 0;
    return first == '*' || first == 0x2020 || states_total(roles, index);
}

static bool is_page_line(const struct block *block)
{
    enum { PAGE_COLUMNS = 60 };
    return block->list || (block_is_line(block) && block->columns <= PAGE_COLUMNS &&
                           !text_ends_sentence(block->text, block->n));
}

// Below the list: notes. A bare line that is no sentence is a heading of the page around the
// letter, and so is all that follows once the page has begun again.
static void assign_notes(struct roles *roles, const struct tail *tail)
{
    bool authored = roles->reader->authored;
    size_t residue = authored ? G_MAXSIZE
                              : first_aside_after(roles->reader->document,
                                                  role_block(roles, tail->list)->node->line);
    bool page = false;
    for (guint i = tail->end; i < roles->blocks->len; i++) {
        struct block *block = role_block(roles, i);
        if (block->node->kind == NODE_FOOTNOTE || block->node->kind == NODE_FIGURE)
            continue;
        page = page || block->node->line > residue || (!authored && is_page_line(block));
        if (page && !speaks_of_list(roles, i) && !authored)
            block_set_aside(roles, i, "residue-position");
        else if (block->node->kind == NODE_PARAGRAPH)
            block->node->kind = NODE_NOTE;
    }
}

// "Signatories:" above the list of a letter without a closing.
static void assign_cue(struct roles *roles, const struct tail *tail)
{
    if (tail->closing != NOWHERE || tail->list <= tail->body)
        return;
    struct block *block = role_block(roles, tail->list - 1);
    if (block->node->kind != NODE_PARAGRAPH || !block_is_line(block) ||
        !block_matches(roles, tail->list - 1, TABLE_SIGNATORIES))
        return;
    block->node->kind = NODE_HEADING;
    block->node->level = 2;
}

void tail_assign(struct roles *roles, guint body)
{
    struct tail tail = {body, NOWHERE, NOWHERE, NOWHERE};
    if (!roles->reader->closing_given)
        tail.closing = find_closing(roles, body);
    if (!roles->reader->signatories_given)
        tail.list = find_list(roles, &tail);
    if (tail.list != NOWHERE)
        tail.end = find_end(roles, tail.list);
    if (tail.closing != NOWHERE) {
        assign_closing(roles, &tail);
        assign_signature(roles, &tail);
    }
    if (tail.list == NOWHERE)
        return;
    assign_cue(roles, &tail);
    assign_notes(roles, &tail);
    assign_lists(roles, &tail);
}

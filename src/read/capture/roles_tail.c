// SPDX-License-Identifier: MIT
// The end of a letter: the closing formula, who signs, the list of signatories in whatever form
// it was written, and what is said below it.
#include "read/capture/roles_tail.h"

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

static bool is_signed(const struct roles *roles, guint index)
{
    const struct node *node = role_block(roles, index)->node;
    return node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES;
}

// The signatories: from the first of their lists to the last.
static void find_lists(const struct roles *roles, struct tail *tail)
{
    for (guint i = tail->body; i < roles->blocks->len; i++) {
        if (!is_signed(roles, i))
            continue;
        tail->list = tail->list == NOWHERE ? i : tail->list;
        tail->end = i + 1;
    }
}

static bool heads_list(const struct roles *roles, guint index)
{
    return role_block(roles, index)->node->kind == NODE_HEADING;
}

// The last formula above the list that has some of the letter before it; failing that, a short line
// with a comma right above the list.
static guint find_closing(const struct roles *roles, const struct tail *tail)
{
    guint end = tail->list == NOWHERE ? roles->blocks->len : tail->list;
    for (guint i = end; i-- > tail->body + 1;) {
        const struct block *block = role_block(roles, i);
        bool told = block->node->kind == NODE_CLOSING;
        if (told || (!block->list && block->columns <= CLOSING_COLUMNS &&
                     block_matches(roles, i, TABLE_CLOSING)))
            return i;
    }
    guint above = tail->list;
    while (above != NOWHERE && above > tail->body && heads_list(roles, above - 1))
        above--;
    if (above != NOWHERE && above > tail->body + 1 && comma_ends(role_block(roles, above - 1)))
        return above - 1;
    return NOWHERE;
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

// Between closing and list: who signs.
static void assign_signature(struct roles *roles, const struct tail *tail)
{
    enum { LINES_MOST = 6, NEAR = 3 };
    guint end = tail->list == NOWHERE ? roles->blocks->len : tail->list;
    for (guint i = tail->closing + 1; i < end; i++) {
        struct block *block = role_block(roles, i);
        if (block->list || block->node->kind != NODE_PARAGRAPH)
            continue;
        if (block_matches(roles, i, TABLE_CLOSING))
            block->node->kind = NODE_CLOSING;
        else if (block->lines <= LINES_MOST && block->widest <= NAME_COLUMNS &&
                 !block_is_prose(block) && !states_total(roles, i) && i <= tail->closing + NEAR)
            block->node->kind = NODE_SIGNATURE;
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
    return block->list || (block->n > 0 && block->widest <= PAGE_COLUMNS &&
                           !text_ends_sentence(block->text, block->n));
}

// Items that are a link each and nothing else: other pages.
static bool is_all_links(const struct node *list)
{
    if (list->kind != NODE_LIST || list->list.stream || !list->first)
        return false;
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        if (!entry->first || entry->first != entry->last || entry->first->kind != NODE_LINK)
            return false;
    }
    return true;
}

// Whether a rule stands between the list and block `index`, with nothing of the letter after it.
static bool stands_below_rule(const struct roles *roles, guint index)
{
    const struct node *node = role_block(roles, index)->node->previous;
    while (node && is_all_links(node))
        node = node->previous;
    return node && node->kind == NODE_RULE;
}

// Below the list: notes. A bare line that is no sentence is a heading of the page around the
// letter, and so is all that follows once the page has begun again.
static void assign_notes(struct roles *roles, const struct tail *tail)
{
    bool whole = !reader_may_hold_residue(roles->reader);
    size_t residue = whole ? G_MAXSIZE
                           : first_aside_after(roles->reader->document,
                                               role_block(roles, tail->list)->node->line);
    bool page = false;
    for (guint i = tail->end; i < roles->blocks->len; i++) {
        struct block *block = role_block(roles, i);
        // What the finder took for a note of the list is one.
        if (block->node->kind == NODE_FOOTNOTE || block->node->kind == NODE_FIGURE ||
            block->node->kind == NODE_NOTE)
            continue;
        page = page || block->node->line > residue || (!whole && is_page_line(block));
        bool elsewhere = is_all_links(block->node) && stands_below_rule(roles, i);
        if ((page && !speaks_of_list(roles, i) && !whole) || elsewhere)
            block_set_aside(roles, i, "residue-position");
        else if (block->node->kind == NODE_PARAGRAPH)
            block->node->kind = NODE_NOTE;
    }
}

// No list: the last short lines are the page's where words of pages are many among them.
static void assign_page(struct roles *roles, const struct tail *tail)
{
    guint least = tail->closing == NOWHERE ? tail->body + 1 : tail->closing + 1;
    guint cut = roles->blocks->len;
    size_t lines = 0, pages = 0;
    for (guint i = roles->blocks->len; i-- > least && is_page_line(role_block(roles, i));) {
        lines += role_block(roles, i)->lines;
        pages += block_page_lines(roles, i);
        if (pages * 100 >= lines * 28 && block_page_lines(roles, i))
            cut = i;
    }
    for (guint i = cut; i < roles->blocks->len; i++)
        block_set_aside(roles, i, "residue-position");
}

void tail_assign(struct roles *roles, guint body)
{
    struct tail tail = {body, NOWHERE, NOWHERE, NOWHERE};
    find_lists(roles, &tail);
    if (!roles->reader->closing_given)
        tail.closing = find_closing(roles, &tail);
    if (tail.closing != NOWHERE) {
        assign_closing(roles, &tail);
        assign_signature(roles, &tail);
    }
    if (tail.list != NOWHERE)
        assign_notes(roles, &tail);
    else if (reader_may_hold_residue(roles->reader))
        assign_page(roles, &tail);
}

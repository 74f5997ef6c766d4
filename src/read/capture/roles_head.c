// SPDX-License-Identifier: MIT
// The head of a letter: sender, date, reference, title or subject, addressees, salutation. What
// stands above the title of a web page and is none of these is the page's.
#include "read/capture/roles_head.h"

#include "read/dates.h"
#include "read/fold.h"

#include <string.h>

enum { HEAD_BLOCKS_MOST = 14 };

#define NOWHERE G_MAXUINT

struct letter_head {
    guint end;        // the first block of the body
    guint title;      // NOWHERE if there is none
    guint salutation; // NOWHERE
    guint addressee;  // the first one that a phrase names; NOWHERE
};

static bool is_date(const struct roles *roles, guint index)
{
    enum { DATE_COLUMNS = 70 };
    const struct block *block = role_block(roles, index);
    char iso[DATE_SIZE];
    return !block->list && block->lines == 1 && block->columns <= DATE_COLUMNS &&
           date_parse(block->text, block->n, roles->reader->tables, iso);
}

static bool is_salutation(const struct roles *roles, guint index)
{
    enum { SALUTATION_COLUMNS = 160 };
    const struct block *block = role_block(roles, index);
    gunichar last = text_last_char(block->text, block->n);
    bool calls = last == '!' || last == 0xFF01;
    return block->widest <= SALUTATION_COLUMNS && block->lines <= 4 &&
           (calls || !text_ends_sentence(block->text, block->n)) &&
           block_matches(roles, index, TABLE_SALUTATION);
}

// The cue that gives a block of the head its role, or NODE_PARAGRAPH.
static enum node_kind head_cue(const struct roles *roles, guint index)
{
    static const struct {
        enum table table;
        enum node_kind kind;
    } cues[] = {{TABLE_ADDRESSEE, NODE_ADDRESSEE},
                {TABLE_SENDER, NODE_SENDER},
                {TABLE_REFERENCE, NODE_REFERENCE}};
    enum { CUED_COLUMNS = 1000 };
    enum node_kind told = role_block(roles, index)->node->kind;
    if (told == NODE_SALUTATION || told == NODE_ADDRESSEE || told == NODE_SENDER ||
        told == NODE_DATE)
        return told;
    if (role_block(roles, index)->columns > CUED_COLUMNS)
        return NODE_PARAGRAPH;
    if (is_salutation(roles, index))
        return NODE_SALUTATION;
    for (size_t i = 0; i < G_N_ELEMENTS(cues); i++) {
        if (block_matches(roles, index, cues[i].table))
            return cues[i].kind;
    }
    return is_date(roles, index) ? NODE_DATE : NODE_PARAGRAPH;
}

static void find_end(const struct roles *roles, struct letter_head *head)
{
    guint count = MIN(roles->blocks->len, HEAD_BLOCKS_MOST);
    for (guint i = 0; i < count; i++) {
        enum node_kind cue = head_cue(roles, i);
        if (cue == NODE_SALUTATION) {
            head->salutation = i;
            head->end = i + 1;
            return;
        }
        if (cue == NODE_ADDRESSEE && head->addressee == NOWHERE)
            head->addressee = i;
        if (cue == NODE_PARAGRAPH && block_is_prose(role_block(roles, i))) {
            head->end = i;
            return;
        }
    }
    // Without any prose, only what phrases name belongs to the head.
    head->end = roles->blocks->len > 1 ? 1 : 0;
}

static bool ends_open(const struct block *block)
{
    gunichar last = text_last_char(block->text, block->n);
    return last == ',' || last == ':' || last == 0x060C || last == 0xFF0C || last == 0xFF1A;
}

// No phrase known: a short line that ends in a comma or a colon right above the body greets.
static void find_greeting(const struct roles *roles, struct letter_head *head)
{
    enum { GREETING_COLUMNS = 50 };
    if (head->salutation != NOWHERE || head->end < 2)
        return;
    const struct block *block = role_block(roles, head->end - 1);
    if (block->lines == 1 && !block->list && block->columns <= GREETING_COLUMNS &&
        ends_open(block) && head_cue(roles, head->end - 1) == NODE_PARAGRAPH)
        head->salutation = head->end - 1;
}

static bool names_page(const struct block *block)
{
    enum { TITLE_WORDS = 4 };
    return text_words(block->text, block->n) >= TITLE_WORDS;
}

static bool stands_first(const struct roles *roles)
{
    const GArray *aside = roles->reader->document->set_aside;
    return aside->len == 0 ||
           g_array_index(aside, struct set_aside, 0).first_line > role_block(roles, 0)->node->line;
}

// A first line, however short, with nothing of a page above it: what follows is its subtitle.
static bool opens_with_title(const struct roles *roles, const struct letter_head *head)
{
    const struct block *block = role_block(roles, 0);
    return !roles->reader->authored && head->end > 1 && stands_first(roles) &&
           block_is_line(block) && head_cue(roles, 0) == NODE_PARAGRAPH && head->salutation != 0 &&
           !ends_open(block);
}

// A heading of the first level, a subject line, else the first line long enough to be one.
static guint find_title(const struct roles *roles, const struct letter_head *head)
{
    guint line = NOWHERE, named = NOWHERE;
    for (guint i = 0; i < head->end; i++) {
        const struct block *block = role_block(roles, i);
        if (block->node->kind == NODE_HEADING && block->node->level == 1)
            return i;
    }
    for (guint i = 0; i < head->end; i++) {
        const struct block *block = role_block(roles, i);
        if (block_matches(roles, i, TABLE_SUBJECT))
            return i;
        // A letter written for us says what its title is.
        if (roles->reader->authored && block->node->kind != NODE_HEADING)
            continue;
        if (!block_is_line(block) || head_cue(roles, i) != NODE_PARAGRAPH || i == head->salutation)
            continue;
        if (named == NOWHERE && names_page(block))
            named = i;
        if (line == NOWHERE || block->columns > role_block(roles, line)->columns)
            line = i;
    }
    if (line != NOWHERE && opens_with_title(roles, head))
        return 0;
    // "To the people of the world" with nothing above it is what the letter is called.
    if (line == NOWHERE && head->addressee != NOWHERE && !roles->reader->authored &&
        block_is_line(role_block(roles, head->addressee)) &&
        !strpbrk(role_block(roles, head->addressee)->text, ":"))
        return head->addressee;
    return named != NOWHERE ? named : line;
}

// A postal block: several lines, or a number in it.
static bool is_postal(const struct block *block)
{
    return !block->list && (block->lines > 1 || text_has_digit(block->text, block->n));
}

static bool is_lone_cue(const struct block *block)
{
    gunichar last = text_last_char(block->text, block->n);
    return block->lines == 1 && (last == ':' || last == 0xFF1A) && block->columns <= 60;
}

// A menu: many short lines, with words of a page among them and no number of a street.
static bool is_menu(const struct roles *roles, guint index)
{
    enum { LINES_LEAST = 5, WIDEST = 50, BRIEF = 25 };
    const struct block *block = role_block(roles, index);
    if (block->list || block->widest > WIDEST || block->lines < 3)
        return false;
    size_t pages = block_page_lines(roles, index);
    bool many = block->lines >= LINES_LEAST && !text_has_digit(block->text, block->n);
    bool plain = block->widest <= BRIEF && !strpbrk(block->text, ",.:@");
    return pages * 100 >= block->lines * 28 || (many && (pages > 0 || plain));
}

// A line right below whom the letter is for, above the greeting: who gets a copy.
static bool is_further_addressee(const struct roles *roles, const struct letter_head *head,
                                 guint index)
{
    return index > 0 && head->salutation != NOWHERE && index < head->salutation &&
           index != head->title && role_block(roles, index - 1)->node->kind == NODE_ADDRESSEE &&
           block_is_line(role_block(roles, index));
}

static enum node_kind furniture_kind(const struct roles *roles, const struct letter_head *head,
                                     guint index, bool after_lone_cue)
{
    const struct block *block = role_block(roles, index);
    enum node_kind cue = index == head->salutation ? NODE_SALUTATION : head_cue(roles, index);
    if (cue != NODE_PARAGRAPH || block->list || block->node->kind != NODE_PARAGRAPH)
        return cue;
    if (index < head->title && head->title != NOWHERE && is_menu(roles, index))
        return NODE_PARAGRAPH;
    if (after_lone_cue || is_further_addressee(roles, head, index))
        return NODE_ADDRESSEE;
    if (head->salutation == NOWHERE)
        return NODE_PARAGRAPH;
    if (!is_postal(block))
        return NODE_PARAGRAPH;
    // Of two postal blocks the first is whose letter it is, the last before the greeting whom
    // it is for.
    for (guint i = 0; i < index; i++) {
        if (is_postal(role_block(roles, i)) && head_cue(roles, i) == NODE_PARAGRAPH)
            return NODE_ADDRESSEE;
    }
    bool another = false;
    for (guint i = index + 1; i < head->salutation; i++)
        another |= is_postal(role_block(roles, i)) || head_cue(roles, i) == NODE_ADDRESSEE;
    return another || head->addressee != NOWHERE ? NODE_SENDER : NODE_ADDRESSEE;
}

static void assign_furniture(struct roles *roles, const struct letter_head *head)
{
    bool after_lone_cue = false;
    for (guint i = 0; i < head->end; i++) {
        struct block *block = role_block(roles, i);
        if (i == head->title) {
            block->node->kind = NODE_TITLE;
            block->node->level = 0;
            after_lone_cue = false;
            continue;
        }
        enum node_kind kind = furniture_kind(roles, head, i, after_lone_cue);
        bool above = head->title != NOWHERE && i < head->title;
        if (above && kind == NODE_PARAGRAPH && reader_may_hold_residue(roles->reader)) {
            block_set_aside(roles, i, "residue-position");
            continue;
        }
        after_lone_cue = kind == NODE_ADDRESSEE && (after_lone_cue || is_lone_cue(block));
        if (!block->list && kind != NODE_PARAGRAPH)
            block->node->kind = kind;
    }
}

// Front matter without a date: the letter's first block is one, if it says nothing else.
static void take_lone_date(struct roles *roles)
{
    enum { WORDS = 5 };
    guint first = 0;
    while (first < roles->blocks->len && role_block(roles, first)->node->kind != NODE_PARAGRAPH) {
        if (role_block(roles, first)->node->kind == NODE_DATE)
            return;
        first++;
    }
    if (first == roles->blocks->len || !is_date(roles, first))
        return;
    struct block *block = role_block(roles, first);
    if (text_words(block->text, block->n) <= WORDS && !text_ends_sentence(block->text, block->n))
        block->node->kind = NODE_DATE;
}

guint head_assign(struct roles *roles)
{
    struct letter_head head = {0, NOWHERE, NOWHERE, NOWHERE};
    if (roles->reader->head_given) {
        take_lone_date(roles);
        return 0;
    }
    find_end(roles, &head);
    find_greeting(roles, &head);
    head.title = find_title(roles, &head);
    assign_furniture(roles, &head);
    guint left = 0;
    for (guint i = 0; i < head.end; i++)
        left += role_block(roles, i)->node->parent != NULL;
    return left;
}

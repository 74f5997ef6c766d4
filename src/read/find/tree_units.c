// SPDX-License-Identifier: MIT
#include "read/find/tree_units.h"

#include "read/reader.h"

#include "read/fold.h"

#include <string.h>

const char touching_break[] = "touching";

struct unit_gather {
    struct units *units;
    GHashTable *marks;
    uint32_t block, table;
    uint32_t card; // of the last unit
};

static const struct mark *mark_of(const struct unit_gather *gather, const struct node *node)
{
    static const struct mark none;
    const struct mark *mark = gather->marks ? g_hash_table_lookup(gather->marks, node) : NULL;
    return mark ? mark : &none;
}

static size_t linked_bytes(const struct node *node)
{
    if (node->kind == NODE_LINK) {
        GString *text = g_string_new(NULL);
        node_append_text(node, text);
        size_t n = text->len;
        g_string_free(text, TRUE);
        return n;
    }
    size_t sum = 0;
    for (const struct node *child = node->first; child; child = child->next)
        sum += linked_bytes(child);
    return sum;
}

static void append_block(const struct node *node, GString *text)
{
    if (text->len)
        g_string_append_c(text, '\n');
    node_append_text(node, text);
}

// What of inlines `first` to `last` is written, and where it begins.
static void set_text(struct unit_gather *gather, struct unit *unit)
{
    GString *text = g_string_new(NULL);
    size_t linked = 0;
    for (const struct node *node = unit->first; node; node = node->next) {
        if (node->kind == NODE_TEXT)
            g_string_append(text, node->text);
        else if (node->kind == NODE_BREAK)
            g_string_append_c(text, '\n');
        else if (node_is_inline(node))
            node_append_text(node, text);
        else
            append_block(node, text);
        linked += linked_bytes(node);
        if (node == unit->last)
            break;
    }
    size_t lead = text_leading(text->str, text->len);
    unit->index = (uint32_t)lead;
    unit->n = (uint32_t)text_trimmed(text->str + lead, text->len - lead);
    unit->text = arena_strndup(gather->units->arena, text->str + lead, unit->n);
    unit->linked = unit->n ? (uint8_t)MIN(linked * 100 / unit->n, 100) : 0;
    g_string_free(text, TRUE);
}

static struct unit *add_unit(struct unit_gather *gather, struct node *node, struct node *first,
                             struct node *last, enum unit_kind kind)
{
    struct unit unit = {.kind = (uint8_t)kind,
                        .node = node,
                        .first = first,
                        .last = last,
                        .block = gather->block,
                        .table = kind == UNIT_ROW ? gather->table : 0,
                        .line = first && first->line ? first->line : node->line};
    set_text(gather, &unit);
    if (unit.n == 0)
        return NULL;
    unit.signature = mark_of(gather, node)->signature;
    unit.traits = (mark_of(gather, node)->dropped ? TRAIT_DROPPED : 0) |
                  (mark_of(gather, node)->around ? TRAIT_AROUND : 0);
    guint count = units_count(gather->units);
    bool opens = count == 0 || unit_at(gather->units, count - 1)->block != unit.block;
    unit.blanks = opens;
    g_array_append_val(gather->units->all, unit);
    return unit_at(gather->units, count);
}

// ---- inlines side by side ----

static bool is_separator(const struct node *node)
{
    if (node->kind != NODE_TEXT)
        return false;
    for (const char *p = node->text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c))
            return false;
    }
    return true;
}

// Names each in an element of its own, with nothing but marks between.
static bool is_inline_list(const struct unit_gather *gather, const struct node *block)
{
    enum { OF_ONE_CLASS = 4, OF_ANY = 8, MARKED = 3 };
    size_t parts = 0, alike = 0, marks = 0;
    uint32_t signature = 0;
    for (const struct node *node = block->first; node; node = node->next) {
        if (is_separator(node)) {
            marks += node->text[text_leading(node->text, strlen(node->text))] != '\0';
            continue;
        }
        if (node->kind != NODE_SPAN && node->kind != NODE_LINK && node->kind != NODE_STRONG &&
            node->kind != NODE_EMPHASIS)
            return false;
        uint32_t own = mark_of(gather, node)->signature;
        signature = parts++ ? signature : own;
        alike += own != 0 && own == signature;
    }
    return parts >= OF_ANY || (parts >= MARKED && marks + 1 >= parts) ||
           (alike >= OF_ONE_CLASS && alike == parts);
}

static void add_inline_list(struct unit_gather *gather, struct node *block)
{
    for (struct node *node = block->first; node; node = node->next) {
        if (!is_separator(node))
            add_unit(gather, block, node, node, UNIT_LINE);
    }
}

// ---- lines ----

static bool parts_lines(const struct node *node)
{
    return node->kind == NODE_BREAK && node->name != touching_break;
}

static void add_lines(struct unit_gather *gather, struct node *block, enum unit_kind kind)
{
    struct node *first = block->first;
    while (first) {
        struct node *last = first;
        if (!parts_lines(first)) {
            while (last->next && !parts_lines(last->next) && node_is_inline(last->next))
                last = last->next;
            add_unit(gather, block, first, last, kind);
        }
        first = last->next;
    }
}

static bool extends_card(const struct unit_gather *gather, const struct node *block)
{
    uint32_t card = mark_of(gather, block)->card;
    return card && card == gather->card && units_count(gather->units) > 0;
}

// One more line of the card that the last unit is.
static void extend_card(struct unit_gather *gather, struct node *block)
{
    struct unit *unit = unit_at(gather->units, units_count(gather->units) - 1);
    GString *text = g_string_new(NULL);
    g_string_append_len(text, unit->text, unit->n);
    g_string_append_c(text, '\n');
    size_t start = text->len;
    node_append_text(block, text);
    size_t n = text_trimmed(text->str + start, text->len - start);
    if (n) {
        unit->n = (uint32_t)(start + n);
        unit->text = arena_strndup(gather->units->arena, text->str, unit->n);
        unit->last = block->last;
    }
    g_string_free(text, TRUE);
}

static void add_card(struct unit_gather *gather, struct node *block)
{
    gather->card = mark_of(gather, block)->card;
    struct unit *unit = add_unit(gather, block, block->first, block->last, UNIT_ITEM);
    if (unit)
        unit->signature = 0;
    else
        gather->card = 0;
}

// ---- lists and tables ----

static struct node *last_inline(struct node *entry)
{
    struct node *last = NULL;
    for (struct node *node = entry->first; node && node_is_inline(node); node = node->next)
        last = node;
    return last;
}

// An entry of one or a few paragraphs is a unit of as many lines.
void entry_flatten(struct arena *arena, struct node *entry)
{
    for (struct node *child = entry->first, *next; child; child = next) {
        next = child->next;
        if (child->kind != NODE_PARAGRAPH && child->kind != NODE_HEADING)
            continue;
        if (child->previous && node_is_inline(child->previous))
            node_insert_before(node_new(arena, NULL, NODE_BREAK), child);
        for (struct node *inside = child->first, *after; inside; inside = after) {
            after = inside->next;
            node_detach(inside);
            node_insert_before(inside, child);
        }
        node_detach(child);
    }
}

static bool is_flat(const struct node *entry)
{
    enum { PARAGRAPHS_MOST = 4 };
    size_t paragraphs = 0;
    for (const struct node *child = entry->first; child; child = child->next) {
        bool lines = child->kind == NODE_PARAGRAPH || child->kind == NODE_HEADING;
        if (!node_is_inline(child) && !lines)
            return false;
        paragraphs += lines;
    }
    return paragraphs > 0 && paragraphs <= PARAGRAPHS_MOST;
}

static void add_list(struct unit_gather *gather, struct node *list)
{
    for (struct node *entry = list->first; entry; entry = entry->next) {
        struct node *last = is_flat(entry) ? entry->last : last_inline(entry);
        if (last)
            add_unit(gather, entry, entry->first, last, UNIT_ITEM);
    }
}

static char *cell_text(const struct node *cell)
{
    GString *text = g_string_new(NULL);
    node_append_text(cell, text);
    g_strdelimit(text->str, "\n", ' ');
    g_string_truncate(text, text_trimmed(text->str, text->len));
    g_string_erase(text, 0, (gssize)text_leading(text->str, text->len));
    return g_string_free(text, FALSE);
}

static size_t filled_cells(const struct grid *grid, size_t row)
{
    size_t filled = 0;
    for (size_t i = 0; i < grid->columns; i++)
        filled += **grid_cell(grid, row, i) != 0;
    return filled;
}

// The first row of head cells, below a title at most.
static void set_head(struct grid *grid, const struct node *table)
{
    size_t at = 0;
    for (const struct node *row = table->first; row && at < grid->rows; row = row->next, at++) {
        bool heads = row->first != NULL;
        for (const struct node *cell = row->first; cell; cell = cell->next)
            heads &= cell->cell.header;
        if (heads && filled_cells(grid, at))
            grid->head = at + 1;
        if (heads || filled_cells(grid, at) > 1)
            return;
    }
}

struct grid *tree_grid(struct arena *arena, const struct node *table)
{
    size_t rows = 0, columns = 0;
    for (const struct node *row = table->first; row; row = row->next, rows++) {
        size_t cells = 0;
        for (const struct node *cell = row->first; cell; cell = cell->next)
            cells++;
        columns = MAX(columns, cells);
    }
    struct grid *grid = grid_new(arena, rows, columns);
    size_t at = 0;
    for (const struct node *row = table->first; row; row = row->next, at++) {
        size_t column = 0;
        for (const struct node *cell = row->first; cell && column < grid->columns;
             cell = cell->next, column++) {
            char *text = cell_text(cell);
            *grid_cell(grid, at, column) = arena_strdup(arena, text);
            g_free(text);
        }
    }
    set_head(grid, table);
    return grid;
}

static void add_row(struct unit_gather *gather, struct node *row, const struct grid_plan *plan,
                    const struct grid *grid, size_t at)
{
    struct unit unit = {.kind = UNIT_ROW,
                        .node = row,
                        .block = gather->block,
                        .table = gather->table,
                        .index = (uint32_t)at,
                        .line = row->line};
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < grid->columns; i++) {
        const char *cell = *grid_cell(grid, at, i);
        if (*cell && (!plan->names || plan->roles[i] == GRID_NAME || plan->roles[i] == GRID_GIVEN))
            g_string_append_printf(text, "%s%s", text->len ? " " : "", cell);
    }
    bool names = plan->names && at >= plan->head && text->len;
    unit.traits = names ? TRAIT_NAMES : at < plan->head && plan->names ? TRAIT_HEAD : 0;
    unit.n = (uint32_t)text->len;
    unit.text = arena_strndup(gather->units->arena, text->str, text->len);
    g_string_free(text, TRUE);
    if (unit.n)
        g_array_append_val(gather->units->all, unit);
}

static void add_table(struct unit_gather *gather, struct node *table)
{
    struct grid *grid = tree_grid(gather->units->arena, table);
    struct grid_plan plan;
    grid_judge(grid, gather->units->reader, &plan);
    gather->table++;
    size_t at = 0;
    for (struct node *row = table->first; row; row = row->next)
        add_row(gather, row, &plan, grid, at++);
}

// ---- blocks ----

static void add_block(struct unit_gather *gather, struct node *block)
{
    gather->block++;
    if (mark_of(gather, block)->card != gather->card)
        gather->card = 0;
    if (extends_card(gather, block))
        extend_card(gather, block);
    else if (mark_of(gather, block)->card)
        add_card(gather, block);
    else if (block->kind == NODE_LIST)
        add_list(gather, block);
    else if (block->kind == NODE_TABLE)
        add_table(gather, block);
    else if (block->kind == NODE_HEADING)
        add_unit(gather, block, block->first, block->last, UNIT_HEADING);
    else if (block->kind == NODE_PARAGRAPH && is_inline_list(gather, block))
        add_inline_list(gather, block);
    else if (block->kind == NODE_PARAGRAPH)
        add_lines(gather, block, UNIT_LINE);
}

struct units *tree_units(struct reader *reader)
{
    struct unit_gather gather = {units_new(reader, 0), reader->marks, 0, 0, 0};
    for (struct node *block = reader->document->root->first; block; block = block->next)
        add_block(&gather, block);
    return gather.units;
}

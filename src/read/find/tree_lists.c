// SPDX-License-Identifier: MIT
// The tree is changed as its units were judged: blocks are parted where lists begin and end, runs
// of entries become lists, what heads or interrupts them a heading or a note.
#include "read/find/find.h"

#include "read/find/entries.h"
#include "read/find/row_entry.h"
#include "read/find/slice.h"
#include "read/find/soft_lines.h"
#include "read/find/tree_prepare.h"
#include "read/find/tree_units.h"
#include "read/fold.h"
#include "read/list/entry.h"

#include <string.h>

struct build {
    struct reader *reader;
    struct arena *arena;
    struct units *units;
};

static bool is_listed(const struct build *build, guint index)
{
    return unit_at(build->units, index)->state == STATE_ENTRY;
}

// ---- parting blocks ----

// A block like `block` before it.
static struct node *part_before(struct build *build, struct node *block)
{
    struct node *part = node_new(build->arena, NULL, block->kind);
    part->lang = block->lang;
    part->direction = block->direction;
    part->line = block->line;
    part->list.kind = block->list.kind;
    part->level = block->level;
    node_insert_before(part, block);
    return part;
}

// Moves what stands in `block` before `stop` into a new block before it.
static void part_block(struct build *build, struct node *block, struct node *stop)
{
    if (!block->first || block->first == stop)
        return;
    struct node *part = part_before(build, block);
    while (block->first && block->first != stop) {
        struct node *child = block->first;
        node_detach(child);
        node_append_child(part, child);
    }
    if (part->last && part->last->kind == NODE_BREAK)
        node_detach(part->last);
    if (stop)
        block->line = stop->line ? stop->line : block->line;
}

// The child of a block below root that a unit begins with.
static struct node *unit_child(const struct unit *unit)
{
    return unit->kind == UNIT_ITEM && unit->node->kind == NODE_ENTRY ? unit->node : unit->first;
}

static struct node *unit_block(const struct unit *unit)
{
    struct node *node = unit->node;
    return node->kind == NODE_ENTRY || node->kind == NODE_ROW ? node->parent : node;
}

static bool is_of_list(const struct unit *unit)
{
    return unit->state == STATE_ENTRY || unit->state == STATE_CUE || unit->state == STATE_PART ||
           unit->state == STATE_INTERRUPT;
}

static bool parts_here(const struct build *build, guint index)
{
    const struct unit *before = unit_at(build->units, index - 1),
                      *unit = unit_at(build->units, index);
    if (unit_block(before) != unit_block(unit) || unit->kind == UNIT_ROW)
        return false;
    bool part = before->state != unit->state && (is_of_list(before) || is_of_list(unit));
    return part || (is_of_list(before) && before->state != STATE_ENTRY);
}

static void part_blocks(struct build *build)
{
    for (guint i = 1; i < units_count(build->units); i++) {
        struct unit *unit = unit_at(build->units, i);
        if (!parts_here(build, i))
            continue;
        part_block(build, unit_block(unit), unit_child(unit));
    }
    // Units of lines name the block they stand in now.
    for (guint i = 0; i < units_count(build->units); i++) {
        struct unit *unit = unit_at(build->units, i);
        if (unit->kind != UNIT_ROW && unit->node->kind != NODE_ENTRY && unit->first)
            unit->node = unit->first->parent;
    }
}

// ---- entries ----

static void add_slice(struct build *build, struct node *parent, const struct unit *unit,
                      const struct entry_part *part)
{
    struct slice slice = {build->arena, 0, unit->index + part->from, unit->index + part->to};
    for (const struct node *node = unit->first; node;) {
        slice_into(&slice, parent, node);
        if (node == unit->last)
            return;
        if (node->next) {
            node = node->next;
            continue;
        }
        // The next block of a card is its next line.
        const struct node *block = node->parent->next;
        while (block && !block->first)
            block = block->next;
        node = block ? block->first : NULL;
        slice.at++;
    }
}

static struct node *begin_entry(struct build *build, struct node *list, const struct unit *unit,
                                const struct entry_part *part)
{
    struct node *entry = node_new(build->arena, list, NODE_ENTRY);
    entry->entry.label = "";
    entry->entry.number = NUMBER_NONE;
    entry->line = unit->line;
    entry->source = unit->first->source;
    bool item = unit->node->kind == NODE_ENTRY;
    if (item && part->begins && !part->label) {
        entry->entry.label = unit->node->entry.label;
        entry->entry.number = unit->node->entry.number;
        entry->source = unit->node->source;
        entry->lang = unit->node->lang;
        entry->direction = unit->node->direction;
    }
    if (part->label)
        entry_set_label(build->arena, entry, unit->text, part->label, part->number);
    return entry;
}

static void move_nested(struct node *from, struct node *entry)
{
    for (struct node *child = from->first, *next; child; child = next) {
        next = child->next;
        if (node_is_inline(child))
            continue;
        node_detach(child);
        node_append_child(entry, child);
    }
}

// An entry of paragraphs becomes one of lines, as its unit's text is.
static void flatten(struct build *build, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        struct unit *unit = unit_at(build->units, i);
        if (unit->node->kind != NODE_ENTRY || node_is_inline(unit->last))
            continue;
        entry_flatten(build->arena, unit->node);
        unit->first = unit->node->first;
        unit->last = unit->node->last;
    }
}

static void add_entries(struct build *build, struct node *list, guint first, guint end)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct entry_part));
    flatten(build, first, end);
    entries_plan(build->units, first, end, parts);
    struct node *entry = NULL;
    for (guint i = 0; i < parts->len; i++) {
        const struct entry_part *part = &g_array_index(parts, struct entry_part, i);
        const struct unit *unit = unit_at(build->units, part->unit);
        if (part->begins || !entry)
            entry = begin_entry(build, list, unit, part);
        else
            node_new(build->arena, entry, NODE_BREAK);
        add_slice(build, entry, unit, part);
        bool last = i + 1 == parts->len ||
                    g_array_index(parts, struct entry_part, i + 1).unit != part->unit;
        if (last && unit->node->kind == NODE_ENTRY)
            move_nested(unit->node, entry);
    }
    g_array_unref(parts);
}

// ---- tables ----

// The name keeps its links.
static void keep_inlines(struct node *entry, struct node *cell)
{
    bool plain = true;
    for (const struct node *child = cell->first; child; child = child->next)
        plain &= child->kind == NODE_TEXT || child->kind == NODE_BREAK;
    if (plain || !entry->first)
        return;
    struct node *text = entry->first;
    for (struct node *child = cell->first, *next; child; child = next) {
        next = child->next;
        node_detach(child);
        node_insert_before(child, text);
    }
    node_detach(text);
}

static struct node *cell_at(const struct node *row, size_t column)
{
    struct node *cell = row->first;
    while (cell && column--)
        cell = cell->next;
    return cell;
}

static void add_row(struct build *build, struct node *list, const struct grid *grid,
                    const struct grid_plan *plan, const struct unit *unit)
{
    struct node *last = list->last;
    row_entries(build->arena, list, grid, plan, unit->index, unit->line);
    bool given = false;
    for (size_t i = 0; i < grid->columns; i++)
        given |= plan->roles[i] == GRID_GIVEN;
    struct node *entry = last ? last->next : list->first;
    for (size_t i = 0; i < grid->columns && entry && !given; i++) {
        if (plan->roles[i] != GRID_NAME || !**grid_cell(grid, unit->index, i))
            continue;
        keep_inlines(entry, cell_at(unit->node, i));
        entry = entry->next;
    }
}

static void report_private(struct build *build, const struct grid *grid,
                           const struct grid_plan *plan, const struct node *table)
{
    for (size_t i = 0; i < grid->columns; i++) {
        const char *head = plan->head ? *grid_cell(grid, plan->head - 1, i) : "";
        if (plan->roles[i] == GRID_PRIVATE)
            reader_set_aside(build->reader, table->source, table->line, table->line,
                             "table-private", head, strlen(head));
    }
}

// The words that name columns are not printed; they are told.
static void report_head(struct build *build, const struct grid *grid, const struct grid_plan *plan,
                        const struct node *table)
{
    GString *text = g_string_new(NULL);
    for (size_t row = 0; row < plan->head; row++) {
        for (size_t i = 0; i < grid->columns; i++) {
            const char *cell = *grid_cell(grid, row, i);
            if (*cell)
                g_string_append_printf(text, "%s%s", text->len ? " | " : "", cell);
        }
    }
    if (text->len)
        reader_set_aside(build->reader, SPAN_NONE, table->line, table->line, "table-head",
                         text->str, text->len);
    g_string_free(text, TRUE);
}

// Whether a column is there for what is said of the signatories.
static bool has_more(const struct grid *grid, const struct grid_plan *plan)
{
    for (size_t i = 0; i < grid->columns && !plan->several; i++) {
        if (plan->roles[i] == GRID_MORE)
            return true;
    }
    return false;
}

// Returns whether names stand by themselves in their column, whatever dashes they have.
static bool add_rows(struct build *build, struct node *list, guint first, guint end)
{
    const struct node *table = unit_at(build->units, first)->node->parent;
    struct grid *grid = tree_grid(build->arena, table);
    struct grid_plan plan;
    grid_judge(grid, build->reader, &plan);
    for (guint i = first; i < end; i++)
        add_row(build, list, grid, &plan, unit_at(build->units, i));
    report_private(build, grid, &plan, table);
    report_head(build, grid, &plan, table);
    return has_more(grid, &plan);
}

// ---- lists ----

static void split_entries(const struct build *build, struct node *first, bool at_dash)
{
    bool page = strcmp(build->reader->document->form, "html") == 0;
    for (struct node *entry = first; entry; entry = entry->next) {
        entry_split_affiliation(build->arena, entry);
        if (page && at_dash)
            entry_split_dash(build->arena, entry);
    }
}

static guint same_table_end(const struct build *build, guint from, guint end)
{
    guint i = from;
    while (i < end && unit_at(build->units, i)->table == unit_at(build->units, from)->table)
        i++;
    return i;
}

static void remove_blocks(const struct unit *unit)
{
    struct node *block = unit_block(unit);
    struct node *last = unit->last && unit->kind == UNIT_ITEM && unit->node->kind != NODE_ENTRY
                            ? unit->last->parent
                            : block;
    while (block && block->parent) {
        struct node *next = block->next;
        node_detach(block);
        if (block == last)
            return;
        block = next;
    }
}

// One list for a run, whatever blocks it came in.
static void add_list(struct build *build, guint first, guint end)
{
    struct node *block = unit_block(unit_at(build->units, first));
    struct node *list = node_new(build->arena, NULL, NODE_LIST);
    list->list.kind = LIST_SIGNATORIES;
    list->line = block->kind == NODE_TABLE ? block->line : unit_at(build->units, first)->line;
    list->source = block->source;
    list->lang = block->lang;
    list->direction = block->direction;
    node_insert_before(list, block);
    for (guint i = first, stop; i < end; i = stop) {
        stop = same_table_end(build, i, end);
        const struct node *before = list->last;
        bool alone = false;
        if (unit_at(build->units, i)->table)
            alone = add_rows(build, list, i, stop);
        else
            add_entries(build, list, i, stop);
        split_entries(build, before ? before->next : list->first, !alone);
    }
    for (guint i = first; i < end; i++)
        remove_blocks(unit_at(build->units, i));
    if (list->first)
        list->source.end = list->last->source.end;
}

// An item that is no name becomes a block of its own before what is left of its list.
static struct node *item_to_block(struct build *build, const struct unit *unit)
{
    struct node *entry = unit->node, *list = entry->parent;
    if (entry->last && !node_is_inline(entry->last))
        return list;
    struct node *block = node_new(build->arena, NULL, NODE_PARAGRAPH);
    block->line = entry->line;
    block->source = entry->source;
    block->lang = entry->lang ? entry->lang : list->lang;
    block->direction = entry->direction ? entry->direction : list->direction;
    for (struct node *child = entry->first, *next; child; child = next) {
        next = child->next;
        node_detach(child);
        node_append_child(block, child);
    }
    node_insert_before(block, list);
    node_detach(entry);
    if (!list->first)
        node_detach(list);
    return block;
}

// What heads or stands within a list.
static void dress_part(struct build *build, guint index)
{
    enum { HEADING_COLUMNS = 90 };
    const struct unit *unit = unit_at(build->units, index);
    struct node *block = unit_block(unit);
    bool within = unit->state == STATE_PART || unit->state == STATE_INTERRUPT;
    if (unit->kind == UNIT_ITEM && unit->node->kind == NODE_ENTRY && within) {
        block = item_to_block(build, unit);
        if (block->kind == NODE_PARAGRAPH)
            block->kind = NODE_NOTE;
        return;
    }
    if (block->kind != NODE_PARAGRAPH || unit->kind != UNIT_LINE || unit_is(unit, TRAIT_FOOTNOTE))
        return;
    bool heads = unit->state == STATE_CUE || unit->state == STATE_PART;
    if (heads && unit->columns <= HEADING_COLUMNS && !unit_is(unit, TRAIT_SENTENCE | TRAIT_NOTE)) {
        block->kind = NODE_HEADING;
        block->level = 2;
    } else if (unit->state == STATE_PART || unit->state == STATE_INTERRUPT) {
        block->kind = NODE_NOTE;
    }
}

// A heading of signatories counts as one only where a list follows.
static bool leads_to_list(const struct build *build, guint index)
{
    for (guint i = index + 1; i < units_count(build->units); i++) {
        unsigned state = unit_at(build->units, i)->state;
        if (state == STATE_ENTRY)
            return true;
        if (state != STATE_CUE && state != STATE_PART && state != STATE_INTERRUPT)
            return false;
    }
    return false;
}

// Elements and breaks that only told names apart leave no trace.
static void unwrap(struct reader *reader, struct node *parent, bool listed)
{
    listed |= parent->kind == NODE_LIST && parent->list.kind == LIST_SIGNATORIES;
    for (struct node *node = parent->first, *next; node; node = next) {
        next = node->next;
        unwrap(reader, node, listed);
        bool touch = node->kind == NODE_BREAK && node->name == touching_break;
        bool plain = node->kind == NODE_SPAN && !node->lang && !node->direction;
        for (struct node *child = plain ? node->first : NULL, *after; child; child = after) {
            after = child->next;
            node_detach(child);
            node_insert_before(child, node);
        }
        bool soft = soft_line_is_break(node);
        if (plain || (touch && !listed))
            node_detach(node);
        else if (soft && !listed)
            soft_line_join(node);
        else if (touch || soft)
            node->name = NULL;
    }
}

void signatories_find(struct reader *reader)
{
    tree_prepare(reader);
    struct build build = {reader, reader->document->arena, tree_units(reader)};
    units_find(build.units, reader->tables, false);
    reader->document->counts.stated_total = units_total(build.units, reader->tables);
    units_tell(build.units, reader);
    part_blocks(&build);
    for (guint i = 0, end; i < units_count(build.units); i = end) {
        end = i + 1;
        unsigned state = unit_at(build.units, i)->state;
        while (state == STATE_ENTRY && end < units_count(build.units) && is_listed(&build, end))
            end++;
        if (state == STATE_ENTRY)
            add_list(&build, i, end);
        else if (state == STATE_PART || state == STATE_INTERRUPT ||
                 (state == STATE_CUE && leads_to_list(&build, i)))
            dress_part(&build, i);
    }
    units_free(build.units);
    unwrap(reader, reader->document->root, false);
}

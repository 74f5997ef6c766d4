// SPDX-License-Identifier: MIT
#include "read/capture/capture_lists.h"

#include "read/capture/footnotes.h"
#include "read/capture/part_lines.h"
#include "read/find/entries.h"
#include "read/find/find.h"
#include "read/find/grid.h"
#include "read/find/row_entry.h"
#include "read/fold.h"
#include "read/list/entry.h"
#include "read/list/list_stream.h"

#include <string.h>

static void found_list_free(void *list)
{
    g_array_unref(((struct found_list *)list)->parts);
    g_free(list);
}

// ---- lines as units ----

static void add_unit(const struct capture *capture, struct units *units, guint index,
                     uint32_t block, unsigned blanks)
{
    const struct captured_line *line = capture_line(capture, index);
    struct unit unit = {.text = capture->text + line->start,
                        .n = (uint32_t)(line->end - line->start),
                        .kind = line->label.kind == LABEL_BULLET ? UNIT_ITEM : UNIT_LINE,
                        .block = block,
                        .blanks = (uint16_t)MIN(blanks, 100U),
                        .line = line->number,
                        .label = line->label,
                        .labelled = true,
                        .index = index};
    g_array_append_val(units->all, unit);
}

// "____" and "====": no words.
static bool is_rule(const struct capture *capture, const struct captured_line *line)
{
    for (const char *p = capture->text + line->start; p < capture->text + line->end;
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_ispunct(c) && !g_unichar_isspace(c))
            return false;
    }
    return true;
}

static struct units *line_units(const struct capture *capture)
{
    struct units *units = units_new(capture->reader, capture->lines->len);
    uint32_t block = 0;
    unsigned blanks = 1;
    for (guint i = 0; i < capture->lines->len; i++) {
        const struct captured_line *line = capture_line(capture, i);
        if (line->blank || is_rule(capture, line)) {
            blanks++;
            continue;
        }
        block += blanks > 0;
        add_unit(capture, units, i, block, blanks);
        blanks = 0;
    }
    return units;
}

// ---- lines parted by tabs, or by gaps of three spaces and more ----

// The end of the cell at `p`, and where the next one begins. In a line with tabs gaps part nothing.
static const char *cell_end(const char *p, const char *end, bool tabs, const char **ret_next)
{
    static const char gap[] = "   ";
    const char *stop = tabs ? memchr(p, '\t', (size_t)(end - p))
                            : memmem(p, (size_t)(end - p), gap, sizeof gap - 1);
    *ret_next = stop ? stop + 1 : end;
    while (stop && !tabs && *ret_next < end && **ret_next == ' ')
        (*ret_next)++;
    return stop ? stop : end;
}

static bool has_tabs(const struct unit *unit)
{
    return memchr(unit->text, '\t', unit->n) != NULL;
}

// Whether a tab or a gap stands in the line at all: in most none does.
static bool has_cells(const struct unit *unit)
{
    const char *end = unit->text + unit->n, *p = unit->text;
    while ((p = memchr(p, ' ', (size_t)(end - p))) != NULL) {
        if (end - p > 2 && p[1] == ' ' && p[2] == ' ')
            return true;
        p++;
    }
    return has_tabs(unit);
}

static size_t cell_count(const struct unit *unit)
{
    size_t cells = 1;
    bool tabs = has_tabs(unit);
    const char *end = unit->text + unit->n, *next = unit->text;
    while (cell_end(next, end, tabs, &next) < end)
        cells++;
    return cells;
}

static struct grid *lines_grid(const struct units *units, guint first, guint end)
{
    size_t columns = 0;
    for (guint i = first; i < end; i++)
        columns = MAX(columns, cell_count(unit_at(units, i)));
    struct grid *grid = grid_new(units->arena, end - first, columns);
    for (guint i = first; i < end; i++) {
        const struct unit *unit = unit_at(units, i);
        bool tabs = has_tabs(unit);
        const char *end_of_line = unit->text + unit->n, *next = unit->text;
        for (size_t c = 0; next < end_of_line && c < grid->columns; c++) {
            const char *p = next, *stop = cell_end(p, end_of_line, tabs, &next);
            p += text_leading(p, (size_t)(stop - p));
            *grid_cell(grid, i - first, c) =
                arena_strndup(units->arena, p, text_trimmed(p, (size_t)(stop - p)));
        }
    }
    return grid;
}

static guint cells_end(const struct units *units, guint first)
{
    guint end = first;
    while (end < units_count(units) && has_cells(unit_at(units, end)) &&
           (end == first || unit_at(units, end)->blanks == 0))
        end++;
    return end;
}

// Rows pasted from a sheet.
static void mark_grids(struct units *units)
{
    enum { ROWS_LEAST = 2, NAMED_ROWS_LEAST = 3 };
    uint32_t table = 0;
    for (guint i = 0, end; i < units_count(units); i = MAX(end, i + 1)) {
        end = cells_end(units, i);
        if (end < i + ROWS_LEAST)
            continue;
        struct grid_plan plan;
        grid_judge(lines_grid(units, i, end), units->reader, &plan);
        if (end < i + NAMED_ROWS_LEAST && !plan.across)
            continue;
        table++;
        for (guint j = i; plan.names && j < end; j++) {
            unit_at(units, j)->kind = UNIT_ROW;
            unit_at(units, j)->table = table;
            unit_at(units, j)->traits = j - i < plan.head ? TRAIT_HEAD : TRAIT_NAMES;
        }
    }
}

// ---- what was found ----

static void take_list(struct capture *capture, const struct units *units, guint first, guint end)
{
    struct found_list *list = g_new0(struct found_list, 1);
    list->parts = g_array_sized_new(FALSE, FALSE, sizeof(struct entry_part), end - first);
    list->first = unit_at(units, first)->index;
    list->end = unit_at(units, end - 1)->index + 1;
    list->grid = unit_at(units, first)->table != 0;
    if (!list->grid)
        entries_plan(units, first, end, list->parts);
    for (guint i = 0; i < list->parts->len; i++) {
        struct entry_part *part = &g_array_index(list->parts, struct entry_part, i);
        part->unit = unit_at(units, part->unit)->index;
    }
    g_ptr_array_add(capture->lists, list);
    for (guint i = list->first; i < list->end; i++)
        capture_line(capture, i)->listed = capture->lists->len;
}

static bool leads_to_list(const struct units *units, guint index)
{
    for (guint i = index; i < units_count(units); i++) {
        unsigned state = unit_at(units, i)->state;
        if (state == STATE_ENTRY)
            return true;
        if (state != STATE_CUE && state != STATE_PART && state != STATE_INTERRUPT)
            return false;
    }
    return false;
}

static void dress_line(struct capture *capture, const struct units *units, guint index)
{
    enum { HEADING_COLUMNS = 90 };
    const struct unit *unit = unit_at(units, index);
    bool heads = unit->state == STATE_CUE || unit->state == STATE_PART;
    struct captured_line *line = capture_line(capture, unit->index);
    if ((unit->state == STATE_CUE && !leads_to_list(units, index)) || unit_is(unit, TRAIT_FOOTNOTE))
        return;
    if (heads && unit->columns <= HEADING_COLUMNS &&
        !unit_is(unit, TRAIT_SENTENCE | TRAIT_NOTE | TRAIT_HEAD))
        line->dress = NODE_HEADING;
    else if (unit->state == STATE_PART || unit->state == STATE_INTERRUPT)
        line->dress = NODE_NOTE;
}

static guint run_end(const struct units *units, guint from)
{
    guint end = from + 1;
    while (end < units_count(units) && unit_at(units, end)->state == STATE_ENTRY &&
           unit_at(units, end)->table == unit_at(units, from)->table)
        end++;
    return end;
}

void capture_lists_find(struct capture *capture)
{
    capture_part_lines(capture);
    struct units *units = line_units(capture);
    capture->lists = g_ptr_array_new_with_free_func(found_list_free);
    mark_grids(units);
    units_find(units, capture->reader->tables, true);
    units_tell(units, capture->reader);
    capture->reader->document->counts.stated_total = units_total(units, capture->reader->tables);
    for (guint i = 0, end; i < units_count(units); i = end) {
        unsigned state = unit_at(units, i)->state;
        end = state == STATE_ENTRY ? run_end(units, i) : i + 1;
        if (state == STATE_ENTRY)
            take_list(capture, units, i, end);
        else if (state == STATE_CUE || state == STATE_PART || state == STATE_INTERRUPT)
            dress_line(capture, units, i);
    }
    units_free(units);
}

// ---- entries ----

static struct list_place place_of(const struct capture *capture, const struct entry_part *part)
{
    const struct captured_line *line = capture_line(capture, part->unit);
    size_t start = line->start + (part->label ? 0 : part->from);
    return (struct list_place){.start = (uint32_t)start,
                               .end = (uint32_t)(line->start + part->to),
                               .last = (uint32_t)(line->start + part->to),
                               .number = (uint32_t)line->number,
                               .further = !part->begins,
                               .label = part->label,
                               .skip = part->label ? part->from : 0,
                               .value = (int32_t)part->number};
}

static GArray *places_of(const struct capture *capture, const struct found_list *list)
{
    GArray *places = g_array_sized_new(FALSE, FALSE, sizeof(struct list_place), list->parts->len);
    guint entry = 0;
    for (guint i = 0; i < list->parts->len; i++) {
        struct list_place place =
            place_of(capture, &g_array_index(list->parts, struct entry_part, i));
        if (place.further)
            g_array_index(places, struct list_place, entry).last = place.end;
        else
            entry = i;
        g_array_append_val(places, place);
    }
    return places;
}

// More entries than are laid out twice, and no footnote among them.
static bool is_streamed(const struct capture *capture, const struct found_list *list)
{
    enum { HELD_MOST = 5000 };
    size_t start = capture_line(capture, list->first)->start;
    return capture->reader->options->stream && list->parts->len > HELD_MOST &&
           !footnotes_may_hold(capture->text + start,
                               capture_line(capture, list->end - 1)->end - start);
}

static void read_rows(struct capture *capture, struct node *list, const struct found_list *found)
{
    struct units *units = units_new(capture->reader, found->end - found->first);
    for (guint i = found->first; i < found->end; i++) {
        if (!capture_line(capture, i)->blank)
            add_unit(capture, units, i, 1, 0);
    }
    struct grid *grid = lines_grid(units, 0, units_count(units));
    struct grid_plan plan;
    grid_judge(grid, units->reader, &plan);
    for (guint i = 0; i < units_count(units); i++)
        row_entries(capture->reader->document->arena, list, grid, &plan, i,
                    unit_at(units, i)->line);
    units_free(units);
}

struct node *capture_list_read(struct capture *capture, guint index)
{
    const struct found_list *found = g_ptr_array_index(capture->lists, index);
    const struct captured_line *first = capture_line(capture, found->first),
                               *last = capture_line(capture, found->end - 1);
    struct node *list =
        reader_block(capture->reader, NODE_LIST, first->start, last->end, first->number);
    list->list.kind = LIST_SIGNATORIES;
    if (found->grid) {
        read_rows(capture, list, found);
        return list;
    }
    list->list.stream = list_stream_new(capture->reader->source, list, places_of(capture, found));
    if (!is_streamed(capture, found))
        list_stream_hold(capture->reader->document->arena, list);
    else if (capture->reader->options->facts)
        list_stream_identify(list->list.stream);
    return list;
}

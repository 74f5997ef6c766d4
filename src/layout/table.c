// SPDX-License-Identifier: MIT
#include "layout/table.h"

#include "layout/elements.h"
#include "layout/figure.h"
#include "layout/inline.h"

#include <string.h>

enum { COLUMNS_LIMIT = 256 };
enum { HAIR = LEN_PER_PT / 16 }; // more, or rounding would break the widest word or cell

struct table_column {
    len least, natural; // the widest word; the widest cell on one line
    len width, x;
};

// A child of the table, and how many cells are before it.
struct table_at {
    const struct node *row;
    size_t cell;
};

struct table_setter {
    struct flow *flow;
    struct arena *scratch;    // emptied after each row
    const struct box *repeat; // the header's boxes, for the top of every later page
    size_t n_repeat;
    struct place place;
    const struct block_style *style, *header;
    const struct node *table;
    uint32_t element;
    struct table_column columns[COLUMNS_LIMIT];
    size_t n_columns;
    len width;
    struct table_at next;      // to be set
    const struct node *before; // the row before it
    size_t index, n_rows;      // its place among the rows
    struct table_at foreseen;  // to be set ahead
    GArray *single;            // len: while it is measured, what each cell takes on one line;
    const len *singles;        // so it is known of every cell,
    bool counts;               // where the rows' heights are all that is asked; else NULL
};

static const struct block_style *cell_style(const struct table_setter *setter,
                                            const struct node *cell)
{
    return cell->cell.header ? setter->header : setter->style;
}

static struct paragraph_style cell_paragraph(const struct table_setter *setter,
                                             const struct node *cell)
{
    struct paragraph_style paragraph =
        block_paragraph_style(setter->flow, cell, cell_style(setter, cell), setter->place.rtl);
    paragraph.hyphenate = false;
    switch (cell->cell.align) {
    case DIRECTION_LTR:
        paragraph.align = TEXT_LEFT;
        break;
    case DIRECTION_RTL:
        paragraph.align = TEXT_RIGHT;
        break;
    case DIRECTION_AUTO:
        paragraph.align = TEXT_CENTER;
        break;
    case DIRECTION_INHERIT:
        break;
    }
    return paragraph;
}

// Text[start, end), in the looks its spans give it.
static struct styled_text part_of(struct table_setter *setter, const struct styled_text *text,
                                  size_t start, size_t end)
{
    struct text_attr *attrs = ARENA_ARRAY(setter->scratch, struct text_attr, text->n_attrs);
    size_t n = 0;
    for (size_t i = 0; i < text->n_attrs; i++) {
        struct text_attr attr = text->attrs[i];
        attr.start = MAX(attr.start, start);
        attr.end = MIN(attr.end, end);
        if (attr.start >= attr.end)
            continue;
        attr.start -= start;
        attr.end -= start;
        attrs[n++] = attr;
    }
    return (struct styled_text){text->text + start, end - start, attrs, n};
}

// The word at *at or behind it, after which *at then is. False if there is none. A word that is the
// whole text is none: that is measured anyway.
static bool next_word(struct table_setter *setter, const struct styled_text *text, size_t *at,
                      struct styled_text *ret)
{
    size_t start = *at + strspn(text->text + *at, " \n");
    size_t end = start + strcspn(text->text + start, " \n");
    if (end == start || end - start == text->n)
        return false;
    *at = end;
    *ret = part_of(setter, text, start, end);
    return true;
}

static len widest_word(struct table_setter *setter, const struct styled_text *text,
                       const struct paragraph_style *paragraph)
{
    len widest = 0;
    struct styled_text word;
    for (size_t at = 0; next_word(setter, text, &at, &word);) {
        len width =
            paragraph_natural_width(setter->flow->job->fonts, &word, paragraph, setter->scratch);
        widest = MAX(widest, width);
    }
    return widest;
}

static struct paragraph_style measured_paragraph(const struct table_setter *setter,
                                                 const struct node *cell)
{
    struct paragraph_style paragraph = cell_paragraph(setter, cell);
    paragraph.align = TEXT_START;
    return paragraph;
}

static bool has_newline(const char *text)
{
    return strpbrk(text, "\n\r") || strstr(text, "\342\200\250") || strstr(text, "\342\200\251");
}

// What a cell takes on one line; more than there is if it has several anyway.
static void keep_single(struct table_setter *setter, const struct styled_text *text,
                        const struct paragraph_style *paragraph, len natural)
{
    len single = has_newline(text->text)
                     ? LEN_MAX
                     : MIN(natural, LEN_MAX - paragraph->indent) + paragraph->indent;
    g_array_append_val(setter->single, single);
}

static void measure_cell(struct table_setter *setter, const struct node *cell,
                         struct table_column *column)
{
    struct flow *flow = setter->flow;
    struct paragraph_style paragraph = measured_paragraph(setter, cell);
    struct inline_text text =
        inline_gather(flow, cell, cell_style(setter, cell), ELEMENT_NONE, false);
    if (cell->cell.bar) { // bars are compared: all the room there is
        column->least = MAX(column->least, setter->place.width / 8);
        column->natural = MAX(column->natural, setter->place.width);
    }
    len natural =
        paragraph_natural_width(flow->job->fonts, &text.styled, &paragraph, flow->scratch);
    keep_single(setter, &text.styled, &paragraph, natural);
    if (!text.styled.n)
        return;
    column->natural = MAX(column->natural, natural + HAIR);
    bool one_word = strcspn(text.styled.text, " \n") == text.styled.n;
    len least = one_word ? natural : widest_word(setter, &text.styled, &paragraph);
    column->least = MAX(column->least, least + HAIR);
}

// What measure_cell() will ask for.
static void foresee_widths(struct table_setter *setter, const struct node *cell, size_t column,
                           size_t index)
{
    (void)column, (void)index;
    struct flow *flow = setter->flow;
    struct paragraph_style paragraph = measured_paragraph(setter, cell);
    struct styled_text word,
        text = inline_foresee(flow, cell, cell_style(setter, cell), false).styled;
    paragraph_offer_width(flow->job->fonts, &text, &paragraph);
    for (size_t at = 0; text.n && next_word(setter, &text, &at, &word);)
        paragraph_offer_width(flow->job->fonts, &word, &paragraph);
}

// Whether no more than the number of a cell's lines is asked, and that is known to be one.
static bool counts_one(const struct table_setter *setter, size_t column, size_t index)
{
    return setter->counts && setter->singles[index] <= setter->columns[column].width - HAIR;
}

// What set_cells() or count_lines() will ask for.
static void foresee_lines(struct table_setter *setter, const struct node *cell, size_t column,
                          size_t index)
{
    struct flow *flow = setter->flow;
    if (counts_one(setter, column, index))
        return;
    struct paragraph_style paragraph = cell_paragraph(setter, cell);
    struct styled_text text = inline_foresee(flow, cell, cell_style(setter, cell), false).styled;
    paragraph_offer(flow->job->fonts, &text, &paragraph, setter->columns[column].width);
}

// The next cell of a row, from this child of it on; NULL: it has no more, or as many as are set.
static const struct node *cell_from(const struct node *child, size_t column)
{
    while (child && child->kind != NODE_CELL)
        child = child->next;
    return column < COLUMNS_LIMIT ? child : NULL;
}

static size_t count_cells(const struct node *row)
{
    size_t n = 0;
    for (const struct node *cell = row->first; (cell = cell_from(cell, n)); cell = cell->next)
        n++;
    return n;
}

// To the next row.
static void step(struct table_at *at)
{
    at->cell += count_cells(at->row);
    at->row = at->row->next;
}

typedef void (*foresee_fn)(struct table_setter *setter, const struct node *cell, size_t column,
                           size_t index);

// Cells of the rows that come, as many as are wanted.
static void foresee(struct table_setter *setter, struct table_at *next, foresee_fn cell_fn)
{
    for (; next->row && paragraph_wants_offers(setter->flow->job->fonts); step(next)) {
        size_t n = 0;
        for (const struct node *cell = next->row->first; (cell = cell_from(cell, n));
             cell = cell->next, n++)
            cell_fn(setter, cell, n, next->cell + n);
    }
}

static void measure_rows(struct table_setter *setter)
{
    struct table_at foreseen = {setter->table->first, 0};
    for (const struct node *row = setter->table->first; row; row = row->next) {
        size_t n = 0;
        foresee(setter, &foreseen, foresee_widths);
        for (const struct node *cell = row->first; (cell = cell_from(cell, n)); cell = cell->next)
            measure_cell(setter, cell, &setter->columns[n++]);
        setter->n_columns = MAX(setter->n_columns, n);
        arena_reset(setter->scratch);
    }
}

// What was measured of a table, where it was set before.
struct table_widths {
    len width;
    bool rtl;
    size_t n;
    struct table_column columns[COLUMNS_LIMIT];
    len singles[]; // of its cells
};

static struct table_widths *measure(struct table_setter *setter)
{
    setter->single = g_array_new(FALSE, FALSE, sizeof(len));
    measure_rows(setter);
    gsize bytes = setter->single->len * sizeof(len);
    struct table_widths *widths = g_malloc0(sizeof *widths + bytes);
    widths->width = setter->place.width;
    widths->rtl = setter->place.rtl;
    widths->n = setter->n_columns;
    memcpy(widths->columns, setter->columns, sizeof widths->columns);
    if (bytes)
        memcpy(widths->singles, setter->single->data, bytes);
    g_array_unref(setter->single);
    return widths;
}

// However often the letter is set.
static void measure_columns(struct table_setter *setter)
{
    GHashTable *surveys = setter->flow->job->surveys;
    const struct place *place = &setter->place;
    const struct table_widths *found = g_hash_table_lookup(surveys, setter->table);
    if (!found || found->width != place->width || found->rtl != place->rtl) {
        struct table_widths *widths = measure(setter);
        g_hash_table_insert(surveys, (void *)setter->table, widths);
        found = widths;
    }
    setter->n_columns = found->n;
    memcpy(setter->columns, found->columns, sizeof found->columns);
    setter->singles = found->singles;
}

// Room is poured in alike: columns that lack little get all they ask for, the others share the
// rest. Returns what a column that is still not content may have beyond its least.
static int64_t pour(const struct table_setter *setter, int64_t room)
{
    size_t open = setter->n_columns;
    int64_t level = 0, share = room / (int64_t)open;
    while (open > 0 && share > level) {
        int64_t left = room;
        size_t still = 0;
        level = share;
        for (size_t i = 0; i < setter->n_columns; i++) {
            int64_t lacks = setter->columns[i].natural - setter->columns[i].least;
            still += lacks > level;
            left -= lacks > level ? 0 : lacks;
        }
        open = still;
        share = open ? left / (int64_t)open : level;
    }
    return MAX(level, share);
}

// Every column its natural width where there is room; else its least and a share of the rest;
// where even words have no room, all are narrowed alike.
static void share_width(struct table_setter *setter)
{
    len gap = setter->style->column_gap;
    size_t n = setter->n_columns;
    int64_t room = MAX(setter->place.width - (int64_t)(n - 1) * gap, (int64_t)n);
    int64_t least = 0;
    for (size_t i = 0; i < n; i++)
        least += setter->columns[i].least;
    int64_t level = least < room ? pour(setter, room - least) : 0;
    for (size_t i = 0; i < n; i++) {
        struct table_column *column = &setter->columns[i];
        int64_t lacks = column->natural - column->least;
        column->width = least <= room ? column->least + (len)MIN(lacks, level)
                                      : (len)(column->least * room / least);
        setter->width += column->width + (i ? gap : 0);
    }
}

static void place_columns(struct table_setter *setter)
{
    const struct place *place = &setter->place;
    len at = 0;
    for (size_t i = 0; i < setter->n_columns; i++) {
        struct table_column *column = &setter->columns[i];
        column->x = place->rtl ? place->x + place->width - at - column->width : place->x + at;
        at += column->width + setter->style->column_gap;
    }
}

struct row_cell {
    struct lines lines;
    const struct block_style *style;
    uint32_t element;
    bool tagged;
    int bar;
};

static bool is_last_cell(const struct node *cell)
{
    do
        cell = cell->next;
    while (cell && cell->kind != NODE_CELL);
    return !cell;
}

static size_t set_cells(struct table_setter *setter, const struct node *row, uint32_t element,
                        struct row_cell *cells, size_t *ret_lines)
{
    struct flow *flow = setter->flow;
    size_t n = 0;
    *ret_lines = 1;
    for (const struct node *cell = row->first; cell && n < setter->n_columns; cell = cell->next) {
        if (cell->kind != NODE_CELL)
            continue;
        const struct block_style *style = cell_style(setter, cell);
        struct element *begun =
            elements_begin(flow, element, cell->cell.header ? ROLE_TH : ROLE_TD);
        // PDF/UA-1, 7.2: all rows span the same columns, so a short row's last cell takes the rest.
        if (is_last_cell(cell))
            begun->columns = (uint8_t)(setter->n_columns - n);
        uint32_t id = begun->id;
        elements_place(flow, id, flow->next_serial, flow->next_serial);
        struct inline_text text = inline_gather(flow, cell, style, id, false);
        struct paragraph_style paragraph = cell_paragraph(setter, cell);
        cells[n] = (struct row_cell){
            .style = style, .element = id, .tagged = text.tagged, .bar = cell->cell.bar};
        cells[n].lines = paragraph_set(flow->job->fonts, &text.styled, &paragraph,
                                       setter->columns[n].width, flow->arena, flow->diag);
        *ret_lines = MAX(*ret_lines, cells[n].lines.n);
        n++;
    }
    return n;
}

static void add_rule(struct table_setter *setter, struct box *box, len y)
{
    const struct place *place = &setter->place;
    len x = place->rtl ? place->x + place->width - setter->width : place->x;
    box->items[box->n_items] = (struct item){.kind = ITEM_RULE, .colour = setter->style->colour};
    box->items[box->n_items++].rule = (struct rect){x, y, setter->width, setter->style->border};
}

// Where rules run and breaks may be, of one row.
struct row_place {
    bool first, ends_header, last;
    bool kept; // with the row before
};

static void add_cell_line(struct table_setter *setter, const struct row_cell *cell, size_t column,
                          size_t i, len top, struct box *box)
{
    if (i >= cell->lines.n)
        return;
    struct item *item = &box->items[box->n_items++];
    *item =
        (struct item){.kind = ITEM_LINE, .element = cell->element, .colour = cell->style->colour};
    item->line.x = setter->columns[column].x;
    item->line.y = top + block_baseline(setter->style);
    item->line.line = cell->lines.lines[i];
}

// A bar from the column's start, as high as small letters. Its number stands in another cell.
static void add_bar(struct table_setter *setter, const struct row_cell *cell, size_t column,
                    len top, struct box *box)
{
    const struct table_column *at = &setter->columns[column];
    len width = (len)((int64_t)at->width * cell->bar / 1000), height = cell->style->size / 2;
    if (!cell->bar)
        return;
    struct item *item = &box->items[box->n_items++];
    *item = (struct item){.kind = ITEM_RULE, .colour = cell->style->colour};
    item->rule = (struct rect){setter->place.rtl ? at->x + at->width - width : at->x,
                               top + block_baseline(setter->style) - height, MAX(width, 1), height};
}

static struct box row_box(struct table_setter *setter, const struct row_cell *cells, size_t n,
                          size_t i, size_t n_lines, struct row_place row)
{
    const struct block_style *style = setter->style;
    struct box box = {.height = block_leading(style),
                      .leaded = true,
                      .repeat = setter->repeat,
                      .n_repeat = setter->n_repeat};
    bool first = i == 0, last = i + 1 == n_lines;
    len top = first ? style->padding : 0;
    box.items = ARENA_ARRAY(setter->flow->arena, struct item, 2 * n + 2);
    for (size_t j = 0; first && j < n; j++)
        add_bar(setter, &cells[j], j, top, &box);
    for (size_t j = 0; j < n; j++)
        add_cell_line(setter, &cells[j], j, i, top, &box);
    box.height += top + (last ? style->padding : 0);
    if (style->border && first && row.first)
        add_rule(setter, &box, 0);
    if (style->border && last && (row.last || row.ends_header))
        add_rule(setter, &box, box.height);
    return box;
}

// Line i of every cell is one box, so that a row that is higher than half a page can be parted.
static void add_row(struct table_setter *setter, const struct row_cell *cells, size_t n,
                    size_t n_lines, struct row_place row)
{
    struct flow *flow = setter->flow;
    const struct block_style *style = setter->style;
    const struct page_style *page = &flow->style->page;
    bool parted = (int64_t)n_lines * block_leading(style) * 2 >
                  page->height - page->margin.top - page->margin.bottom;
    for (size_t i = 0; i < n_lines; i++) {
        struct box box = row_box(setter, cells, n, i, n_lines, row);
        if (i == 0)
            block_lead_in(flow, style, &box);
        if (i == 0 && !row.first)
            box.above = 0;
        box.sinks = i == 0 && row.first && style->position == POSITION_PAGE_FOOT;
        if ((i > 0 && !parted) || (i == 0 && row.kept))
            box.penalty = PENALTY_NEVER;
        uint64_t serial = flow_add(flow, setter->place.segment, &box);
        for (size_t j = 0; j < n; j++) {
            struct lines line = {cells[j].lines.lines + i, 1, false, 0};
            if (cells[j].tagged && i < cells[j].lines.n)
                block_place_tags(flow, &line, serial);
            elements_extend(flow, cells[j].element, serial);
        }
    }
    for (size_t j = 0; j < n; j++)
        elements_settle(flow, cells[j].element);
    block_lead_out(flow, style);
}

static bool is_header(const struct node *row)
{
    return row && row->first && row->first->kind == NODE_CELL && row->first->cell.header;
}

static void make_furniture(struct box *box, struct arena *arena)
{
    box->notes = NULL;
    box->items = arena_memdup(arena, box->items, box->n_items * sizeof(struct item));
    for (size_t i = 0; i < box->n_items; i++) {
        struct line *line = &box->items[i].line.line;
        box->items[i].element = ELEMENT_NONE;
        if (box->items[i].kind != ITEM_LINE)
            continue;
        line_copy(line, arena);
        for (size_t k = 0; k < line->n_runs; k++)
            line->runs[k].run.tag = 0;
    }
}

// The header once more, as furniture: it is read in its first place. Its copy outlives the boxes
// that are given up page by page.
static void keep_header(struct table_setter *setter, guint first)
{
    struct arena *arena = setter->flow->style_arena;
    const GArray *boxes = setter->place.segment->boxes;
    size_t n = boxes->len - first;
    struct box *copies =
        arena_memdup(arena, &g_array_index(boxes, struct box, first), n * sizeof(struct box));
    for (size_t i = 0; i < n; i++)
        make_furniture(&copies[i], arena);
    setter->repeat = copies;
    setter->n_repeat = n;
}

// A small table stays whole; a larger one leaves no single row on either page.
static bool is_kept(size_t index, size_t n, bool after_header)
{
    enum { ROWS_SMALL = 6 };
    return index > 0 && (n <= ROWS_SMALL || after_header || index < 2 || n - index < 2);
}

// A row's lines, where only the height of it is asked.
static size_t count_lines(struct table_setter *setter, const struct node *row, size_t index)
{
    struct flow *flow = setter->flow;
    size_t n = 0, most = 1;
    for (const struct node *cell = row->first; (cell = cell_from(cell, n)); cell = cell->next) {
        size_t column = n++;
        if (counts_one(setter, column, index + column))
            continue;
        struct styled_text text =
            inline_foresee(flow, cell, cell_style(setter, cell), false).styled;
        struct paragraph_style paragraph = cell_paragraph(setter, cell);
        struct lines lines =
            paragraph_set(flow->job->fonts, &text, &paragraph, setter->columns[column].width,
                          flow->scratch, flow->diag);
        most = MAX(most, lines.n);
    }
    return most;
}

static void set_row(struct table_setter *setter)
{
    struct flow *flow = setter->flow;
    const struct node *row = setter->next.row, *before = setter->before;
    bool after_header = is_header(before) && !is_header(row);
    struct row_place place = {.first = !before,
                              .ends_header = is_header(row) && !is_header(row->next),
                              .last = setter->index + 1 == setter->n_rows,
                              .kept = is_kept(setter->index, setter->n_rows, after_header)};
    guint first = setter->place.segment->boxes->len;
    if (setter->counts) {
        add_row(setter, NULL, 0, count_lines(setter, row, setter->next.cell), place);
    } else {
        struct row_cell *cells = ARENA_ARRAY(flow->scratch, struct row_cell, setter->n_columns);
        uint32_t element = elements_begin(flow, setter->element, ROLE_TR)->id;
        size_t n_lines, n = set_cells(setter, row, element, cells, &n_lines);
        add_row(setter, cells, n, n_lines, place);
        elements_end(flow, element);
    }
    if (place.first && is_header(row))
        keep_header(setter, first);
}

// The next child of the table.
static void set_next(struct table_setter *setter)
{
    const struct node *row = setter->next.row;
    foresee(setter, &setter->foreseen, foresee_lines);
    if (row->kind == NODE_CAPTION)
        figure_set_table_caption(setter->flow, &setter->place, row, setter->element);
    if (row->kind == NODE_ROW) {
        set_row(setter);
        setter->index++;
        setter->before = row;
    }
    step(&setter->next);
    arena_reset(setter->scratch);
}

// flow->scratch is the setter's while it is at work: whoever sets a table within a block has the
// other in use.
static void begin(struct table_setter *setter)
{
    struct flow *flow = setter->flow;
    measure_columns(setter);
    if (!setter->n_columns)
        return;
    share_width(setter);
    place_columns(setter);
    setter->element = elements_begin(flow, setter->place.parent, ROLE_TABLE)->id;
    setter->next.row = setter->foreseen.row = setter->table->first;
    for (const struct node *row = setter->table->first; row; row = row->next)
        setter->n_rows += row->kind == NODE_ROW;
}

struct table_setter *table_setter_new(struct flow *flow, const struct place *place,
                                      const struct node *table)
{
    struct table_setter *setter = g_new0(struct table_setter, 1);
    struct arena *outer = flow->scratch;
    setter->flow = flow;
    setter->scratch = flow->scratch = arena_new();
    setter->place = *place;
    setter->table = table;
    // That of the volumes is on each title page: derive/volume.h.
    bool volumes = table->name && strcmp(table->name, "volumes") == 0;
    setter->style = &flow->style->blocks[volumes ? GROUP_VOLUMES : GROUP_TABLE];
    setter->header = &flow->style->blocks[volumes ? GROUP_VOLUMES_HEADER : GROUP_HEADER_CELL];
    setter->counts = flow->counts_only && !table_calls_notes(table);
    begin(setter);
    flow->scratch = outer;
    return setter;
}

bool table_setter_more(struct table_setter *setter)
{
    struct flow *flow = setter->flow;
    if (!setter->next.row) {
        if (setter->n_columns)
            elements_end(flow, setter->element);
        return false;
    }
    struct arena *outer = flow->scratch;
    flow->scratch = setter->scratch;
    set_next(setter);
    flow->scratch = outer;
    return true;
}

void table_setter_free(struct table_setter *setter)
{
    if (!setter)
        return;
    arena_free(setter->scratch);
    g_free(setter);
}

void table_set(struct flow *flow, const struct place *place, const struct node *table)
{
    struct table_setter *setter = table_setter_new(flow, place, table);
    while (table_setter_more(setter))
        ;
    table_setter_free(setter);
}

bool table_calls_notes(const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE_REF)
        return true;
    for (const struct node *child = node->first; child; child = child->next) {
        if (table_calls_notes(child))
            return true;
    }
    return false;
}

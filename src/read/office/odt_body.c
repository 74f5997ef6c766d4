// SPDX-License-Identifier: MIT
// The blocks of an OpenDocument text: paragraphs, headings, lists, tables, sections (OpenDocument
// 1.3 part 3, chapters 4, 5 and 9). A deletion stands in a place of its own, so that what is left
// is the text with its changes accepted.
#include "read/office/odt_file.h"

#include <string.h>

enum { DEPTH_MOST = 200 };

// ---- paragraphs ----

static struct para read_para(struct odt *odt, const struct odt_style *style,
                             const struct xml *element)
{
    struct para para = {.kind = style->role.kind,
                        .level = style->role.level,
                        .number = NUMBER_NONE,
                        .direction = odt_direction(&odt->styles, style)};
    const char *outline = xml_attribute(element, "outline-level");
    if (xml_is(element, "h") && para.kind != NODE_TITLE) {
        para.kind = NODE_HEADING;
        para.level = outline ? (int)CLAMP(g_ascii_strtoll(outline, NULL, 10), 1, 6) : 1;
    } else if (para.kind == NODE_HEADING && !xml_is(element, "h")) {
        para.level = MAX(para.level, 1);
    }
    return para;
}

static void number_heading(struct odt *odt, struct para *para)
{
    int level = para->level - 1;
    if (odt->styles.outline.level[level].numeral == NUMERAL_NONE)
        return;
    counts_step(&odt->outline, &odt->styles.outline, level);
    counts_show(&odt->outline, &odt->styles.outline, level, odt->office.arena, para);
    para->bullet = false;
}

static void number_item(struct odt *odt, struct para *para)
{
    struct odt_list *list = &odt->list;
    para->continues = list->labelled;
    para->depth = list->level;
    para->list = list->levels;
    if (list->labelled)
        return;
    counts_step(list->counts, list->levels, list->level);
    counts_show(list->counts, list->levels, list->level, odt->office.arena, para);
    odt->lost |= list->levels->level[list->level].start == NUMBER_NONE;
    list->labelled = true;
}

// Notes and boxes belong to a paragraph, and are read when it has ended.
static void walk_due(struct odt *odt)
{
    GArray *notes = odt->notes;
    GPtrArray *boxes = odt->boxes;
    struct odt_list list = odt->list;
    odt->list = (struct odt_list){.level = -1};
    odt->notes = g_array_new(FALSE, FALSE, sizeof(struct odt_note));
    odt->boxes = g_ptr_array_new();
    for (guint i = 0; i < notes->len; i++) {
        const struct odt_note *note = &g_array_index(notes, struct odt_note, i);
        struct office outer = office_enter(&odt->office, note->node);
        odt_walk_blocks(odt, note->body);
        office_leave(&odt->office, &outer);
    }
    for (guint i = 0; i < boxes->len; i++)
        odt_walk_blocks(odt, g_ptr_array_index(boxes, i));
    g_array_unref(odt->notes);
    g_ptr_array_unref(odt->boxes);
    odt->notes = g_array_set_size(notes, 0);
    g_ptr_array_set_size(boxes, 0);
    odt->boxes = boxes;
    odt->list = list;
}

static void tell_left_out(struct odt *odt, GString *text, const char *code)
{
    if (text->len)
        office_set_aside(&odt->office, code, text->str);
    g_string_truncate(text, 0);
}

static void end_paragraph(struct odt *odt, const struct odt_style *style, const struct xml *element)
{
    struct odt_list own = odt->list;
    if (odt->joined.list.levels)
        odt->list = odt->joined.list;
    struct para para = read_para(odt, style, element);
    if (odt->list.level >= 0)
        number_item(odt, &para);
    else if (para.kind == NODE_HEADING)
        number_heading(odt, &para);
    if (odt->joined.list.levels)
        odt->list = own;
    odt->joined = (struct odt_joined){0};
    tell_left_out(odt, odt->hidden, "office-hidden");
    tell_left_out(odt, odt->deleted, "office-deleted");
    office_end(&odt->office, &para);
}

static void walk_paragraph(struct odt *odt, const struct xml *element)
{
    const struct odt_style *style =
        odt_style_of(&odt->styles, "paragraph", xml_attribute(element, "style-name"));
    odt->office.ordinal += odt->office.holder == odt->office.reader->document->root;
    odt->spaced = true;
    office_begin(&odt->office);
    odt_walk_inlines(odt, element, style, NULL);
    if (odt->deleting) {
        bool listed = odt->list.level >= 0;
        if (!odt->joined.style)
            odt->joined = (struct odt_joined){style, listed ? odt->list : (struct odt_list){0}};
        return;
    }
    end_paragraph(odt, odt->joined.style ? odt->joined.style : style, element);
    walk_due(odt);
}

// ---- lists ----

static struct list_counts *counts_new(struct odt *odt)
{
    return arena_alloc(odt->parts, sizeof(struct list_counts));
}

static const struct list_levels *levels_of(struct odt *odt, const char *style)
{
    const struct list_levels *levels = style ? g_hash_table_lookup(odt->styles.lists, style) : NULL;
    if (levels)
        return levels;
    struct list_levels *plain = arena_alloc(odt->parts, sizeof *plain);
    *plain = levels_plain();
    for (int i = 0; i < LEVELS; i++)
        plain->level[i].numeral = NUMERAL_BULLET;
    return plain;
}

// The count of the list that this one says it goes on from, else a new one (19.777, 19.779).
static struct list_counts *counts_for(struct odt *odt, const struct xml *list, const char *style)
{
    const char *before = xml_attribute(list, "continue-list");
    const char *goes_on = xml_attribute(list, "continue-numbering");
    struct list_counts *counts = before ? g_hash_table_lookup(odt->lists_by_id, before) : NULL;
    if (!counts && goes_on && strcmp(goes_on, "true") == 0 && style)
        counts = g_hash_table_lookup(odt->lists_by_style, style);
    return counts ? counts : counts_new(odt);
}

static void enter_list(struct odt *odt, const struct xml *list)
{
    const char *style = xml_attribute(list, "style-name"), *id = xml_attribute(list, "id");
    if (odt->list.level >= LEVELS - 1)
        return;
    odt->list.level++;
    odt->list.labelled = false;
    if (odt->list.level > 0) {
        odt->list.levels = style ? levels_of(odt, style) : odt->list.levels;
        return;
    }
    odt->list.levels = levels_of(odt, style);
    odt->list.counts = counts_for(odt, list, style);
    if (id)
        g_hash_table_replace(odt->lists_by_id, arena_strdup(odt->parts, id), odt->list.counts);
    if (style)
        g_hash_table_replace(odt->lists_by_style, arena_strdup(odt->parts, style),
                             odt->list.counts);
}

static void begin_item(struct odt *odt, const struct xml *item)
{
    const char *start = xml_attribute(item, "start-value");
    int64_t number = start ? level_start_read(start) : NUMBER_NONE;
    odt->list.labelled = xml_is(item, "list-header");
    if (number == NUMBER_NONE)
        return;
    odt->list.counts->at[odt->list.level] = number - 1;
    odt->list.counts->begun[odt->list.level] = true;
}

static void walk_list(struct odt *odt, const struct xml *list)
{
    struct odt_list outer = odt->list;
    enter_list(odt, list);
    for (const struct xml *item = list->first; item; item = item->next) {
        if (!xml_is(item, "list-item") && !xml_is(item, "list-header"))
            continue;
        begin_item(odt, item);
        odt_walk_blocks(odt, item);
    }
    odt->list = outer;
    // A paragraph below a nested list has no label of its own.
    odt->list.labelled = outer.level >= 0;
}

// ---- tables ----

static bool is_row_part(const struct xml *element)
{
    return xml_is(element, "table-rows") || xml_is(element, "table-row-group") ||
           xml_is(element, "table-header-rows");
}

static bool is_cell(const struct xml *element)
{
    return xml_is(element, "table-cell") || xml_is(element, "covered-table-cell");
}

static bool holds_frame(const struct xml *cell)
{
    enum { PROSE_BYTES = 600 };
    GString *text = g_string_new(NULL);
    xml_append_text(cell, text);
    bool frame = text->len > PROSE_BYTES || xml_child(cell, "table") || xml_child(cell, "h");
    g_string_free(text, TRUE);
    return frame;
}

// How many cells its longest row has; 0 for a table that only puts things side by side.
static size_t columns_of(const struct xml *parent)
{
    size_t most = 1;
    for (const struct xml *row = parent->first; row; row = row->next) {
        size_t cells = is_row_part(row) ? columns_of(row) : 0;
        bool frame = is_row_part(row) && cells == 0;
        for (const struct xml *cell = xml_is(row, "table-row") ? row->first : NULL; cell && !frame;
             cell = cell->next) {
            cells += is_cell(cell);
            frame = is_cell(cell) && holds_frame(cell);
        }
        if (frame)
            return 0;
        most = MAX(most, cells);
    }
    return most;
}

static void walk_cell(struct odt *odt, const struct xml *cell, struct node *row, bool header)
{
    enum { REPEATED_MOST = 64 };
    const char *repeated = xml_attribute(cell, "number-columns-repeated");
    gint64 times = repeated ? CLAMP(g_ascii_strtoll(repeated, NULL, 10), 1, REPEATED_MOST) : 1;
    for (; times > 0; times--) {
        struct node *node = node_new(odt->office.arena, row, NODE_CELL);
        node->line = odt->office.ordinal;
        node->cell.header = header;
        if (xml_is(cell, "covered-table-cell"))
            continue;
        struct office outer = office_enter(&odt->office, node);
        odt_walk_blocks(odt, cell);
        office_leave(&odt->office, &outer);
    }
}

static void walk_rows(struct odt *odt, const struct xml *parent, struct node *table, bool header)
{
    for (const struct xml *row = parent->first; row; row = row->next) {
        if (is_row_part(row))
            walk_rows(odt, row, table, header || xml_is(row, "table-header-rows"));
        if (!xml_is(row, "table-row"))
            continue;
        struct node *own = node_new(odt->office.arena, table, NODE_ROW);
        own->line = ++odt->office.ordinal;
        for (const struct xml *cell = row->first; cell; cell = cell->next) {
            if (is_cell(cell))
                walk_cell(odt, cell, own, header);
        }
        office_end_row(&odt->office, own);
    }
}

static void walk_table(struct odt *odt, const struct xml *element)
{
    struct odt_list outer = odt->list;
    odt->list = (struct odt_list){.level = -1};
    if (odt->office.holder->kind == NODE_CELL || columns_of(element) < 2) {
        odt_walk_blocks(odt, element);
    } else {
        struct node *table = node_new(odt->office.arena, odt->office.holder, NODE_TABLE);
        table->line = odt->office.ordinal + 1;
        odt->office.list = NULL;
        walk_rows(odt, element, table, false);
        if (!table->first)
            node_detach(table);
    }
    odt->list = outer;
}

// ---- changes ----

// Deleted text stands in the region, or between marks in the text itself.
static void note_deletion(struct odt *odt, const struct xml *region, const struct xml *deletion)
{
    const char *id = xml_attribute(region, "id");
    const char *list = xml_child_attribute(deletion, "list", "style-name");
    bool joins = xml_child(deletion, "list") && xml_child(deletion, "p");
    if (id)
        g_hash_table_replace(odt->deletions, arena_strdup(odt->parts, id),
                             arena_strdup(odt->parts, joins && list ? list : ""));
    GString *text = g_string_new(NULL);
    for (const struct xml *child = deletion->first; child; child = child->next) {
        if (!xml_is(child, "change-info"))
            xml_append_text(child, text);
    }
    office_set_aside(&odt->office, "office-deleted", text->str);
    g_string_free(text, TRUE);
}

static void tell_changes(struct odt *odt, const struct xml *changes)
{
    for (const struct xml *region = changes->first; region; region = region->next) {
        const struct xml *deletion = xml_child(region, "deletion");
        odt->insertions += xml_child(region, "insertion") != NULL;
        odt->deletions_seen += deletion != NULL;
        if (deletion)
            note_deletion(odt, region, deletion);
    }
}

// ---- blocks ----

static bool is_holder(const struct xml *element)
{
    static const char *const names[] = {"section",         "index-body",         "table-of-content",
                                        "bibliography",    "alphabetical-index", "table-row",
                                        "table-rows",      "table-header-rows",  "table-cell",
                                        "table-row-group", "text-box",           NULL};
    for (const char *const *name = names; *name; name++) {
        if (xml_is(element, *name))
            return true;
    }
    return false;
}

static void walk_holder(struct odt *odt, const struct xml *element)
{
    const char *display = xml_attribute(element, "display");
    if (!display || strcmp(display, "none") != 0) {
        odt_walk_blocks(odt, element);
        return;
    }
    GString *text = g_string_new(NULL);
    xml_append_text(element, text);
    office_set_aside(&odt->office, "office-hidden", text->str);
    g_string_free(text, TRUE);
}

void odt_walk_block(struct odt *odt, const struct xml *block)
{
    if (odt->depth >= DEPTH_MOST)
        return;
    odt->depth++;
    if (xml_is(block, "p") || xml_is(block, "h"))
        walk_paragraph(odt, block);
    else if (xml_is(block, "list"))
        walk_list(odt, block);
    else if (xml_is(block, "table"))
        walk_table(odt, block);
    else if (xml_is(block, "tracked-changes"))
        tell_changes(odt, block);
    else if (xml_is(block, "frame") || xml_is(block, "custom-shape") || xml_is(block, "g")) {
        odt_walk_shape(odt, block);
        walk_due(odt);
    } else if (is_holder(block))
        walk_holder(odt, block);
    odt->depth--;
}

void odt_walk_blocks(struct odt *odt, const struct xml *parent)
{
    for (const struct xml *block = parent->first; block; block = block->next)
        odt_walk_block(odt, block);
}

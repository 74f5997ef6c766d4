// SPDX-License-Identifier: MIT
// The blocks of a WordprocessingML part: ISO 29500-1, 17.3 (paragraphs), 17.4 (tables), 17.5.2
// (content controls), 17.13.5 (tracked changes, which are read as accepted).
#include "read/office/docx_file.h"

#include "read/fold.h"

#include <string.h>

enum { DEPTH_MOST = 200 };

static void set_aside(struct docx *docx, GString *text, const char *code)
{
    if (text->len)
        office_set_aside(&docx->office, code, text->str);
    g_string_truncate(text, 0);
}

// ---- paragraphs ----

static void read_kind(const struct docx_style *style, const struct xml *properties,
                      struct para *para)
{
    const char *direct = xml_child_attribute(properties, "outlineLvl", "val");
    int outline = direct ? (int)CLAMP(g_ascii_strtoll(direct, NULL, 10), 0, 9) : style->outline;
    para->kind = style->role.kind;
    para->level = style->role.level;
    bool plain = para->kind == NODE_PARAGRAPH || para->kind == NODE_HEADING;
    if (plain && outline >= 0 && outline < 9) {
        para->kind = NODE_HEADING;
        para->level = MIN(outline + 1, 6);
    } else if (plain && direct) {
        para->kind = NODE_PARAGRAPH;
    }
}

// What of the list it is in a paragraph says; num is NULL where it is in none.
struct docx_item {
    const char *num;
    int level;
    const char *style;
};

static struct docx_item read_item(const struct docx_style *style, const struct xml *properties)
{
    const struct xml *numbered = xml_child(properties, "numPr");
    const char *num = xml_child_attribute(numbered, "numId", "val");
    const char *level = xml_child_attribute(numbered, "ilvl", "val");
    int index = level ? (int)CLAMP(g_ascii_strtoll(level, NULL, 10), 0, LEVELS - 1) : -1;
    if (index < 0)
        index = num ? 0 : style->num_level;
    num = num ? num : style->num;
    bool listed = num && strcmp(num, "0") != 0;
    return (struct docx_item){listed ? num : NULL, index, style->id};
}

// The paragraph in doubt is an item where this one goes on with its list.
static void settle_gap(struct docx *docx, const struct docx_item *item)
{
    struct docx_gap *gap = &docx->gap;
    bool goes_on = gap->node && item->num && strcmp(item->num, gap->num) == 0 &&
                   docx->office.holder->last == gap->node;
    if (goes_on) {
        docx_numbering_step(&docx->numbering, gap->num, gap->level, gap->style, &gap->para);
        node_detach(gap->node);
        docx->office.paragraph = gap->node;
        docx->office.list = gap->para.list;
        office_end(&docx->office, &gap->para);
    }
    if (gap->node)
        *gap = (struct docx_gap){0};
}

static void open_gap(struct docx *docx, const struct docx_item *item)
{
    docx->gap = (struct docx_gap){.num = arena_strdup(docx->parts, item->num),
                                  .level = item->level,
                                  .style = arena_strdup(docx->parts, item->style)};
}

static struct para read_para(struct docx *docx, const struct docx_style *style,
                             const struct xml *properties, const struct docx_item *item)
{
    struct para para = {.number = NUMBER_NONE};
    int bidi = docx_toggle(properties, "bidi");
    bidi = bidi < 0 ? style->bidi : bidi;
    para.direction = bidi > 0 ? DIRECTION_RTL : DIRECTION_LTR;
    read_kind(style, properties, &para);
    if (item->num)
        docx_numbering_step(&docx->numbering, item->num, item->level, item->style, &para);
    return para;
}

// The paragraph's end was deleted: what follows goes on in it.
static bool end_is_deleted(const struct xml *properties)
{
    const struct xml *mark = xml_child(properties, "rPr");
    return xml_child(mark, "del") || xml_child(mark, "moveFrom");
}

static void walk_note(struct docx *docx, const struct docx_note *note)
{
    const struct relations *around = docx->relations;
    struct office outer = office_enter(&docx->office, note->node);
    docx->relations = note->relations ? note->relations : around;
    docx_walk_blocks(docx, note->body);
    docx_end_paragraph(docx);
    docx->relations = around;
    office_leave(&docx->office, &outer);
}

// Notes and boxes belong to a paragraph, and are read when it has ended.
static void walk_due(struct docx *docx)
{
    GArray *notes = docx->notes;
    GPtrArray *boxes = docx->boxes;
    docx->notes = g_array_new(FALSE, FALSE, sizeof(struct docx_note));
    docx->boxes = g_ptr_array_new();
    for (guint i = 0; i < notes->len; i++)
        walk_note(docx, &g_array_index(notes, struct docx_note, i));
    for (guint i = 0; i < boxes->len; i++) {
        docx_walk_blocks(docx, g_ptr_array_index(boxes, i));
        docx_end_paragraph(docx);
    }
    g_array_unref(docx->notes);
    g_ptr_array_unref(docx->boxes);
    docx->notes = g_array_set_size(notes, 0);
    g_ptr_array_set_size(boxes, 0);
    docx->boxes = boxes;
}

static void end_para(struct docx *docx, const struct para *para)
{
    set_aside(docx, docx->hidden, "office-hidden");
    set_aside(docx, docx->deleted, "office-deleted");
    office_end(&docx->office, para);
    if (docx->notes->len || docx->boxes->len)
        walk_due(docx);
}

void docx_end_paragraph(struct docx *docx)
{
    static const struct para plain = {.kind = NODE_PARAGRAPH, .number = NUMBER_NONE};
    if (docx->office.paragraph)
        end_para(docx, &plain);
}

static void add_furniture(struct docx *docx, const struct xml *section)
{
    for (const struct xml *child = section ? section->first : NULL; child; child = child->next) {
        const char *id = xml_attribute(child, "id");
        bool reference = xml_is(child, "headerReference") || xml_is(child, "footerReference");
        const char *entry =
            reference && id ? g_hash_table_lookup(docx->relations->targets, id) : NULL;
        if (entry && !g_ptr_array_find_with_equal_func(docx->furniture, entry, g_str_equal, NULL))
            g_ptr_array_add(docx->furniture, g_strdup(entry));
    }
}

static void end_numbered(struct docx *docx, const struct docx_style *style,
                         const struct xml *properties, const struct docx_item *item)
{
    struct para para = read_para(docx, style, properties, item);
    const struct node *before = docx->office.holder->last;
    end_para(docx, &para);
    struct node *ended = docx->office.holder->last;
    if (docx->gap.num && !item->num && ended != before && ended->kind == NODE_PARAGRAPH) {
        docx->gap.node = ended;
        docx->gap.para = para;
    } else {
        docx->gap = (struct docx_gap){0};
    }
}

static void walk_paragraph(struct docx *docx, const struct xml *paragraph)
{
    const struct xml *properties = xml_child(paragraph, "pPr");
    const struct docx_style *style =
        docx_style_of(&docx->styles, xml_child_attribute(properties, "pStyle", "val"));
    struct docx_item item = read_item(style, properties);
    settle_gap(docx, &item);
    docx->office.ordinal += docx->office.holder == docx->office.reader->document->root;
    office_begin(&docx->office);
    docx_walk_inlines(docx, paragraph, &style->run, NULL);
    add_furniture(docx, xml_child(properties, "sectPr"));
    if (end_is_deleted(properties)) {
        docx->deletions++;
        if (item.num)
            open_gap(docx, &item);
        return;
    }
    end_numbered(docx, style, properties, &item);
}

// ---- tables ----

static bool is_part(const struct xml *element)
{
    return xml_is(element, "sdt") || xml_is(element, "sdtContent") ||
           xml_is(element, "customXml") || xml_is(element, "smartTag");
}

// The next element called `name` from `at` on, among its siblings and what merely holds them.
static const struct xml *next_named(const struct xml *at, const struct xml *top, const char *name)
{
    while (at) {
        if (xml_is(at, name))
            return at;
        if (is_part(at) && at->first) {
            at = at->first;
            continue;
        }
        while (at && !at->next)
            at = at->parent == top ? NULL : at->parent;
        at = at ? at->next : NULL;
    }
    return NULL;
}

static const struct xml *first_named(const struct xml *top, const char *name)
{
    return next_named(top->first, top, name);
}

static const struct xml *after_named(const struct xml *at, const struct xml *top, const char *name)
{
    while (at && !at->next)
        at = at->parent == top ? NULL : at->parent;
    return at ? next_named(at->next, top, name) : NULL;
}

static size_t prose_bytes(const struct xml *cell)
{
    GString *text = g_string_new(NULL);
    docx_append_words(cell, text);
    size_t n = text->len;
    g_string_free(text, TRUE);
    return n;
}

static bool is_framed(struct docx *docx, const struct xml *cell)
{
    enum { PROSE_BYTES = 600 };
    for (const struct xml *child = cell->first; child; child = child->next) {
        const struct docx_style *style = docx_style_of(
            &docx->styles, xml_child_attribute(xml_child(child, "pPr"), "pStyle", "val"));
        bool heading = xml_is(child, "p") && style->role.kind != NODE_PARAGRAPH;
        if (xml_is(child, "tbl") || heading)
            return true;
    }
    return prose_bytes(cell) > PROSE_BYTES;
}

// A table that only puts things side by side: it has one column, or holds tables, headings, prose.
static bool is_frame(struct docx *docx, const struct xml *table)
{
    size_t columns = 0;
    for (const struct xml *row = first_named(table, "tr"); row;
         row = after_named(row, table, "tr")) {
        size_t cells = 0;
        for (const struct xml *cell = first_named(row, "tc"); cell;
             cell = after_named(cell, row, "tc"), cells++) {
            if (is_framed(docx, cell))
                return true;
        }
        columns = MAX(columns, cells);
    }
    return columns < 2;
}

static void walk_cell(struct docx *docx, const struct xml *cell, struct node *row, bool header)
{
    const struct xml *properties = xml_child(cell, "tcPr");
    const char *span = xml_child_attribute(properties, "gridSpan", "val");
    struct node *node = node_new(docx->office.arena, row, NODE_CELL);
    node->line = docx->office.ordinal;
    node->cell.header = header;
    const struct xml *merged = xml_child(properties, "vMerge");
    bool goes_on = merged && g_strcmp0(xml_attribute(merged, "val"), "restart") != 0;
    if (!goes_on) {
        struct office outer = office_enter(&docx->office, node);
        docx_walk_blocks(docx, cell);
        docx_end_paragraph(docx);
        office_leave(&docx->office, &outer);
    }
    enum { SPAN_MOST = 64 };
    gint64 columns = span ? CLAMP(g_ascii_strtoll(span, NULL, 10), 1, SPAN_MOST) : 1;
    for (; columns > 1; columns--)
        node_new(docx->office.arena, row, NODE_CELL)->cell.header = header;
}

static bool is_deleted_row(const struct xml *row)
{
    return xml_child(xml_child(row, "trPr"), "del") != NULL;
}

static void walk_rows(struct docx *docx, const struct xml *table, struct node *node)
{
    for (const struct xml *row = first_named(table, "tr"); row;
         row = after_named(row, table, "tr")) {
        if (is_deleted_row(row)) {
            docx->deletions++;
            docx_append_words(row, docx->deleted);
            set_aside(docx, docx->deleted, "office-deleted");
            continue;
        }
        struct node *own = node_new(docx->office.arena, node, NODE_ROW);
        own->line = ++docx->office.ordinal;
        bool header = docx_toggle(xml_child(row, "trPr"), "tblHeader") > 0;
        for (const struct xml *cell = first_named(row, "tc"); cell;
             cell = after_named(cell, row, "tc"))
            walk_cell(docx, cell, own, header);
        office_end_row(&docx->office, own);
    }
}

static void walk_frame(struct docx *docx, const struct xml *table)
{
    for (const struct xml *row = first_named(table, "tr"); row;
         row = after_named(row, table, "tr")) {
        for (const struct xml *cell = first_named(row, "tc"); cell;
             cell = after_named(cell, row, "tc"))
            docx_walk_blocks(docx, cell);
    }
}

static void walk_table(struct docx *docx, const struct xml *table)
{
    docx_end_paragraph(docx);
    if (docx->office.holder->kind == NODE_CELL || is_frame(docx, table)) {
        walk_frame(docx, table);
        return;
    }
    struct node *node = node_new(docx->office.arena, docx->office.holder, NODE_TABLE);
    node->line = docx->office.ordinal + 1;
    docx->office.list = NULL;
    walk_rows(docx, table, node);
    if (!node->first)
        node_detach(node);
}

// ---- blocks ----

static void walk_control(struct docx *docx, const struct xml *control)
{
    const struct xml *content = xml_child(control, "sdtContent");
    if (docx_toggle(xml_child(control, "sdtPr"), "showingPlcHdr") > 0 && content) {
        docx_append_words(content, docx->hidden);
        set_aside(docx, docx->hidden, "office-hidden");
    } else if (content) {
        docx_walk_blocks(docx, content);
    }
}

void docx_walk_block(struct docx *docx, const struct xml *block)
{
    if (docx->depth >= DEPTH_MOST)
        return;
    docx->depth++;
    if (xml_is(block, "p"))
        walk_paragraph(docx, block);
    else if (xml_is(block, "tbl"))
        walk_table(docx, block);
    else if (xml_is(block, "sdt"))
        walk_control(docx, block);
    else if (xml_is(block, "customXml") || xml_is(block, "ins") || xml_is(block, "moveTo"))
        docx_walk_blocks(docx, block);
    else if (xml_is(block, "sectPr"))
        add_furniture(docx, block);
    else if (xml_is(block, "altChunk"))
        docx->embedded++;
    docx->depth--;
}

void docx_walk_blocks(struct docx *docx, const struct xml *parent)
{
    for (const struct xml *block = parent->first; block; block = block->next)
        docx_walk_block(docx, block);
}

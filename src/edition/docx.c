// SPDX-License-Identifier: MIT
// WordprocessingML (ECMA-376, part 1): the document's own part. What is around it is
// docx_parts.c's.
#include "edition/docx_parts.h"

#include "base/html_text.h"
#include "base/link.h"
#include "edition/list_direction.h"

#include <inttypes.h>
#include <string.h>

static void put(struct docx_edition *docx, const char *text)
{
    g_string_append(docx->out, text);
}

static bool runs_rtl(const struct node *node, bool around)
{
    enum direction direction = node->direction;
    if (direction == DIRECTION_INHERIT && node->lang)
        direction = direction_of_language(node->lang);
    if (direction == DIRECTION_AUTO) {
        GString *text = g_string_new(NULL);
        node_append_text(node, text);
        direction = direction_of_text(text->str, text->len);
        g_string_free(text, TRUE);
    }
    return direction == DIRECTION_INHERIT ? around : direction == DIRECTION_RTL;
}

// ---- Inlines ------------------------------------------------------------------------------

static bool put_inlines(struct docx_edition *docx, const struct node *node,
                        const struct word_look *look, GError **error);

static struct word_look look_within(const struct docx_edition *docx, const struct node *node,
                                    const struct word_look *look)
{
    struct word_look own = *look;
    bool emphasis = docx->options->receiver->emphasis;
    own.bold |= node->kind == NODE_STRONG && emphasis;
    own.slanted |= node->kind == NODE_EMPHASIS && emphasis;
    if (node->kind == NODE_CODE)
        own.style = "Code";
    if (node->lang) {
        own.lang = node->lang;
        own.marked = true;
    }
    return own;
}

static bool put_link(struct docx_edition *docx, const struct node *node,
                     const struct word_look *look, GError **error)
{
    if (!node->href || !link_is_address(node->href))
        return put_inlines(docx, node, look, error);
    struct word_look own = *look;
    own.style = "Hyperlink";
    unsigned id = docx_relate(docx, "hyperlink", node->href, true);
    g_string_append_printf(docx->out, "<w:hyperlink r:id=\"rId%u\">", id);
    bool ok = put_inlines(docx, node, &own, error);
    put(docx, "</w:hyperlink>");
    return ok;
}

// A note's mark; within a note Word has none, and the note comes last of all.
static void put_call(struct docx_edition *docx, const struct node *call)
{
    const struct node *note = g_hash_table_lookup(docx->numbers, call->name ? call->name : "");
    guint at = 0;
    if (!note || docx->in_note)
        return;
    if (g_ptr_array_find(docx->notes, note, &at)) {
        g_string_append_printf(docx->out,
                               "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
                               "<w:t>%u</w:t></w:r>",
                               at + 1);
        return;
    }
    g_ptr_array_add(docx->notes, (gpointer)note);
    g_string_append_printf(docx->out,
                           "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
                           "<w:footnoteReference w:id=\"%u\"/></w:r>",
                           docx->notes->len);
}

static bool put_inline(struct docx_edition *docx, const struct node *node,
                       const struct word_look *look, GError **error)
{
    struct word_look own;
    switch (node->kind) {
    case NODE_TEXT:
        word_runs(docx->out, node->text, look);
        return true;
    case NODE_BREAK:
        put(docx, "<w:r><w:br/></w:r>");
        return true;
    case NODE_LINK:
        return put_link(docx, node, look, error);
    case NODE_IMAGE:
        return !docx->pictured || docx_picture(docx, node, error);
    case NODE_FOOTNOTE_REF:
        put_call(docx, node);
        return true;
    default:
        own = look_within(docx, node, look);
        return put_inlines(docx, node, &own, error);
    }
}

static bool put_inlines(struct docx_edition *docx, const struct node *node,
                        const struct word_look *look, GError **error)
{
    bool ok = true;
    for (const struct node *child = node->first; ok && child && node_is_inline(child);
         child = child->next)
        ok = put_inline(docx, child, look, error);
    return ok;
}

// ---- Paragraphs ---------------------------------------------------------------------------

static void open_paragraph(struct docx_edition *docx, const char *style, unsigned numbering,
                           bool rtl)
{
    g_string_append_printf(docx->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
    if (numbering)
        g_string_append_printf(docx->out,
                               "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%u\"/></w:numPr>",
                               numbering);
    put(docx, rtl ? "<w:bidi/></w:pPr>" : "<w:bidi w:val=\"0\"/></w:pPr>");
}

static void open_mark(struct docx_edition *docx, char kind, size_t number)
{
    g_string_append_printf(docx->out, "<w:bookmarkStart w:id=\"%u\" w:name=\"%c%zu\"/>",
                           ++docx->marks, kind, number);
}

static void close_mark(struct docx_edition *docx)
{
    g_string_append_printf(docx->out, "<w:bookmarkEnd w:id=\"%u\"/>", docx->marks);
}

static struct word_look look_of(const struct node *node, const struct docx_edition *docx, bool rtl)
{
    const char *lang = node_lang(node);
    return (struct word_look){
        .lang = lang ? lang : docx->document->root->lang, .rtl = rtl, .marked = node->lang != NULL};
}

static void close_paragraph(struct docx_edition *docx)
{
    close_mark(docx);
    put(docx, "</w:p>\n");
}

// In a note the first paragraph bears its mark.
static void put_note_mark(struct docx_edition *docx)
{
    if (docx->in_note && !docx->note_begun)
        put(docx, "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/>"
                  "</w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
    docx->note_begun = true;
}

static bool put_text_block(struct docx_edition *docx, const struct node *node, const char *style,
                           GError **error)
{
    bool rtl = runs_rtl(node, docx->rtl);
    struct word_look look = look_of(node, docx, rtl);
    bool numbered = node->kind == NODE_PARAGRAPH && node->parent == docx->document->root &&
                    docx->options->receiver->numbered;
    const char *own = docx->in_note ? "FootnoteText" : docx->quoted ? "Quote" : style;
    open_paragraph(docx, own, numbered ? docx_paragraph_numbering(docx) : 0, rtl);
    open_mark(docx, 'p', ++docx->blocks);
    put_note_mark(docx);
    bool ok = put_inlines(docx, node, &look, error);
    close_paragraph(docx);
    return ok;
}

// The program's own words, unless the letter heads its list itself.
static void put_list_heading(struct docx_edition *docx, const struct node *list)
{
    if (list != document_signatories(docx->document) ||
        (list->previous && list->previous->kind == NODE_HEADING))
        return;
    struct word_look look = {.lang = docx->document->root->lang, .rtl = docx->rtl};
    open_paragraph(docx, "ListHeading", 0, docx->rtl);
    word_runs(docx->out, docx->options->heading, &look);
    put(docx, "</w:p>\n");
}

// ---- Lists --------------------------------------------------------------------------------

static bool put_blocks(struct docx_edition *docx, const struct node *node, GError **error);

static bool put_entry(struct docx_edition *docx, const struct node *entry, GError **error)
{
    struct node name = *entry;
    if (name.direction == DIRECTION_INHERIT)
        name.direction = DIRECTION_AUTO; // each name is apart from what is around it
    struct word_look look = look_of(entry, docx, runs_rtl(&name, docx->rtl));
    unsigned numbering = docx_numbering(docx, entry);
    const char *label = entry->entry.label;
    open_paragraph(docx, "ListNumber", numbering, docx->rtl);
    open_mark(docx, 'e', ++docx->entries);
    if (!numbering && label && *label) {
        word_runs(docx->out, label, &look);
        put(docx, "<w:r><w:tab/></w:r>");
    }
    bool ok = put_inlines(docx, entry, &look, error);
    close_paragraph(docx);
    return ok && put_blocks(docx, entry, error);
}

static bool put_entries(struct docx_edition *docx, const struct node *list, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry;
    while (!fault && (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        if (put_entry(docx, entry, &fault))
            docx_flush(docx, &fault);
        arena_reset(scratch);
    }
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool put_list(struct docx_edition *docx, const struct node *list, GError **error)
{
    bool around = docx->rtl;
    enum direction direction = DIRECTION_INHERIT;
    put_list_heading(docx, list);
    bool ok = list_direction(list, &direction, error);
    if (direction != DIRECTION_INHERIT)
        docx->rtl = direction == DIRECTION_RTL;
    docx_end_run(docx);
    ok = ok && put_entries(docx, list, error);
    docx_end_run(docx);
    docx->rtl = around;
    return ok;
}

// ---- Tables -------------------------------------------------------------------------------

static size_t count_cells(const struct node *row)
{
    size_t n = 0;
    for (const struct node *cell = row->first; cell; cell = cell->next)
        n += cell->kind == NODE_CELL;
    return n;
}

static bool put_cell(struct docx_edition *docx, const struct node *cell, GError **error)
{
    static const char *const aligns[] = {
        [DIRECTION_LTR] = "left", [DIRECTION_RTL] = "right", [DIRECTION_AUTO] = "center"};
    bool rtl = runs_rtl(cell, docx->rtl), held = docx->rtl;
    struct word_look look = look_of(cell, docx, rtl);
    put(docx, "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr><w:p><w:pPr>");
    g_string_append_printf(docx->out, "<w:pStyle w:val=\"%s\"/><w:bidi w:val=\"%d\"/>",
                           cell->cell.header ? "TableHeading" : "TableText", rtl);
    // In a right-to-left paragraph Word's left is the start (ECMA-376, 17.3.1.13).
    enum direction align = cell->cell.align;
    if (align != DIRECTION_INHERIT && align != DIRECTION_AUTO && rtl)
        align = align == DIRECTION_LTR ? DIRECTION_RTL : DIRECTION_LTR;
    if (align != DIRECTION_INHERIT)
        g_string_append_printf(docx->out, "<w:jc w:val=\"%s\"/>", aligns[align]);
    put(docx, "</w:pPr>");
    open_mark(docx, 't', ++docx->cells);
    bool ok = put_inlines(docx, cell, &look, error);
    close_paragraph(docx);
    docx->rtl = rtl;
    ok = ok && put_blocks(docx, cell, error);
    docx->rtl = held;
    // A cell that ends in a table is no valid one.
    if (cell->last && cell->last->kind == NODE_TABLE)
        put(docx, "<w:p/>");
    put(docx, "</w:tc>");
    return ok;
}

static bool put_row(struct docx_edition *docx, const struct node *row, GError **error)
{
    bool ok = true;
    put(docx, "<w:tr>");
    if (row->first && row->first->kind == NODE_CELL && row->first->cell.header)
        put(docx, "<w:trPr><w:tblHeader/></w:trPr>");
    for (const struct node *cell = row->first; ok && cell; cell = cell->next) {
        if (cell->kind == NODE_CELL)
            ok = put_cell(docx, cell, error);
    }
    put(docx, "</w:tr>\n");
    return ok;
}

static bool put_table(struct docx_edition *docx, const struct node *table, GError **error)
{
    bool ok = true;
    size_t columns = 0;
    for (const struct node *row = table->first; row; row = row->next)
        columns = MAX(columns, count_cells(row));
    if (columns == 0)
        return put_blocks(docx, table, error);
    for (const struct node *other = table->first; ok && other; other = other->next) {
        if (other->kind == NODE_CAPTION)
            ok = put_text_block(docx, other, "Caption", error);
    }
    put(docx, "<w:tbl><w:tblPr><w:tblStyle w:val=\"LetterTable\"/>");
    put(docx, runs_rtl(table, docx->rtl) ? "<w:bidiVisual/>" : "");
    put(docx, "<w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>");
    for (size_t i = 0; i < columns; i++)
        put(docx, "<w:gridCol/>");
    put(docx, "</w:tblGrid>\n");
    for (const struct node *row = table->first; ok && row; row = row->next) {
        if (row->kind == NODE_ROW)
            ok = put_row(docx, row, error);
    }
    put(docx, "</w:tbl>\n");
    return ok;
}

// ---- Blocks -------------------------------------------------------------------------------

static const char *const styles[] = {
    [NODE_TITLE] = "Title",
    [NODE_ADDRESSEE] = "Addressee",
    [NODE_SALUTATION] = "Salutation",
    [NODE_PARAGRAPH] = "BodyText",
    [NODE_CLOSING] = "Closing",
    [NODE_SENDER] = "Sender",
    [NODE_DATE] = "Date",
    [NODE_REFERENCE] = "Reference",
    [NODE_SIGNATURE] = "Signature",
    [NODE_NOTE] = "ListNote",
    [NODE_CAPTION] = "Caption",
    [NODE_SUBJECT] = "BodyText",
    [NODE_ENCLOSURES] = "BodyText",
    [NODE_COPY] = "BodyText",
};

static bool put_heading(struct docx_edition *docx, const struct node *node, GError **error)
{
    static const char *const headings[] = {"Heading1", "Heading2", "Heading3", "Heading4",
                                           "Heading5"};
    return put_text_block(docx, node, headings[CLAMP(node->level, 2, 6) - 2], error);
}

// What holds a picture: its own paragraph, and what is beside it.
static bool put_pictured(struct docx_edition *docx, const struct node *node, GError **error)
{
    bool rtl = runs_rtl(node, docx->rtl), ok = true;
    struct word_look look = look_of(node, docx, rtl);
    docx->pictured = true;
    if (node->first && node_is_inline(node->first)) {
        open_paragraph(docx, "Figure", 0, rtl);
        open_mark(docx, 'p', ++docx->blocks);
        ok = put_inlines(docx, node, &look, error);
        close_paragraph(docx);
    }
    ok = ok && put_blocks(docx, node, error);
    docx->pictured = false;
    return ok;
}

static bool put_quote(struct docx_edition *docx, const struct node *node, GError **error)
{
    docx->quoted++;
    bool ok = put_blocks(docx, node, error);
    docx->quoted--;
    return ok;
}

static bool put_block(struct docx_edition *docx, const struct node *node, GError **error)
{
    switch (node->kind) {
    case NODE_HEADING:
        return put_heading(docx, node, error);
    case NODE_LIST:
        return put_list(docx, node, error);
    case NODE_QUOTE:
        return put_quote(docx, node, error);
    case NODE_TABLE:
        return put_table(docx, node, error);
    case NODE_FIGURE:
    case NODE_LETTERHEAD:
        return put_pictured(docx, node, error);
    case NODE_RULE:
        open_paragraph(docx, "Rule", 0, docx->rtl);
        put(docx, "</w:p>\n");
        return true;
    case NODE_FOOTNOTE: // where they are called, or last
        return true;
    default:
        return put_text_block(docx, node, styles[node->kind], error);
    }
}

static bool put_blocks(struct docx_edition *docx, const struct node *node, GError **error)
{
    bool ok = true;
    for (const struct node *child = node->first; ok && child; child = child->next) {
        if (!node_is_inline(child))
            ok = put_block(docx, child, error);
    }
    return ok;
}

// ---- Notes --------------------------------------------------------------------------------

static void find_notes(struct docx_edition *docx, const struct node *node)
{
    if (node->kind == NODE_FOOTNOTE && node->name)
        g_hash_table_insert(docx->numbers, (gpointer)node->name, (gpointer)node);
    for (const struct node *child = node->first; child; child = child->next)
        find_notes(docx, child);
}

static bool put_note(struct docx_edition *docx, const struct node *note, GError **error)
{
    docx->in_note = true;
    docx->note_begun = false;
    bool ok = true;
    if (note->first && node_is_inline(note->first))
        ok = put_text_block(docx, note, "FootnoteText", error);
    ok = ok && put_blocks(docx, note, error);
    if (!docx->note_begun)
        put(docx, "<w:p/>");
    docx->in_note = false;
    return ok;
}

// A note that nothing calls stands at the end, as paragraphs.
static bool put_uncalled(struct docx_edition *docx, const struct node *node, GError **error)
{
    bool ok = true;
    if (node->kind == NODE_FOOTNOTE && !g_ptr_array_find(docx->notes, node, NULL)) {
        docx->in_note = docx->note_begun = true; // in the style of notes, without a mark
        ok = put_blocks(docx, node, error);
        docx->in_note = false;
        return ok;
    }
    for (const struct node *child = node->first; ok && child; child = child->next)
        ok = put_uncalled(docx, child, error);
    return ok;
}

static bool put_notes(struct docx_edition *docx, GError **error)
{
    bool ok = true;
    GString *held = docx->out;
    docx->out = docx_notes_start();
    for (guint i = 0; ok && i < docx->notes->len; i++) {
        g_string_append_printf(docx->out, "<w:footnote w:id=\"%u\">", i + 1);
        ok = put_note(docx, docx->notes->pdata[i], error);
        put(docx, "</w:footnote>\n");
    }
    docx_notes_end(docx);
    docx->out = held;
    return ok;
}

static bool put_document(struct docx_edition *docx, GError **error)
{
    find_notes(docx, docx->document->root);
    docx_open_body(docx);
    bool ok = put_blocks(docx, docx->document->root, error) &&
              put_uncalled(docx, docx->document->root, error);
    docx_close_body(docx);
    return ok && docx_flush(docx, error) && put_notes(docx, error);
}

bool docx_write(const struct document *document, const struct docx_options *options,
                struct package *ret, GError **error)
{
    struct docx_edition docx;
    bool ok = docx_start(&docx, document, options, ret, error) && put_document(&docx, error);
    if (ok)
        docx_finish(&docx);
    docx_clear(&docx);
    return ok;
}

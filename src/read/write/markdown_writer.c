// SPDX-License-Identifier: MIT
// Blocks of the document, one after the other. Head, closing and signature go to the front
// matter in their order; <!-- signatories --> precedes each list of signatories, so that no
// reader has to guess. A list whose labels CommonMark has no form for ("١.", "•", none) is lines
// that end in a backslash.
#include "read/write/markdown_writer.h"

#include "read/write/markdown_escape.h"

#include <string.h>

enum { DEPTH_MOST = 64 };

struct writer {
    const struct document *document;
    GString *out;
    GString *prefix; // what each line of a nested block begins with
    int depth;
};

static void write_blocks(struct writer *writer, const struct node *first);

// ---- lines ----

static void start_block(struct writer *writer)
{
    if (writer->out->len == 0 || g_str_has_suffix(writer->out->str, "\n\n"))
        return;
    // An empty line of a quotation keeps its mark, of an entry nothing.
    char *bare = g_strchomp(g_strdup(writer->prefix->str));
    g_string_append(writer->out, bare);
    g_string_append_c(writer->out, '\n');
    g_free(bare);
}

static void write_lines(struct writer *writer, const char *first_prefix, const char *text)
{
    const char *prefix = first_prefix;
    for (const char *p = text; *p || p == text;) {
        size_t n = strcspn(p, "\n");
        g_string_append(writer->out, prefix);
        g_string_append_len(writer->out, p, (gssize)n);
        g_string_append_c(writer->out, '\n');
        prefix = writer->prefix->str;
        if (!p[n])
            return;
        p += n + 1;
    }
}

static void write_inlines_block(struct writer *writer, const char *lead, const struct node *block)
{
    GString *text = g_string_new(lead);
    markdown_append_inlines(block, text);
    if (text->len > strlen(lead)) {
        start_block(writer);
        write_lines(writer, writer->prefix->str, text->str);
    }
    g_string_free(text, TRUE);
}

// ---- lists ----

static bool is_bullet(const char *label)
{
    return strcmp(label, "•") == 0 || (*label && strchr("-*+", *label) && !label[1]);
}

// Numbers that do not rise are no list to CommonMark, which would count on.
static bool rises(const struct node *entry)
{
    const struct node *before = entry->previous;
    return !before || entry->entry.number == NUMBER_NONE ||
           entry->entry.number > before->entry.number;
}

// CommonMark's own forms: 1. or 1) throughout with at most nine digits, or one bullet.
static char list_style(const struct node *list)
{
    char style = 0;
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        const char *label = entry->entry.label ? entry->entry.label : "";
        size_t digits = strspn(label, "0123456789");
        char mark = label[digits];
        bool number =
            digits >= 1 && digits <= 9 && (mark == '.' || mark == ')') && label[digits + 1] == '\0';
        bool bullet = is_bullet(label);
        mark = bullet ? '-' : mark;
        if ((!number && !bullet) || (style && style != mark) || !rises(entry))
            return 0;
        style = mark;
    }
    return style;
}

static bool has_blocks(const struct node *entry)
{
    const struct node *last = entry->last;
    return last && !node_is_inline(last);
}

static bool any_blocks(const struct node *list)
{
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        if (has_blocks(entry))
            return true;
    }
    return false;
}

static void indent(struct writer *writer, size_t columns)
{
    for (size_t i = 0; i < columns; i++)
        g_string_append_c(writer->prefix, ' ');
}

static const struct node *first_block(const struct node *node)
{
    const struct node *child = node->first;
    while (child && node_is_inline(child))
        child = child->next;
    return child;
}

static void write_item(struct writer *writer, const struct node *entry, const char *label)
{
    GString *text = g_string_new(NULL);
    markdown_append_inlines(entry, text);
    char *lead = g_strdup_printf("%s%s%s", writer->prefix->str, label, text->len ? " " : "");
    gsize outer = writer->prefix->len;
    indent(writer, strlen(label) + 1);
    if (!text->len && first_block(entry)) {
        // A block right behind the label would need its own rules; an empty comment does.
        g_string_append(text, " <!-- -->");
    }
    write_lines(writer, lead, text->str);
    write_blocks(writer, first_block(entry));
    g_string_truncate(writer->prefix, outer);
    g_string_free(text, TRUE);
    g_free(lead);
}

static void write_markdown_list(struct writer *writer, const struct node *list)
{
    bool loose = any_blocks(list);
    start_block(writer);
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        if (loose && entry->previous)
            start_block(writer);
        write_item(writer, entry, is_bullet(entry->entry.label) ? "-" : entry->entry.label);
    }
}

// "label name\" on each line, affiliations beside their names.
static void append_line_entry(const struct node *entry, GString *line)
{
    const char *label = entry->entry.label ? entry->entry.label : "";
    GString *text = g_string_new(NULL);
    markdown_append_text(label, text);
    if (*label)
        g_string_append_c(text, ' ');
    gsize start = text->len;
    markdown_append_cell(entry, text);
    if (text->len == start)
        g_string_append(text, "<!-- -->");
    markdown_escape_line_starts(text);
    g_string_append(line, text->str);
    g_string_free(text, TRUE);
}

// Blocks inside an entry end its lines; those after them begin another paragraph.
static void write_line_list(struct writer *writer, const struct node *list)
{
    start_block(writer);
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        GString *line = g_string_new(NULL);
        append_line_entry(entry, line);
        const struct node *inside = first_block(entry);
        if (entry->next && !inside)
            g_string_append_c(line, '\\');
        write_lines(writer, writer->prefix->str, line->str);
        g_string_free(line, TRUE);
        write_blocks(writer, inside);
        if (entry->next && inside)
            start_block(writer);
    }
}

// Streamed entries: numbered or plain, as their labels are; the first one's decides.
static bool write_stream(struct writer *writer, const struct node *list, GError **error)
{
    GError *fault = NULL;
    struct arena *scratch = arena_new();
    struct node_cursor cursor = node_cursor_start(list, &fault);
    const struct node *entry;
    bool first = true;
    GString *line = g_string_new(NULL);
    start_block(writer);
    while (!fault && (entry = node_cursor_next(&cursor, scratch, &fault)) != NULL) {
        if (!first)
            g_string_append(writer->out, "\\\n");
        first = false;
        g_string_truncate(line, 0);
        append_line_entry(entry, line);
        g_string_append(writer->out, line->str);
        arena_reset(scratch);
    }
    g_string_append_c(writer->out, '\n');
    g_string_free(line, TRUE);
    arena_free(scratch);
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static void write_list(struct writer *writer, const struct node *list)
{
    if (list->first && list_style(list))
        write_markdown_list(writer, list);
    else if (list->first)
        write_line_list(writer, list);
}

// Two lists of one kind in a row would be read as one.
static bool touches_list(const struct node *list)
{
    const struct node *before = list->previous;
    return before && before->kind == NODE_LIST && before->first && list_style(before);
}

// Below a list, whatever stands between, another needs a marker of its own.
static bool follows_list(const struct node *list)
{
    const struct node *before = list->previous;
    while (before && (before->kind != NODE_LIST || before->list.kind != LIST_SIGNATORIES))
        before = before->previous;
    return before && list->previous->kind != NODE_HEADING;
}

// ---- other blocks ----

static void write_quote(struct writer *writer, const struct node *quote)
{
    gsize outer = writer->prefix->len;
    start_block(writer);
    gsize start = writer->out->len;
    g_string_append(writer->prefix, "> ");
    write_blocks(writer, quote->first);
    g_string_truncate(writer->prefix, outer);
    if (writer->out->len == start)
        g_string_append(writer->out, ">\n");
}

static const char *align_rule(enum direction align)
{
    switch (align) {
    case DIRECTION_LTR:
        return " :-- |";
    case DIRECTION_RTL:
        return " --: |";
    case DIRECTION_AUTO:
        return " :-: |";
    default:
        return " --- |";
    }
}

static size_t count_cells(const struct node *row)
{
    size_t n = 0;
    for (const struct node *cell = row->first; cell; cell = cell->next)
        n++;
    return n;
}

static const struct node *row_from(const struct node *part)
{
    while (part && part->kind != NODE_ROW)
        part = part->next;
    return part;
}

static void write_row(struct writer *writer, const struct node *row, size_t width)
{
    GString *line = g_string_new("|");
    for (const struct node *cell = row->first; cell; cell = cell->next) {
        g_string_append_c(line, ' ');
        markdown_append_cell(cell, line);
        g_string_append(line, " |");
    }
    for (size_t n = count_cells(row); n < width; n++)
        g_string_append(line, "  |");
    write_lines(writer, writer->prefix->str, line->str);
    g_string_free(line, TRUE);
}

// Markdown's tables have no caption: it is a paragraph over them.
static void write_table(struct writer *writer, const struct node *table)
{
    for (const struct node *part = table->first; part; part = part->next)
        if (part->kind == NODE_CAPTION)
            write_inlines_block(writer, "", part);
    const struct node *first = row_from(table->first);
    if (!first)
        return;
    // What is beyond the first row's width would not be read again.
    size_t width = 0;
    for (const struct node *row = first; row; row = row_from(row->next))
        width = MAX(width, count_cells(row));
    start_block(writer);
    write_row(writer, first, width);
    GString *rule = g_string_new("|");
    for (const struct node *cell = first->first; cell; cell = cell->next)
        g_string_append(rule, align_rule(cell->cell.align));
    for (size_t n = count_cells(first); n < width; n++)
        g_string_append(rule, align_rule(DIRECTION_INHERIT));
    write_lines(writer, writer->prefix->str, rule->str);
    g_string_free(rule, TRUE);
    for (const struct node *row = row_from(first->next); row; row = row_from(row->next))
        write_row(writer, row, width);
}

// A bar before each line, as read/verse.h reads them.
static void write_verse(struct writer *writer, const struct node *verse)
{
    start_block(writer);
    for (const struct node *row = verse->first; row; row = row->next) {
        GString *line = g_string_new("|");
        for (const struct node *cell = row->first; cell; cell = cell->next) {
            g_string_append(line, cell->previous ? " *** " : " ");
            node_append_text(cell, line);
        }
        write_lines(writer, writer->prefix->str, line->str);
        g_string_free(line, TRUE);
    }
}

static void write_footnote(struct writer *writer, const struct node *note)
{
    char *lead = g_strdup_printf("[^%s]: ", note->name);
    const struct node *first = note->first;
    gsize outer = writer->prefix->len;
    if (first && first->kind == NODE_PARAGRAPH) {
        GString *text = g_string_new(lead);
        markdown_append_inlines(first, text);
        start_block(writer);
        indent(writer, 4);
        write_lines(writer, "", text->str);
        g_string_free(text, TRUE);
        write_blocks(writer, first->next);
    }
    g_string_truncate(writer->prefix, outer);
    g_free(lead);
}

static void write_figure(struct writer *writer, const struct node *figure)
{
    write_inlines_block(writer, "", figure);
    for (const struct node *child = figure->first; child; child = child->next) {
        if (child->kind == NODE_CAPTION && !markdown_plain_caption(child))
            write_inlines_block(writer, "", child);
    }
}

// Number signs at a heading's end would be taken for its closing.
static void escape_closing(GString *text)
{
    gsize at = text->len;
    while (at > 0 && text->str[at - 1] == '#')
        at--;
    if (at > 0 && at < text->len && text->str[at - 1] == ' ')
        g_string_insert_c(text, (gssize)at, '\\');
}

static void write_heading(struct writer *writer, const struct node *heading)
{
    char lead[8] = "###### ";
    int level = CLAMP(heading->level, 1, 6);
    GString *text = g_string_new(lead + 6 - level);
    markdown_append_inlines(heading, text);
    for (char *p = text->str; *p; p++)
        *p = *p == '\n' ? ' ' : *p;
    escape_closing(text);
    start_block(writer);
    write_lines(writer, writer->prefix->str, text->str);
    g_string_free(text, TRUE);
}

static bool is_front(const struct node *node)
{
    switch (node->kind) {
    case NODE_TITLE:
    case NODE_ADDRESSEE:
    case NODE_SALUTATION:
    case NODE_SENDER:
    case NODE_DATE:
    case NODE_REFERENCE:
    case NODE_CLOSING:
    case NODE_SUBJECT:
    case NODE_SIGNATURE:
    case NODE_ENCLOSURES:
    case NODE_COPY:
    case NODE_LETTERHEAD:
        return true;
    default:
        return false;
    }
}

static void write_block(struct writer *writer, const struct node *block)
{
    switch (block->kind) {
    case NODE_HEADING:
        write_heading(writer, block);
        break;
    case NODE_LIST:
        if (touches_list(block)) {
            start_block(writer);
            write_lines(writer, writer->prefix->str, "<!-- -->");
        }
        write_list(writer, block);
        break;
    case NODE_QUOTE:
        write_quote(writer, block);
        break;
    case NODE_TABLE:
        if (g_strcmp0(block->name, "verse") == 0)
            write_verse(writer, block);
        else
            write_table(writer, block);
        break;
    case NODE_FIGURE:
        write_figure(writer, block);
        break;
    case NODE_FOOTNOTE:
        write_footnote(writer, block);
        break;
    case NODE_RULE:
        start_block(writer);
        write_lines(writer, writer->prefix->str, "***");
        break;
    default:
        if (block->first)
            write_inlines_block(writer, "", block);
    }
}

static void write_blocks(struct writer *writer, const struct node *first)
{
    if (++writer->depth <= DEPTH_MOST) {
        for (const struct node *block = first; block; block = block->next)
            write_block(writer, block);
    }
    writer->depth--;
}

// ---- the letter ----

static bool is_signatories(const struct node *node)
{
    return node->kind == NODE_LIST && node->list.kind == LIST_SIGNATORIES;
}

// The marker goes above the headings of the list, and wherever no heading parts two lists.
static const struct node *marker_place(const struct node *root)
{
    const struct node *list = root->first, *place;
    while (list && !is_signatories(list))
        list = list->next;
    for (place = list; place && place->previous; place = place->previous) {
        enum node_kind before = place->previous->kind;
        if (before != NODE_HEADING && !node_is_tail(before))
            break;
        if (before == NODE_HEADING && !list)
            break;
    }
    return place;
}

static bool write_signatories(struct writer *writer, const struct node *list, GError **error)
{
    if (follows_list(list)) {
        start_block(writer);
        g_string_append(writer->out, "<!-- signatories -->\n");
    }
    if (list->list.stream)
        return write_stream(writer, list, error);
    write_list(writer, list);
    return true;
}

static bool write_body(struct writer *writer, GError **error)
{
    const struct node *root = writer->document->root;
    const struct node *marker = marker_place(root);
    for (const struct node *block = root->first; block; block = block->next) {
        if (block == marker) {
            start_block(writer);
            g_string_append(writer->out, "<!-- signatories -->\n");
        }
        if (is_signatories(block)) {
            if (!write_signatories(writer, block, error))
                return false;
        } else if (!is_front(block)) {
            write_block(writer, block);
        }
    }
    return true;
}

bool import_markdown(const struct document *document, GString *out, GError **error)
{
    GString *text = g_string_new(NULL);
    markdown_append_front_matter(document, text);
    struct writer writer = {document, text, g_string_new(NULL), 0};
    bool ok = write_body(&writer, error);
    g_string_append(out, text->str);
    g_string_free(text, TRUE);
    g_string_free(writer.prefix, TRUE);
    return ok;
}

// SPDX-License-Identifier: MIT
// A page as it was copied or saved: lines and blank lines, nothing else. Here the lines become
// paragraphs and lists, and lines that the web page put there are set aside; roles.c then says
// what each block is.
#include "read/reader.h"

#include "read/capture/capture_lists.h"
#include "read/capture/roles.h"
#include "read/fold.h"
#include "read/capture/footnotes.h"

#include <string.h>

// A line this long has no name, greeting or heading on it; a file with one is not a letter.
enum { LINE_BYTES_MOST = 1024 * 1024 };

// Where a paragraph is cut although no blank line follows.
static bool ends_block(const struct capture *capture, const struct captured_line *line, bool first)
{
    const char *text = capture->text + line->start;
    size_t n = line->end - line->start;
    const struct tables *tables = capture->reader->tables;
    enum { FORMULA_COLUMNS = 120 };
    if (n > FORMULA_COLUMNS * 4 || text_columns(text, n) > FORMULA_COLUMNS)
        return false;
    if (tables_match(tables, TABLE_CLOSING, text, n))
        return true;
    return first && (tables_match(tables, TABLE_SALUTATION, text, n) ||
                     tables_match(tables, TABLE_SUBJECT, text, n) ||
                     tables_match(tables, TABLE_REFERENCE, text, n));
}

// Hard-wrapped prose fills its lines; an address or a list of names does not.
static bool is_wrapped(const struct capture *capture, guint first, guint end)
{
    enum { WRAP_LEAST = 45, FILLED = 5 }; // of ten lines
    size_t widest = 0, filled = 0;
    for (guint i = first; i < end; i++)
        widest = MAX(widest, line_columns(capture, i));
    for (guint i = first; i + 1 < end; i++) {
        const struct captured_line *next = capture_line(capture, i + 1);
        size_t columns = line_columns(capture, i);
        if (columns * 100 < widest * 55)
            return false;
        filled += line_fills(columns, capture->text + next->start, next->end - next->start, widest);
    }
    return widest >= WRAP_LEAST && filled * 10 >= (end - first - 1) * FILLED;
}

static bool joins_without_space(const GString *text, const char *next)
{
    return text->len && g_unichar_iswide(g_utf8_get_char(next)) &&
           g_unichar_iswide(text_last_char(text->str, text->len));
}

static void add_text(struct capture *capture, struct node *parent, const char *text, size_t n,
                     const struct captured_line *first, const struct captured_line *last)
{
    struct node *node = node_new_text(capture->reader->document->arena, parent, text, n);
    node->source = source_span(capture->reader->source, first->start, last->end);
    node->line = first->number;
}

static void add_wrapped(struct capture *capture, struct node *block, guint first, guint end)
{
    GString *text = g_string_new(NULL);
    for (guint i = first; i < end; i++) {
        const struct captured_line *line = capture_line(capture, i);
        const char *start = capture->text + line->start;
        if (text->len && !joins_without_space(text, start))
            g_string_append_c(text, ' ');
        g_string_append_len(text, start, (gssize)(line->end - line->start));
    }
    add_text(capture, block, text->str, text->len, capture_line(capture, first),
             capture_line(capture, end - 1));
    g_string_free(text, TRUE);
}

static void add_broken(struct capture *capture, struct node *block, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        const struct captured_line *line = capture_line(capture, i);
        if (i > first)
            node_new(capture->reader->document->arena, block, NODE_BREAK);
        add_text(capture, block, capture->text + line->start, line->end - line->start, line, line);
    }
}

static void add_paragraph(struct capture *capture, guint first, guint end)
{
    const struct captured_line *line = capture_line(capture, first);
    struct node *block = reader_block(capture->reader, NODE_PARAGRAPH, line->start,
                                      capture_line(capture, end - 1)->end, line->number);
    if (end - first > 1 && is_wrapped(capture, first, end))
        add_wrapped(capture, block, first, end);
    else
        add_broken(capture, block, first, end);
}

// A line that heads a list of signatories, or a note within one, is a block by itself.
static guint read_dressed(struct capture *capture, guint index)
{
    add_paragraph(capture, index, index + 1);
    struct node *block = capture->reader->document->root->last;
    block->kind = capture_line(capture, index)->dress;
    block->level = block->kind == NODE_HEADING ? 2 : 0;
    return index + 1;
}

static guint read_paragraph(struct capture *capture, guint first)
{
    guint end = first;
    if (capture_line(capture, first)->dress)
        return read_dressed(capture, first);
    while (end < capture->lines->len && line_is_prose(capture_line(capture, end)) &&
           !capture_line(capture, end)->dress) {
        end++;
        if (ends_block(capture, capture_line(capture, end - 1), end - 1 == first))
            break;
        if (end < capture->lines->len && line_is_prose(capture_line(capture, end)) &&
            tables_match(capture->reader->tables, TABLE_CLOSING,
                         capture->text + capture_line(capture, end)->start,
                         capture_line(capture, end)->end - capture_line(capture, end)->start))
            break;
    }
    add_paragraph(capture, first, end);
    return end;
}

// An entry's own line, then its further lines as breaks: an affiliation, if the list turns out
// to be one of names.
static guint read_entry(struct capture *capture, struct node *list, guint first)
{
    struct arena *arena = capture->reader->document->arena;
    const struct captured_line *line = capture_line(capture, first);
    struct node *entry = node_new(arena, list, NODE_ENTRY);
    entry->line = line->number;
    entry->entry.label = arena_strndup(arena, capture->text + line->start, line->label.length);
    entry->entry.number = line->label.number;
    guint end = first + 1;
    while (end < capture->lines->len && capture_line(capture, end)->run == line->run &&
           capture_line(capture, end)->label.kind == LABEL_NONE)
        end++;
    entry->source =
        source_span(capture->reader->source, line->start, capture_line(capture, end - 1)->end);
    struct captured_line own = *line;
    own.start = MIN(own.start + own.label.skip, own.end);
    add_text(capture, entry, capture->text + own.start, own.end - own.start, &own, &own);
    for (guint i = first + 1; i < end; i++) {
        const struct captured_line *more = capture_line(capture, i);
        if (more->blank)
            continue;
        node_new(arena, entry, NODE_BREAK);
        add_text(capture, entry, capture->text + more->start, more->end - more->start, more, more);
    }
    return end;
}

static guint run_end(const struct capture *capture, guint first)
{
    guint end = first;
    while (end < capture->lines->len &&
           capture_line(capture, end)->run == capture_line(capture, first)->run)
        end++;
    return end;
}

static guint read_list(struct capture *capture, guint first)
{
    const struct captured_line *line = capture_line(capture, first);
    guint end = run_end(capture, first);
    struct node *list =
        reader_block(capture->reader, NODE_LIST, line->start, line->end, line->number);
    list->list.kind = line->label.kind == LABEL_BULLET ? LIST_BULLET : LIST_ORDERED;
    for (guint i = first; i < end;) {
        if (capture_line(capture, i)->label.kind == LABEL_NONE)
            i++; // blank lines between entries
        else
            i = read_entry(capture, list, i);
    }
    list->source.end = list->last->source.end;
    return end;
}

static guint read_signatories(struct capture *capture, guint index)
{
    capture_list_read(capture, index);
    return ((const struct found_list *)g_ptr_array_index(capture->lists, index))->end;
}

static void set_lines_aside(struct capture *capture)
{
    for (guint i = 0; i < capture->lines->len; i++) {
        const struct captured_line *line = capture_line(capture, i);
        if (line->aside_code)
            reader_set_aside(capture->reader,
                             source_span(capture->reader->source, line->start, line->end),
                             line->number, line->number, line->aside_code,
                             capture->text + line->start, line->end - line->start);
    }
}

bool capture_read(struct reader *reader, GError **error)
{
    if (!source_check_lines(reader->source, LINE_BYTES_MOST, error))
        return false;
    struct capture *capture = capture_new(reader);
    if (!reader->signatories_given)
        capture_lists_find(capture);
    capture_sort(capture);
    set_lines_aside(capture);
    for (guint i = 0; i < capture->lines->len;) {
        const struct captured_line *line = capture_line(capture, i);
        if (line->listed)
            i = read_signatories(capture, line->listed - 1);
        else if (line->run)
            i = read_list(capture, i);
        else if (line_is_prose(line))
            i = read_paragraph(capture, i);
        else
            i++;
    }
    capture_free(capture);
    footnotes_find(reader->document);
    roles_assign(reader);
    return true;
}

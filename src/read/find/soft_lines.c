// SPDX-License-Identifier: MIT
#include "read/find/soft_lines.h"

#include "language/label.h"
#include "read/fold.h"

#include <string.h>

// Names of breaks: a space stood there, or nothing between two characters of a script that writes
// none.
static const char spaced[] = "soft", touching[] = "soft-touching";

// What is seen of the lines of a paragraph.
struct soft_lines {
    size_t count, numbered;
    size_t columns, widest; // of the last line; of all
    size_t unfilled;        // lines that the next one's first word had room in
    int64_t number;
    bool counts, sentences, commas;
};

// A line ends before `node`.
static bool begins_line(const struct node *node)
{
    const struct node *before = node->previous;
    return before && node->line > before->line && before->line > 0 && before->kind != NODE_BREAK &&
           node->kind != NODE_BREAK;
}

static void see_line(struct soft_lines *lines, const char *text, size_t n, size_t widest)
{
    struct label label;
    bool numbered = label_parse(text, n, &label) && label.kind == LABEL_NUMBER;
    if (lines->count && widest && !line_fills(lines->columns, text, n, widest))
        lines->unfilled++;
    lines->counts &= numbered && (lines->count == 0 || label.number == lines->number + 1);
    lines->number = numbered ? label.number : lines->number;
    lines->numbered += numbered;
    lines->columns = text_columns(text, n);
    lines->widest = MAX(lines->widest, lines->columns);
    lines->sentences |= text_ends_sentence(text, n) && !text_ends_abbreviated(text, n);
    gunichar last = text_last_char(text, n);
    lines->commas |= last == ',' || last == ';' || last == 0x060C || last == 0x3001;
    lines->count++;
}

// `widest`: of the lines seen before; 0 in the first pass.
static struct soft_lines see_lines(const struct node *paragraph, size_t widest)
{
    struct soft_lines lines = {.counts = true};
    GString *text = g_string_new(NULL);
    for (const struct node *node = paragraph->first; node; node = node->next) {
        if (begins_line(node)) {
            see_line(&lines, text->str, text_trimmed(text->str, text->len), widest);
            g_string_truncate(text, 0);
        }
        if (node->kind == NODE_TEXT)
            g_string_append(text, node->text);
        else
            node_append_text(node, text);
    }
    see_line(&lines, text->str, text_trimmed(text->str, text->len), widest);
    g_string_free(text, TRUE);
    return lines;
}

// Lines that count one by one; or short ones of which some had room for more. Commas at their ends
// join what is one row.
static bool are_parted(const struct node *paragraph)
{
    enum { WIDEST = 70, NARROW = 48 };
    for (const struct node *node = paragraph->first; node; node = node->next) {
        if (!node_is_inline(node) || node->kind == NODE_BREAK)
            return false;
    }
    struct soft_lines lines = see_lines(paragraph, 0);
    if (lines.count < 2)
        return false;
    if (lines.counts)
        return true;
    if (lines.widest > WIDEST || lines.sentences || lines.commas)
        return false;
    return lines.widest < NARROW || see_lines(paragraph, lines.widest).unfilled > 0;
}

void soft_lines_part(struct reader *reader, struct node *paragraph)
{
    if (!paragraph->first || !are_parted(paragraph))
        return;
    for (struct node *node = paragraph->first, *next; node; node = next) {
        next = node->next;
        if (!begins_line(node))
            continue;
        struct node *space = node->previous;
        bool is_space = space->kind == NODE_TEXT && strcmp(space->text, " ") == 0;
        struct node *part = node_new(reader->document->arena, NULL, NODE_BREAK);
        part->line = space->line;
        part->name = is_space ? spaced : touching;
        node_insert_before(part, node);
        if (is_space)
            node_detach(space);
    }
}

bool soft_line_is_break(const struct node *node)
{
    return node->kind == NODE_BREAK && (node->name == spaced || node->name == touching);
}

void soft_line_join(struct node *line_break)
{
    if (line_break->name == touching) {
        node_detach(line_break);
        return;
    }
    line_break->kind = NODE_TEXT;
    line_break->text = " ";
    line_break->name = NULL;
}

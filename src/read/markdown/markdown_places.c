// SPDX-License-Identifier: MIT
#include "read/markdown/markdown_places.h"

#include <string.h>

static size_t line_start(const struct markdown_places *places, size_t line)
{
    return line >= 1 && line <= places->lines->len ? g_array_index(places->lines, size_t, line - 1)
                                                   : places->length;
}

void markdown_places_find(struct markdown_places *places, const char *body)
{
    places->body = body;
    places->length = strlen(body);
    places->lines = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t start = 0;
    g_array_append_val(places->lines, start);
    for (const char *p = body; (p = strchr(p, '\n')) != NULL;) {
        start = (size_t)(++p - body);
        g_array_append_val(places->lines, start);
    }
}

size_t markdown_places_offset(const struct markdown_places *places, int line, int column)
{
    size_t start = line_start(places, (size_t)MAX(line, 1));
    size_t end = line_start(places, (size_t)MAX(line, 1) + 1);
    return MIN(start + (size_t)MAX(column - 1, 0), end);
}

static struct span span_of(const struct markdown_places *places, size_t start, size_t end)
{
    return source_span(places->source, places->offset + start, places->offset + end);
}

void markdown_places_set(const struct markdown_places *places, struct node *node, cmark_node *from)
{
    int line = cmark_node_get_start_line(from);
    if (line < 1)
        return;
    size_t start = markdown_places_offset(places, line, cmark_node_get_start_column(from));
    size_t end = markdown_places_offset(places, cmark_node_get_end_line(from),
                                        cmark_node_get_end_column(from) + 1);
    node->line = (size_t)line + places->first_line;
    node->source = span_of(places, start, MAX(start, end));
}

size_t markdown_places_line(const struct markdown_places *places)
{
    return places->line + places->first_line;
}

// cmark loses count of lines and columns after a hard break or an entity, so the text is looked
// for on the line where it must be. Once one is not found (it was written with escapes), the rest
// of its line has a line alone.
void markdown_places_set_text(struct markdown_places *places, struct node *text)
{
    size_t end = line_start(places, places->line + 1), n = strlen(text->text);
    text->line = markdown_places_line(places);
    if (places->lost || places->cursor > end)
        return;
    const char *from = places->body + places->cursor;
    size_t left = end - places->cursor;
    bool here = n <= left && memcmp(from, text->text, n) == 0; // most is
    const char *found = here ? from : memmem(from, left, text->text, n);
    places->lost = !found;
    if (!found)
        return;
    size_t start = (size_t)(found - places->body);
    places->cursor = start + n;
    text->source = span_of(places, start, start + n);
}

void markdown_places_start_line(struct markdown_places *places, size_t line)
{
    places->line = line;
    places->cursor = line_start(places, line);
    places->lost = false;
}

// SPDX-License-Identifier: MIT
#include "read/verse.h"

#include <glib.h>
#include <string.h>

static bool is_line(char *line)
{
    size_t n = strlen(g_strchomp(line));
    return n > 2 && line[0] == '|' && (line[1] == ' ' || line[1] == '\t') && line[n - 1] != '|';
}

// Where the second hemistich may be parted from the first; *ret_n: the bytes of what parts them.
static char *find_parting(char *line, size_t *ret_n)
{
    static const char *const signs[] = {"***", "//", "\t", "   "};
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        char *at = strstr(line, signs[i]);
        *ret_n = strlen(signs[i]);
        if (at && at > line)
            return at;
    }
    return NULL;
}

static void add_cell(struct arena *arena, struct node *row, char *text)
{
    g_strstrip(text);
    struct node *cell = node_new(arena, row, NODE_CELL);
    cell->line = row->line;
    cell->source = row->source;
    node_new_text(arena, cell, text, strlen(text));
}

static void add_line(struct arena *arena, struct node *verse, char *line)
{
    struct node *row = node_new(arena, verse, NODE_ROW);
    size_t n;
    row->line = verse->line;
    row->source = verse->source;
    line = g_strstrip(line + 1);
    char *parting = find_parting(line, &n);
    if (parting) {
        *parting = '\0';
        add_cell(arena, row, line);
        line = parting + n;
    }
    add_cell(arena, row, line);
}

bool verse_make(struct arena *arena, struct node *paragraph, const char *text, size_t n)
{
    char *copy = g_strndup(text, n);
    char **lines = g_strsplit(g_strstrip(copy), "\n", -1);
    size_t count = 0;
    while (lines[count] && is_line(g_strchug(lines[count])))
        count++;
    bool verse = count > 1 && !lines[count];
    if (verse) {
        while (paragraph->first)
            node_detach(paragraph->first);
        paragraph->kind = NODE_TABLE;
        paragraph->name = "verse";
        for (size_t i = 0; i < count; i++)
            add_line(arena, paragraph, lines[i]);
    }
    g_strfreev(lines);
    g_free(copy);
    return verse;
}

// SPDX-License-Identifier: MIT
#include "read/markdown/markdown_parse.h"

#include "read/lazy_cmark_extensions.h"
#include "read/lazy_cmark.h"
#include <glib.h>
#include <string.h>

static void register_extensions(void)
{
    static gsize once;
    if (g_once_init_enter(&once)) {
        cmark_gfm_core_extensions_ensure_registered();
        g_once_init_leave(&once, 1);
    }
}

// The columns of a row of dashes and bars, 0 for any other line.
static size_t rule_columns(const char *line, size_t n)
{
    size_t columns = 1;
    for (size_t i = 0; i < n; i++) {
        if (!strchr("|-: \t>", line[i]))
            return 0;
        columns += line[i] == '|';
    }
    return columns;
}

// cmark-gfm fills short rows up to the table's width, so a few bytes could ask for millions of
// cells. No letter has a table this wide.
static bool has_wide_table(const char *text, size_t n)
{
    enum { COLUMNS_MOST = 100 };
    const char *end = text + n;
    for (const char *p = text; p < end;) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *stop = newline ? newline : end;
        if (rule_columns(p, (size_t)(stop - p)) > COLUMNS_MOST)
            return true;
        p = stop + 1;
    }
    return false;
}

enum { DECLARATION, INSTRUCTION, CDATA, OPENERS };

static int opener_at(const char *p, const char *end)
{
    static const char cdata[] = "<![CDATA[";
    size_t left = (size_t)(end - p);
    if (left >= sizeof cdata - 1 && memcmp(p, cdata, sizeof cdata - 1) == 0)
        return CDATA;
    if (left > 2 && p[1] == '!' && g_ascii_isupper(p[2]))
        return DECLARATION;
    return left > 1 && p[1] == '?' ? INSTRUCTION : OPENERS;
}

// No block goes on over a blank line, and every end, wherever it stands, may be an opener's.
static void count_open(const char *p, const char *line, const char *end, size_t open[OPENERS])
{
    if (*p == '<') {
        int opener = opener_at(p, end);
        if (opener < OPENERS)
            open[opener]++;
    } else if (*p == '>') {
        open[DECLARATION] = 0;
        if (p > line && p[-1] == '?')
            open[INSTRUCTION] = 0;
        if (p > line + 1 && p[-1] == ']' && p[-2] == ']')
            open[CDATA] = 0;
    }
}

static bool is_blank(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    return p == end;
}

size_t markdown_too_open(const char *text, size_t n)
{
    enum { OPEN_MOST = 1000 };
    const char *end = text + n;
    size_t open[OPENERS] = {0}, number = 1;
    for (const char *line = text; line < end; number++) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline ? newline : end;
        bool blank = is_blank(line, stop);
        if (memchr(line, '<', (size_t)(stop - line)) || memchr(line, '>', (size_t)(stop - line))) {
            for (const char *p = line; p < stop; p++)
                count_open(p, line, stop, open);
        }
        for (int i = 0; i < OPENERS; i++) {
            if (open[i] > OPEN_MOST)
                return number;
            open[i] = blank ? 0 : open[i];
        }
        line = stop + 1;
    }
    return 0;
}

// A footnote's label is one word. Other brackets that begin so are text, but cmark-gfm
// 0.29.0.gfm.6 takes them for references all the same and, where they run over a line's end,
// reckons their length by columns: text is lost. A sign that no repaired text has stands for their
// caret until the tree is there.
#define CARET '\001'

static char *hide_carets(const char *text, size_t n)
{
    char *hidden = g_strndup(text, n);
    for (char *p = hidden; (p = strstr(p, "[^")) != NULL; p += 2) {
        size_t label = strcspn(p + 2, "[] \t\r\n");
        if (label == 0 || p[2 + label] != ']')
            p[1] = CARET;
    }
    return hidden;
}

static void show_carets_in(cmark_node *node, const char *(*get)(cmark_node *),
                           int (*set)(cmark_node *, const char *))
{
    const char *text = get(node);
    if (!text || !strchr(text, CARET))
        return;
    char *shown = g_strdelimit(g_strdup(text), (const char[]){CARET, '\0'}, '^');
    set(node, shown);
    g_free(shown);
}

static void show_carets(cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        show_carets_in(node, cmark_node_get_literal, cmark_node_set_literal);
        show_carets_in(node, cmark_node_get_url, cmark_node_set_url);
        show_carets_in(node, cmark_node_get_title, cmark_node_set_title);
    }
    cmark_iter_free(iter);
}

cmark_node *markdown_parse(const char *text, size_t n, bool *ret_wide, cmark_parser **ret_parser)
{
    register_extensions();
    *ret_wide = has_wide_table(text, n);
    cmark_parser *parser =
        cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
    if (!*ret_wide)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("strikethrough"));
    char *hidden = hide_carets(text, n);
    cmark_parser_feed(parser, hidden, n);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_consolidate_text_nodes(document);
    if (strchr(hidden, CARET))
        show_carets(document);
    g_free(hidden);
    *ret_parser = parser;
    return document;
}

// SPDX-License-Identifier: MIT
#include "read/markdown_parse.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
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

size_t markdown_too_open(const char *text, size_t n)
{
    enum { OPEN_MOST = 1000 };
    const char *end = text + n;
    size_t open[OPENERS] = {0}, number = 1;
    for (const char *line = text; line < end; number++) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline ? newline : end;
        bool blank = true;
        for (const char *p = line; p < stop; p++) {
            blank &= *p == ' ' || *p == '\t';
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

cmark_node *markdown_parse(const char *text, size_t n, bool *ret_wide, cmark_parser **ret_parser)
{
    register_extensions();
    *ret_wide = has_wide_table(text, n);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    if (!*ret_wide)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, text, n);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_consolidate_text_nodes(document);
    *ret_parser = parser;
    return document;
}

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

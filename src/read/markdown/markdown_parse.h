// SPDX-License-Identifier: MIT
// cmark-gfm with the extensions a letter needs.
#ifndef WARRAQ_READ_MARKDOWN_MARKDOWN_PARSE_H
#define WARRAQ_READ_MARKDOWN_MARKDOWN_PARSE_H

#include "read/markdown/cmark.h"

#include <stdbool.h>
#include <stddef.h>

/* The tree of `text`, with footnotes, and tables unless one is wider than any page (then
 * *ret_wide). Freed with cmark_node_free(), then *ret_parser with cmark_parser_free(). */
cmark_node *markdown_parse(const char *text, size_t n, bool *ret_wide, cmark_parser **ret_parser);

/* The line (from 1) where more declarations ("<!A"), instructions ("<?") or CDATA sections stand
 * open in one block than any letter has; 0 if there is none. For each of them cmark-gfm
 * 0.29.0.gfm.6 looks for an end through the whole block: 60,000 would take it minutes. */
size_t markdown_too_open(const char *text, size_t n);

#endif

// SPDX-License-Identifier: MIT
// A document as stable text, for tests and `warraq dump model|text`.
#ifndef WARRAQ_MODEL_DUMP_H
#define WARRAQ_MODEL_DUMP_H

#include "model/document.h"

/* One node a line, indented by depth, with its source line, language, direction and text; what was
 * set aside at the end. False only if a streamed list cannot be read. */
bool dump_model(const struct document *document, GString *out, GError **error);

/* Lines of a text dump, from 1, both included. */
struct dump_range {
    size_t first, last;
};

/* What is typeset, one block a line: title, addressees, paragraphs, closing, entries as `N. name`,
 * notes. Where `ret_lists` is given, a struct dump_range is added to it for each list of
 * signatories that is not empty. */
bool dump_text(const struct document *document, GString *out, GArray *ret_lists, GError **error);

/* How many lines of it a block has that streams no list. */
size_t dump_text_lines(const struct node *block);

#endif

// SPDX-License-Identifier: MIT
// A document as stable text, for tests and `warraq dump model|text`.
#ifndef WARRAQ_MODEL_DUMP_H
#define WARRAQ_MODEL_DUMP_H

#include "model/document.h"

/* One node a line, indented by depth, with its source line, language, direction and text; what was
 * set aside at the end. False only if a streamed list cannot be read. */
bool dump_model(const struct document *document, GString *out, GError **error);

/* What is typeset, one block a line: title, addressees, paragraphs, closing, entries as `N. name`,
 * notes. */
bool dump_text(const struct document *document, GString *out, GError **error);

#endif

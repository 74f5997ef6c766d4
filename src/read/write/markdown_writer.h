// SPDX-License-Identifier: MIT
// A document as clean Markdown with YAML front matter: what `warraq import` writes.
#ifndef WARRAQ_READ_WRITE_MARKDOWN_WRITER_H
#define WARRAQ_READ_WRITE_MARKDOWN_WRITER_H

#include "model/document.h"

/* Appends the letter to `out`. Reading that and writing it again gives the same bytes; labels and
 * numbers stay as printed, what was set aside is not written.
 * False only if a streamed list cannot be read. */
bool import_markdown(const struct document *document, GString *out, GError **error);

#endif

// SPDX-License-Identifier: MIT
// Footnotes written as bracketed numbers.
#ifndef WARRAQ_READ_CAPTURE_FOOTNOTES_H
#define WARRAQ_READ_CAPTURE_FOOTNOTES_H

#include "model/document.h"

/* Whether n bytes of NUL-terminated text hold a mark that may be a footnote's or refer to one. */
bool footnotes_may_hold(const char *text, size_t n);

/* Ties "[1]" in the text to lines that begin "[1]": NODE_FOOTNOTE_REF and NODE_FOOTNOTE. */
void footnotes_find(struct document *document);

#endif

// SPDX-License-Identifier: MIT
// Words from elsewhere among our own, on a terminal. A name or a message may hold anything: a
// terminal obeys control characters, and an unpaired directional mark would reach beyond its line.
#ifndef WARRAQ_BASE_QUOTE_H
#define WARRAQ_BASE_QUOTE_H

#include <glib.h>
#include <stddef.h>

/* Appends `n` bytes of UTF-8 on one line: line feeds and tabs become spaces, other control
 * characters and directional embeddings, overrides and isolates U+FFFD each. */
void quote_safe(GString *out, const char *text, size_t n);

/* The same between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Bidirectional
 * Algorithm, 6.3), so that its direction is its own and the numbers and marks around it stay where
 * they are. */
void quote_isolated(GString *out, const char *text, size_t n);

/* Either of the two: an isolate only where something may turn the line round. */
void quote(GString *out, const char *text);

#endif

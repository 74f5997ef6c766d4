// SPDX-License-Identifier: MIT
// Text from outside among our own messages on a terminal. It may hold anything: a terminal obeys
// control characters, and an unpaired directional mark affects what follows it on the line.
#ifndef WARRAQ_BASE_QUOTE_H
#define WARRAQ_BASE_QUOTE_H

#include <glib.h>
#include <stddef.h>

/* Appends `n` bytes of UTF-8 on one line: line feeds and tabs become spaces, other control
 * characters and directional embeddings, overrides and isolates U+FFFD each. */
void quote_safe(GString *out, const char *text, size_t n);

/* The same between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Bidirectional
 * Algorithm, 6.3), so that it does not change the order of the text around it. */
void quote_isolated(GString *out, const char *text, size_t n);

/* Either of the two: an isolate only where something may turn the line round. */
void quote(GString *out, const char *text);

#endif

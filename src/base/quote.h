// SPDX-License-Identifier: MIT
// Text from outside among our own messages, on a terminal, in a log or on a page. It may hold
// anything: a terminal obeys control characters, and an unpaired directional mark affects what
// follows it on the line. Every message goes through here.
#ifndef WARRAQ_BASE_QUOTE_H
#define WARRAQ_BASE_QUOTE_H

#include <glib.h>
#include <stdarg.h>
#include <stddef.h>

/* Appends `n` bytes on one line, harmless: a control character as its picture (U+2400…), what has
 * none (C1, line and paragraph separators, directional embeddings, overrides and isolates) as
 * "<U+202E>", a byte that is not UTF-8 as "\xFF". Isolates of ours (FIRST STRONG ISOLATE to POP
 * DIRECTIONAL ISOLATE, paired) stay, so that what has been quoted can be quoted again. */
void quote_safe(GString *out, const char *text, size_t n);

/* The same between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Bidirectional
 * Algorithm, 6.3), so that it does not change the order of the text around it. */
void quote_isolated(GString *out, const char *text, size_t n);

/* Either of the two: an isolate only where something may turn the line round. */
void quote(GString *out, const char *text);

/* What a catalogue gives, as a word for a program: without the isolates that serve a line of text
 * (a language tag, say). g_free() */
char *quote_bare(const char *text);

/* As printf(), with each string among the arguments made harmless. The format is ours and goes out
 * as it is; it may number its arguments ("%2$s"). */
void quote_printf(GString *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same into a string of its own. g_free() */
char *quote_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *quote_vprintf(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

#endif

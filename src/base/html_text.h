// SPDX-License-Identifier: MIT
// Text within HTML.
#ifndef WARRAQ_BASE_HTML_TEXT_H
#define WARRAQ_BASE_HTML_TEXT_H

#include <glib.h>

/* Appends text, or an attribute's value, with what HTML would take for markup escaped. */
void html_text(GString *out, const char *text, size_t n);

#endif

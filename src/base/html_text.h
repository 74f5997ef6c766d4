// SPDX-License-Identifier: MIT
// Text within HTML.
#ifndef WARRAQ_BASE_HTML_TEXT_H
#define WARRAQ_BASE_HTML_TEXT_H

#include <glib.h>

/* Appends text, or an attribute's value, with what HTML would take for markup escaped. */
void html_text(GString *out, const char *text, size_t n);

/* The colours of every page of ours, light and dark, each pair over 4.5:1 (WCAG 2.1, 1.4.3), and
 * the faces: custom properties of CSS. Paper is black on white. */
extern const char html_colours[];

#endif

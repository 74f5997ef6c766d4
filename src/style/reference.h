// SPDX-License-Identifier: MIT
// The reference of the style file, written from the tables in property.c: as the page docs/style.md
// and as the manual's warraq-style(5).
#ifndef WARRAQ_STYLE_REFERENCE_H
#define WARRAQ_STYLE_REFERENCE_H

#include <glib.h>

/* Append the whole reference, as Markdown or in the man macros from .SH DESCRIPTION on. */
void reference_markdown(GString *out);
void reference_man(GString *out);

/* Text for troff: backticks turn bold on and off, a hyphen is one that can be copied, what is not
 * ASCII is named by its code. */
void reference_man_text(GString *out, const char *text);

#endif

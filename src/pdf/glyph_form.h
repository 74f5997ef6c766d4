// SPDX-License-Identifier: MIT
// A glyph's outline as a form of its own, drawn as often as it is needed: for text that is seen in
// one place and read in another.
#ifndef WARRAQ_PDF_GLYPH_FORM_H
#define WARRAQ_PDF_GLYPH_FORM_H

#include "pdf/content.h"
#include "pdf/writer.h"

#include <hb.h>

/* Writes the form; its units are the font's, whose scale must be its upem. */
uint32_t pdf_glyph_form(struct pdf_writer *writer, hb_font_t *font, uint32_t glyph);

/* Draws form resource `form` with its origin at `at`, `upem` of its units being `size`. */
void pdf_content_form(struct pdf_content *content, unsigned form, struct point at, len size,
                      unsigned upem);

#endif

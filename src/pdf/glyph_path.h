// SPDX-License-Identifier: MIT
// A glyph as a filled path: for text that is seen in one place and read in another.
#ifndef WARRAQ_PDF_GLYPH_PATH_H
#define WARRAQ_PDF_GLYPH_PATH_H

#include "pdf/content.h"

#include <hb.h>

/* Everything until the end is drawn from `at`, in units of which `upem` make `size`. */
void pdf_glyph_path_open(struct pdf_content *content, struct point at, len size, unsigned upem);

/* hb_font's scale must be its upem. x, y in its units from where the path was opened. */
void pdf_glyph_path_add(struct pdf_content *content, hb_font_t *font, uint32_t glyph, int32_t x,
                        int32_t y);

void pdf_glyph_path_close(struct pdf_content *content);

#endif

// SPDX-License-Identifier: MIT
// A simple glyph's description as the table glyf has it (OpenType 1.9), in as few bytes as may be.
#ifndef WARRAQ_PDF_GLYF_H
#define WARRAQ_PDF_GLYF_H

#include "pdf/font.h"

/* A new string, empty for an outline without points. */
GString *pdf_glyf_encode(const struct pdf_outline *outline);

#endif

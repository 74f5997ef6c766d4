// SPDX-License-Identifier: MIT
// The little that must be read of a CFF font to name its glyphs in a PDF: whether it is keyed by
// CID, and each glyph's CID (Adobe Technical Note 5176, sections 5 to 13).
#ifndef WARRAQ_PDF_CFF_H
#define WARRAQ_PDF_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* CIDs of glyphs 0 to n_glyphs - 1, to be freed with g_free(). A font that is not keyed by CID
 * has each glyph's index for its CID, as PDF reads it. NULL if the table is damaged. */
uint16_t *pdf_cff_cids(const char *data, size_t n, unsigned n_glyphs);

#endif

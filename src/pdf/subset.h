// SPDX-License-Identifier: MIT
// The font file that goes into a record: what the codes draw, of the face and its guests, and no
// more.
#ifndef WARRAQ_PDF_SUBSET_H
#define WARRAQ_PDF_SUBSET_H

#include "pdf/font_state.h"

struct pdf_subset {
    hb_map_t *to_new; /* the face's glyphs to the file's */
    unsigned first_composite;
    GString *file;
    char *name; /* PostScript, with its tag */
};

/* False with FAULT_INVALID if a face cannot be subset. */
bool pdf_subset_make(struct pdf_font *font, struct pdf_subset *ret, GError **error);
void pdf_subset_clear(struct pdf_subset *subset);

/* The file's glyph for a code; not of CFF, where the code is the CID. */
uint32_t pdf_subset_glyph(const struct pdf_subset *subset, const struct code *code);

#endif

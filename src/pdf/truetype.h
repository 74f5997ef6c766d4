// SPDX-License-Identifier: MIT
// A TrueType subset with glyphs of our own at its end: composites of others, each with its own
// advance. So a kashida, an offset or a kern is part of a glyph, and the text of a line needs no
// move inside a word (OpenType 1.9: glyf, loca, hmtx, maxp).
#ifndef WARRAQ_PDF_TRUETYPE_H
#define WARRAQ_PDF_TRUETYPE_H

#include <glib.h>
#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

enum { PDF_SCALE_ONE = 1 << 14, PDF_DRAWN = 0xFFFF };

/* One component: glyph `id` of the font's own face, or of guest `guest` - 1 scaled first, moved by
 * x, y of the font's design units. No padding: parts are compared as bytes. */
struct pdf_part {
    uint32_t id;
    int32_t x, y;
    uint16_t guest; /* 0: the face itself; PDF_DRAWN: a glyph drawn for the font */
    int16_t scale;  /* 1/16384; PDF_SCALE_ONE for the face itself */
};

/* A glyph to append. With no parts, or parts without ink, it is blank. */
struct pdf_composite {
    const struct pdf_part *parts;
    size_t n_parts;
    int32_t advance; /* design units, 0 to 65535 */
};

/* What a font file holds besides the face's own glyphs, in this order. Component ids are those of
 * the face they are of, or places in `drawn`. */
struct pdf_extras {
    hb_face_t *const *guests;
    size_t n_guests;
    const GPtrArray *drawn; /* of GString: descriptions as in glyf */
    const struct pdf_composite *composites;
    size_t n_composites;
};

/* The face's tables a PDF viewer needs (head, hhea, hmtx, maxp, loca, glyf) as one font file. units
 * is the file's own em. NULL if a face's tables are not what they must be. */
GString *pdf_truetype(hb_face_t *face, unsigned units, const struct pdf_extras *extras);

#endif

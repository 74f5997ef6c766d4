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

/* One component: glyph `id` moved by x, y design units. */
struct pdf_part {
    uint32_t id;
    int32_t x, y;
};

/* A glyph to append. With no parts, or parts without ink, it is blank. */
struct pdf_composite {
    const struct pdf_part *parts;
    size_t n_parts;
    int32_t advance; /* design units, 0 to 65535 */
};

/* The face's tables a PDF viewer needs (head, hhea, hmtx, maxp, loca, glyf) as one font file, the
 * composites' ids following the face's own. Component ids are the face's. NULL if the face's
 * tables are not what they must be. */
GString *pdf_truetype(hb_face_t *face, const struct pdf_composite *composites, size_t n);

#endif

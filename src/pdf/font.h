// SPDX-License-Identifier: MIT
// A face as a record embeds it: codes are given out as glyphs are met, and the subset is made
// when the last page is out. A code stands for glyphs with offsets, an advance, and the text they
// show, so that no two texts of one glyph get in each other's way.
//
// Codes are of two bytes and CIDs at once (/Identity-H): an embedded CMap, whatever its codes,
// gives pdfminer nothing and pypdf little. TrueType: CIDFontType2 and a map to the subset's glyphs;
// whatever is not a glyph of the face as it stands becomes a composite of the subset's own
// (pdf/truetype.h). CFF: CIDFontType0C, a glyph for each code (pdf/cff.h); composites are not to be
// had.
#ifndef WARRAQ_PDF_FONT_H
#define WARRAQ_PDF_FONT_H

#include "pdf/truetype.h"
#include "pdf/writer.h"

enum { PDF_CODE_MOST = 0x7FFF };

struct pdf_font;

struct pdf_font_face {
    hb_face_t *hb_face;
    const char *name; /* PostScript */
    unsigned upem;
    unsigned units; /* an em in the file: more than upem lets a face that is set smaller than its
                       neighbours be shown at their size. CFF: upem */
    int ascender, descender; /* design units */
    bool cff, italic, bold;
};

struct pdf_font *pdf_font_new(struct pdf_writer *writer, const struct pdf_font_face *face);

/* The Type0 font's object number. */
uint32_t pdf_font_id(const struct pdf_font *font);

bool pdf_font_cff(const struct pdf_font *font);

/* A glyph of the face, unchanged. */
struct pdf_plain {
    gunichar character; /* the first it stood for; others are found like composites */
    uint16_t code;      /* for that character; 0 none yet */
    int32_t advance;    /* design units */
};
const struct pdf_plain *pdf_font_glyph(struct pdf_font *font, uint32_t glyph);

/* All of them by glyph. Of those without a code the advance may not be known. */
struct pdf_glyphs {
    const struct pdf_plain *glyphs;
    size_t n;
};
struct pdf_glyphs pdf_font_glyphs(const struct pdf_font *font);

/* The face's own advance of a glyph, design units. */
int32_t pdf_font_advance(struct pdf_font *font, uint32_t glyph);

/* The code of one glyph for one character. */
uint16_t pdf_font_plain(struct pdf_font *font, uint32_t glyph, gunichar character);

/* The code of parts drawn together that stand for n bytes of UTF-8 and advance by `advance`.
 * In a CFF font there must be one part, unmoved, with the glyph's own advance. */
uint16_t pdf_font_baked(struct pdf_font *font, const struct pdf_part *parts, size_t n_parts,
                        int32_t advance, const char *text, size_t n);

/* The ten digits that a number filled in at the end may have, each as wide as `advance`. */
struct pdf_digits {
    struct pdf_part parts[10];
    int32_t advance;
    gunichar nought; /* the character of 0; the others follow it */
};

/* The code of digit `place`, from the left, of a number of `places` digits that pdf_font_fill()
 * will give. TrueType alone. */
uint16_t pdf_font_held(struct pdf_font *font, unsigned place, unsigned places,
                       const struct pdf_digits *digits);

/* Gives the number, once, before the font is written. Should it have fewer digits than places, the
 * last are blanks without extent; should it have more, the last place shows the rest. */
void pdf_font_fill(struct pdf_font *font, unsigned number);

/* Another face whose glyphs may be parts of this font's composites: its number, from 1. So words of
 * two faces stand in one font, and a line is shown in one. Both must be TrueType. */
unsigned pdf_font_guest(struct pdf_font *font, hb_face_t *face);

/* An outline as TrueType has it: contour i is points [i ? ends[i - 1] : 0, ends[i]). */
struct pdf_point {
    int32_t x, y;
    bool on; /* the curve; control points stand alone between two that are */
};
struct pdf_outline {
    const struct pdf_point *points;
    size_t n;
    const uint32_t *ends;
    size_t n_ends;
};

/* Gives the face (guest 0), or a guest, a glyph that it has not: `id`, past 65535, may then be a
 * part of composites like any other. TrueType alone. */
void pdf_font_draw(struct pdf_font *font, unsigned guest, uint32_t id,
                   const struct pdf_outline *outline);
bool pdf_font_has_drawn(const struct pdf_font *font, unsigned guest, uint32_t id);

/* Whether `more` codes can still be given; a face that needs more gets a second pdf_font. */
bool pdf_font_room(const struct pdf_font *font, size_t more);

/* Writes font, subset and maps. False with FAULT_INVALID if the face cannot be subset. */
bool pdf_font_write(struct pdf_font *font, GError **error);
void pdf_font_free(struct pdf_font *font);

#endif

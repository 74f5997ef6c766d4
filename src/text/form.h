// SPDX-License-Identifier: MIT
// Forms of a letter that the face has not: a final letter drawn wider or narrower, a letter with a
// kashida after it, and the letter that the kashida runs into. All are drawn from the face's own
// outlines and the stroke of its tatweel.
//
// A form is a glyph whose number says all about it: the glyph of the face in the lower sixteen
// bits, above them what is done with it. So whoever holds a glyph can have its outline, and the
// same form has the same number everywhere.
//
// What a master's curve does was measured on a face traced from the Madina mushaf: the pen's
// thickness stays, the lowest point is about half way, the depth grows with the length, and the arc
// begins within both letters.
#ifndef WARRAQ_TEXT_FORM_H
#define WARRAQ_TEXT_FORM_H

#include "text/font.h"
#include "text/outline.h"

enum form_kind {
    FORM_PLAIN,      /* the face's glyph */
    FORM_WIDENED,    /* a final letter, its body wider or narrower */
    FORM_LENGTHENED, /* a letter and, left of it, its kashida */
    FORM_BENT,       /* the letter that a kashida runs into */
};

enum {
    FORM_WIDE_STEPS = 25,     /* of an em: widths of final letters */
    FORM_KASHIDA_STEPS = 16,  /* of an em: lengths of kashida */
    FORM_WIDE_STEPS_MOST = 31 /* steps either way */
};

struct letter_form {
    enum form_kind kind;
    int steps; /* how much wider, negative for narrower; how long the kashida is */
    bool deep; /* a kashida before a letter that rises */
    int reach; /* how far a kashida bends the other letter: a level */
};

uint32_t form_id(uint32_t glyph, const struct letter_form *form);
struct letter_form form_of(uint32_t id);

static inline uint32_t form_glyph(uint32_t id)
{
    return id & 0xFFFF;
}

static inline bool form_is(uint32_t id)
{
    return id > 0xFFFF;
}

/* Where a kashida may meet a glyph. */
struct form_seams {
    bool left, right;            /* the seam on that side is the tatweel's stroke */
    int left_reach, right_reach; /* how far it may bend there: levels */
};

/* Where a glyph may widen, in units; nowhere if both are equal. */
struct form_zone {
    int start, end;
};

/* Nothing can be made of it in a face without tatweel or with cubic outlines. Measured once. */
const struct form_seams *form_seams(const struct face *face, uint32_t glyph);
const struct form_zone *form_zone(const struct face *face, uint32_t glyph);

/* How many units the form is wider than the glyph. */
int form_added(const struct face *face, const struct letter_form *form);

/* How far what stands at `x` of the glyph moves with it, in units. */
double form_shift(const struct face *face, uint32_t id, double x);

/* The form's outline. Its origin is its left end. Not for plain glyphs. */
struct outline form_outline(const struct face *face, uint32_t id, struct arena *arena);

#endif

// SPDX-License-Identifier: MIT
// A font while codes are given out, as pdf/font.c fills it and pdf/subset.c and pdf/font_write.c
// read it.
#ifndef WARRAQ_PDF_FONT_STATE_H
#define WARRAQ_PDF_FONT_STATE_H

#include "base/arena.h"
#include "pdf/font.h"

#define NO_COMPOSITE UINT32_MAX

struct code {
    uint16_t code;
    uint32_t glyph;     // of the face; not used where there is a composite
    uint32_t composite; // its index, or NO_COMPOSITE
    int32_t advance;
    const char *text;
    size_t n;
};

// What a drawn glyph is known by.
static inline gpointer drawn_key(unsigned guest, uint32_t id)
{
    return GSIZE_TO_POINTER((gsize)guest << 32 | id);
}

// A code of a number that is filled in at the end.
struct held {
    guint at; // its place in `codes`
    unsigned place, places;
    struct pdf_digits digits;
};

struct pdf_font {
    struct pdf_writer *writer;
    struct pdf_font_face face;
    hb_font_t *hb_font; // scale is upem
    uint32_t id;
    struct arena *arena;
    struct pdf_plain *plain;
    bool *measured; // of each glyph: whether its advance is known
    unsigned n_glyphs;
    GHashTable *baked;  // key to code
    GArray *codes;      // of struct code, ascending
    GArray *composites; // of struct pdf_composite
    GArray *held;       // of struct held
    GByteArray *scratch;
    unsigned last;
    GPtrArray *guests;    // of hb_face_t
    GPtrArray *drawn;     // of GString, each a glyph's description
    GHashTable *drawn_at; // guest and id to its place, from 1
};

#endif

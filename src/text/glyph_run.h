// SPDX-License-Identifier: MIT
// Shaped text: glyphs of one face in visual order, each tied to the bytes it stands for.
// Compare pango/pango-glyph.h and HarfBuzz's hb-buffer.h.
#ifndef WARRAQ_TEXT_GLYPH_RUN_H
#define WARRAQ_TEXT_GLYPH_RUN_H

#include "base/arena.h"
#include "base/unit.h"

#include <stddef.h>
#include <stdint.h>

struct face; /* text/font.h */

enum glyph_flag {
    GLYPH_SPACE = 1 << 0, /* a word space: the run's space_extra widens it */
    GLYPH_GAP = 1 << 1,   /* a letter that the one before it does not join: gap_extra parts them */
    GLYPH_MARK = 1 << 2,  /* a combining mark on the glyph of its base */
    GLYPH_UNSAFE_BREAK = 1 << 3, /* splitting the run before this cluster needs re-shaping */
    GLYPH_SAFE_KASHIDA = 1 << 4, /* HarfBuzz: tatweel may be inserted before this cluster */
    GLYPH_HYPHEN = 1 << 5,       /* put in by hyphenation: no text of its own */
    GLYPH_MISSING = 1 << 6,      /* the face has no glyph for this text */
};

/* Positions are in the face's design units, exact; len_from_units() turns them into lengths. */
struct glyph {
    uint32_t id;      /* glyph index in the face, or a form of it: text/form.h */
    uint32_t cluster; /* byte of `text` where its characters start */
    int32_t advance;  /* to the next glyph, always rightward */
    int32_t dx, dy;   /* shift of the drawing, y upward as fonts have it */
    uint32_t flags;
};

/* Of an ink: a colour is set, black too. */
#define INK_SET UINT32_C(0x1000000)
/* A line over the words, which whoever places them draws. */
#define INK_OVERLINE UINT32_C(0x2000000)
/* Noughts that hold the place of the number of pages, see page_sink's `fills_total`. */
#define INK_TOTAL UINT32_C(0x4000000)

struct glyph_run {
    const struct face *face;
    len size;         /* em, the role's scale included */
    len nominal;      /* em as the style asks, before the role's scale; 0: not known */
    len rise;         /* baseline shift upward, of role or superscript */
    len space_extra;  /* added to each GLYPH_SPACE by justification; may be negative */
    len gap_extra;    /* the same to each GLYPH_GAP */
    int32_t widen;    /* all of it, extras too, drawn wider by so many millionths */
    uint8_t level;    /* bidi level after L1; odd runs right to left */
    const char *lang; /* BCP 47, interned, never NULL */
    uint32_t tag;     /* the caller's mark for this span of text; 0 for none */
    uint32_t ink;     /* INK_SET | 0xRRGGBB where it is not the colour of the line; INK_OVERLINE;
                         INK_TOTAL */
    const char *text; /* UTF-8 of the whole run in logical order; borrowed, lives as the page */
    size_t n_text;
    const struct glyph *glyphs; /* left to right; clusters descend where level is odd, one cluster
                                   value for each character or ligature (MONOTONE_CHARACTERS) */
    size_t n_glyphs;
};

/* Total advance in len, as justified: units are summed first and rounded once. */
len glyph_run_width(const struct glyph_run *run);

/* What justification adds after a glyph, before all is widened. */
static inline len glyph_run_extra(const struct glyph_run *run, const struct glyph *glyph)
{
    return (glyph->flags & GLYPH_SPACE ? run->space_extra : 0) +
           (glyph->flags & GLYPH_GAP ? run->gap_extra : 0);
}

/* A width of the run as it is drawn. */
static inline double glyph_run_widened(const struct glyph_run *run, double width)
{
    return width * (1 + run->widen / 1e6);
}

/* The x of glyph `index` from the run's left end (its origin, dx not included); index n_glyphs
 * gives the width. */
len glyph_run_x(const struct glyph_run *run, size_t index);

/* The bytes of run->text that glyph `index` stands for: from its cluster to the next cluster in
 * logical order. Glyphs that share a cluster share the bytes. Empty for a hyphen. */
void glyph_run_text(const struct glyph_run *run, size_t index, const char **ret_text,
                    size_t *ret_n);

#endif

// SPDX-License-Identifier: MIT
// Glyphs into codes: what stands for a character becomes one code, whatever it is drawn with.
#ifndef WARRAQ_RECORD_CLUSTERS_H
#define WARRAQ_RECORD_CLUSTERS_H

#include "record/job.h"

/* The font in force, and how the run's face stands in it. */
struct host {
    struct pdf_font *font;
    len size;       /* of the face's em as it is seen */
    unsigned upem;  /* the face's units in it */
    unsigned units; /* the file's units in the em that Tf sets */
    bool plain;     /* the run is of this very face, size and baseline */
    unsigned guest; /* else: the face's number in the font, */
    int16_t scale;  /* what its glyphs are scaled by, in 1/16384, */
    int32_t rise;   /* and lifted by, in units of the font */
};

/* What stands beside the run. */
struct beside {
    bool ordered;                  /* the line is of both directions: marks of direction go in */
    const struct glyph_run *right; /* NULL for none */
    bool space_left, space_right;  /* a space is shown with it that the run does not have */
};

/* Shows the run with the font in force, from where the pen is. */
void clusters_show(struct record *record, const struct glyph_run *run, const struct host *host,
                   const struct beside *beside);

/* Shows, invisibly, a sign that stands for no character of the text: the run's first glyph. A blank
 * would do, were it not that PDFium passes over what has no extent. */
void clusters_show_nothing(struct record *record, const struct glyph_run *run,
                           const struct host *host);

/* The width of a space in the run. */
len clusters_space(struct record *record, const struct glyph_run *run);

#endif

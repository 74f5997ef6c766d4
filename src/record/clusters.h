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

/* Shows the run with the font in force, from where the pen is.
 * right  the run seen to the right of it in a line of both directions, or NULL */
void clusters_show(struct record *record, const struct glyph_run *run, const struct host *host,
                   const struct glyph_run *right);

#endif

// SPDX-License-Identifier: MIT
// The font in which a run is shown: its face's own, or that of a neighbour in which it is a guest.
#ifndef WARRAQ_RECORD_HOSTS_H
#define WARRAQ_RECORD_HOSTS_H

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

/* The run of a line in whose font all are shown; NULL where each has its own. */
const struct glyph_run *host_find(const struct line *line);

/* The resource of the font in which `run` is shown, and how: that of *owner if it can be a guest
 * there, else its own, and it is the owner. */
unsigned host_choose(struct record *record, const struct glyph_run *run,
                     const struct glyph_run **owner, struct host *ret);

/* Tf's operand, in ten-thousandths of a point. */
int64_t host_shown_size(const struct host *host);

/* Units of the run's face in units of the font. */
int32_t host_units(const struct host *host, int64_t units);

#endif

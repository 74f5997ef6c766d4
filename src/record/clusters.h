// SPDX-License-Identifier: MIT
// Glyphs into codes: what stands for a character becomes one code, whatever it is drawn with.
#ifndef WARRAQ_RECORD_CLUSTERS_H
#define WARRAQ_RECORD_CLUSTERS_H

#include "record/hosts.h"

/* What is beside the run. */
struct beside {
    bool ordered; /* the line is of both directions: marks of direction go in */
    bool logical; /* the line is shown in the order in which it is read */
    bool opens;   /* nothing of the line is shown before it */
    const struct glyph_run *left, *right; /* NULL for none */
    bool space_left, space_right;         /* a space is shown with it that the run does not have */
    bool sign_left;                       /* a right-to-left mark goes before it */
};

/* Shows the run with the font in force, from where the pen is. */
void clusters_show(struct record *record, const struct glyph_run *run, const struct host *host,
                   const struct beside *beside);

/* Shows the run's first glyph invisibly and with no text, as a separator. A blank of no width will
 * not do: PDFium ignores it. */
void clusters_show_nothing(struct record *record, const struct glyph_run *run,
                           const struct host *host);

/* The width of a space in the run. */
len clusters_space(struct record *record, const struct glyph_run *run);

#endif

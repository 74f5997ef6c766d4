// SPDX-License-Identifier: MIT
// Glyphs into codes: what stands for a character becomes one code, whatever it is drawn with.
#ifndef WARRAQ_RECORD_CLUSTERS_H
#define WARRAQ_RECORD_CLUSTERS_H

#include "record/job.h"

/* Shows the run with the font in force, from where the pen is. */
void clusters_show(struct record *record, const struct glyph_run *run, struct pdf_font *font);

#endif

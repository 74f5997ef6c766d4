// SPDX-License-Identifier: MIT
// What stands on a sheet and is not the letter's: the printer's marks, outside the bleed.
#ifndef WARRAQ_RECORD_FURNITURE_H
#define WARRAQ_RECORD_FURNITURE_H

#include "record/job.h"

/* Crop marks at the corners of the side's trim, a centre mark with its register at the middle of
 * each edge, and below a line that says which page of what this is; nothing where nothing is
 * cut. */
void furniture_marks(struct record *record);

#endif

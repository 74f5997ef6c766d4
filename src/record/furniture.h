// SPDX-License-Identifier: MIT
// What stands on a sheet and is not the letter's: the printer's marks.
#ifndef WARRAQ_RECORD_FURNITURE_H
#define WARRAQ_RECORD_FURNITURE_H

#include "record/job.h"

/* Crop marks at the corners of the trim, outside the bleed; none where nothing is cut. */
void furniture_crop_marks(struct record *record);

#endif

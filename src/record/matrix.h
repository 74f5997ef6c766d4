// SPDX-License-Identifier: MIT
// A place of the page at hand on its side of the sheet.
#ifndef WARRAQ_RECORD_MATRIX_H
#define WARRAQ_RECORD_MATRIX_H

#include "record/job.h"

struct rect matrix_rect(const struct record *record, const struct rect *rect);

/* The height of a line of the page over the side's foot. */
len matrix_top(const struct record *record, len y);

/* Into the side's content: what follows, to the Q that the caller puts, is of the page. */
void matrix_put(struct record *record);

#endif

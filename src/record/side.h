// SPDX-License-Identifier: MIT
// A page of the file, and the letter's pages on it: their elements are declared, their items
// written, their links laid over them.
#ifndef WARRAQ_RECORD_SIDE_H
#define WARRAQ_RECORD_SIDE_H

#include "record/job.h"

/* The file's next page. The caller sets its key. */
void side_open(struct record *record, struct job_side *side, len width, len height);

/* Puts record->page on record->side by record->matrix. */
bool side_add_page(struct record *record, GError **error);

/* Writes record->side and forgets it. */
void side_close(struct record *record);

#endif

// SPDX-License-Identifier: MIT
// Links: annotations over the text, tied to their elements. A place in the document may lie on a
// page still to come; such a link waits, and nothing else does.
#ifndef WARRAQ_RECORD_LINKS_H
#define WARRAQ_RECORD_LINKS_H

#include "record/job.h"

struct links *links_new(void);
void links_free(struct links *links);

/* Records the places of this page's elements, and writes its links into record->annotations. */
void links_page(struct record *record);

/* Writes the links whose place never came, leading nowhere. */
void links_finish(struct record *record);

#endif

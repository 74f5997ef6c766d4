// SPDX-License-Identifier: MIT
// A page's elements into the file's structure tree.
#ifndef WARRAQ_RECORD_TAGS_H
#define WARRAQ_RECORD_TAGS_H

#include "record/job.h"

/* Declares the elements that begin on the page at hand. */
void tags_add(struct record *record);

/* Says where a figure stands, which its element must tell. */
void tags_place_figure(struct record *record, uint32_t element, const struct rect *rect);

#endif

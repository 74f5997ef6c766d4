// SPDX-License-Identifier: MIT
// A page's elements into the file's structure tree.
#ifndef WARRAQ_RECORD_TAGS_H
#define WARRAQ_RECORD_TAGS_H

#include "record/job.h"

/* A language tag if it is one, else NULL, and a note. */
const char *tags_lang(struct record *record, const char *lang);

/* An element that begins on the page; NULL if `id` is none. */
const struct element *tags_find(const struct page *page, uint32_t id);

/* Declares the elements that begin on the page at hand. */
void tags_add(struct record *record);

/* An element's number in the tree, and the number of what its content goes to: a Link of our own
 * inside it where it is linked and no Link itself (a note's Reference), for PDF/UA wants every
 * link annotation in a Link. 0 if the tree has no such element. */
uint32_t tags_element(const struct record *record, uint32_t element);
uint32_t tags_content(const struct record *record, uint32_t element);

/* Its type in the tree; NULL if the tree has no such element. */
const char *tags_type(const struct record *record, uint32_t element);

/* The object of the element that a link or bookmark names besides its place; 0 where the level asks
 * for none, or there is none. */
uint32_t tags_destination(const struct record *record, uint32_t element);

/* Ends the page: elements that do not go on are written. */
void tags_page_end(struct record *record);

/* Sets a figure's bounding box, which its element must have. */
void tags_place_figure(struct record *record, uint32_t element, const struct rect *rect);

#endif

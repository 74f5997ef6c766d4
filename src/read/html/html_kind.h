// SPDX-License-Identifier: MIT
// What an element is, by its name, its attributes and what it holds.
#ifndef WARRAQ_READ_HTML_HTML_KIND_H
#define WARRAQ_READ_HTML_HTML_KIND_H

#include "model/node.h"
#include "read/html/dom.h"

/* Part of a line of text; so is what HTML does not know. */
bool html_is_in_line(const struct dom *element);

/* Nothing in it is text of the page: scripts, drawings, fields to fill in. */
bool html_is_script(const struct dom *element);

/* Of one name and class. */
bool html_is_alike(const struct dom *a, const struct dom *b);

/* A number that elements of one name, class and kind of content share. */
uint32_t html_signature(const struct dom *element);

/* The element that a text stands in as a block: in none but what is part of a line. */
const struct dom *html_block_around(const struct dom *text);

/* Whether a block is below it, or any element beside its text. */
bool html_holds_block(const struct dom *element);
bool html_holds_elements(const struct dom *element);

/* Whether a link has an address: a place within the page is none on paper. */
bool html_leads_away(const struct dom *link);

/* The language and the direction its attributes name; NULL and DIRECTION_INHERIT if they name none.
 * The language is in `arena`. */
const char *html_language(struct arena *arena, const struct dom *element);
enum direction html_direction(const struct dom *element);

#endif

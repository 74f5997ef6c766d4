// SPDX-License-Identifier: MIT
// HTML before it is parsed, and what of it is no letter.
#ifndef WARRAQ_READ_HTML_HTML_CLEAN_H
#define WARRAQ_READ_HTML_HTML_CLEAN_H

#include "read/reader.h"

#include "read/html/dom.h"

/* A copy in which "<mail>" (no element of HTML) is text and a comment without an end is not one;
 * each is noted, with its place unless `fragment`. The caller frees it with g_free(). */
char *html_clean(struct reader *reader, const char *text, size_t n, bool fragment);

/* Whether a table only lays out the page: it holds headings, other tables or long paragraphs. */
bool html_table_is_frame(struct dom *table);

/* Sets the text of a part of the page aside: `residue-markup`. */
void html_tell_dropped(struct reader *reader, struct dom *node, size_t line);

/* Sets aside blocks below root that are one of the residue phrases. */
void html_set_residue_aside(struct reader *reader);

/* Sets aside blocks whose text is the page's and no letter: `residue-page`. Signatories stay. */
void html_set_page_aside(struct reader *reader);

#endif

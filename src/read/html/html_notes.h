// SPDX-License-Identifier: MIT
// Footnotes of a page as most pages have them: a number that leads to a place further down, and
// there the note, which leads back.
#ifndef WARRAQ_READ_HTML_HTML_NOTES_H
#define WARRAQ_READ_HTML_HTML_NOTES_H

#include "base/arena.h"
#include "model/node.h"
#include "read/html/dom.h"

#include <stdbool.h>

struct html_notes;

/* Looks through the tree below root, which must not change while the result is asked. */
struct html_notes *html_notes_new(struct dom *root);
void html_notes_free(struct html_notes *notes);

/* The note's number if the element is a reference to it, or is the block of the note itself; NULL
 * for any other. Owned by `notes`. */
const char *html_notes_reference(const struct html_notes *notes, const struct dom *element);
const char *html_notes_block(const struct html_notes *notes, const struct dom *element);

/* Whether the element is a link to a place in the page: within a note, the way back. */
bool html_notes_leads_within(struct dom *element);

/* Takes the note's number off the beginning of its text; of an entry of a list "1." stays, which
 * may begin a date. */
void html_notes_skip_number(struct arena *arena, struct node *note, bool entry);

#endif

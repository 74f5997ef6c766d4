// SPDX-License-Identifier: MIT
// Footnotes: numbered in the order they are called, set when called, placed at the foot of the
// page their call stands on. A long one goes on at the foot of the next page.
#ifndef WARRAQ_LAYOUT_FOOTNOTE_H
#define WARRAQ_LAYOUT_FOOTNOTE_H

#include "layout/block.h"
#include "layout/fit.h"

struct footnotes;

/* Finds the document's footnotes and which of them are called. */
struct footnotes *footnotes_new(const struct document *document);
void footnotes_free(struct footnotes *footnotes);

/* The mark of the note called `name`, in the document's digits; a note called for the first time
 * takes the next number. NULL, with `footnote-missing` noted, if there is no such note. */
const char *footnote_mark(struct flow *flow, const char *name);

/* A reference was set as element `reference`; its note follows when the block is done. */
void footnote_call(struct flow *flow, const char *name, uint32_t reference);

/* Sets the notes called since the last time, each beside the box in `segment` that holds its
 * call. */
bool footnote_set_called(struct flow *flow, struct segment *segment, GError **error);

/* Whether the note is called anywhere; one that is not is set where it stands. */
bool footnote_is_called(const struct flow *flow, const struct node *note);

/* The space and the rule between the letter and its notes. */
len footnote_separator(const struct flow *flow);

/* The height of all notes called in the box, and the least of it that must stand on the same
 * page. */
len footnote_height(const struct fit *fit, const struct box *box);
len footnote_least(const struct fit *fit, const struct box *box);

#endif

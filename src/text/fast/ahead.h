// SPDX-License-Identifier: MIT
// Paragraphs set by other threads before they are asked for. Whoever walks through a letter offers
// the paragraphs that are likely to come; threads set them, each with faces and caches of its own;
// paragraph_set() takes what is ready. An offer that was wrong is never taken: it costs time and
// changes nothing. What setting a paragraph leaves in the font_set (faces used, in their order) is
// left when it is taken, and one that has anything to report is set anew, by its own thread and in
// its turn: lines and messages are the same for any number of threads.
#ifndef WARRAQ_TEXT_FAST_AHEAD_H
#define WARRAQ_TEXT_FAST_AHEAD_H

#include "text/fast/paragraph_key.h"

struct ahead;

/* Sets a paragraph; what paragraph_set() does where no cache has it. */
typedef struct lines (*ahead_set_fn)(struct font_set *fonts, const struct styled_text *text,
                                     const struct paragraph_style *style, len measure,
                                     struct arena *arena, struct diag *diag);

struct ahead *ahead_new(struct font_set *fonts, ahead_set_fn set);
void ahead_free(struct ahead *ahead);

/* How many are to work beside the caller's, which works too while it waits; 0: nothing is set
 * ahead. There must be no offers. */
void ahead_set_threads(struct ahead *ahead, unsigned threads);

/* Whether enough is offered, for now. */
bool ahead_is_full(const struct ahead *ahead);

/* The text and its looks are copied; the strings these and the style point to must live until
 * ahead_forget(). */
void ahead_offer(struct ahead *ahead, const struct paragraph_key *key,
                 const struct styled_text *text, const struct paragraph_style *style, len measure);

/* The lines of an offered paragraph in `arena`, with the tags and inks of `text`; *ret_text is what
 * their runs point into. False if it was not offered or must be set anew. Offers made before it are
 * given up. */
bool ahead_take(struct ahead *ahead, const struct paragraph_key *key,
                const struct styled_text *text, struct arena *arena, struct lines *ret,
                const char **ret_text);

/* Gives up all offers. */
void ahead_drop(struct ahead *ahead);

/* The same, and lets the threads go, which may still have been at one. */
void ahead_forget(struct ahead *ahead);

#endif

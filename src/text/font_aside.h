// SPDX-License-Identifier: MIT
// Font sets of threads that work for another's: what is used and missed is not noted but told, and
// faces are found again by their files.
#ifndef WARRAQ_TEXT_FONT_ASIDE_H
#define WARRAQ_TEXT_FONT_ASIDE_H

#include "text/font_choose.h"

/* From here on the set's words, and those of the twins it will have, are shaped once for all. */
void font_set_expect_twins(struct font_set *fonts);

/* A set of the same folder, with faces and caches of its own. Any thread may make it; whoever has
 * it frees it. */
struct font_set *font_set_twin(const struct font_set *fonts);

/* The set's own face for one of a twin's; by the set's own thread. */
const struct face *font_set_own(struct font_set *fonts, const struct face *twins);

/* A twin that the set has been asked about is gone, and others may be where its faces were. */
void font_set_forget_twins(struct font_set *fonts);

/* From here on nothing that is used or missed is noted in the set; until the end, which gives the
 * faces used, each once, in order of use (good until the next begin) and whether nothing was
 * missed. */
void font_aside_begin(struct font_set *fonts);
const GPtrArray *font_aside_end(struct font_set *fonts, bool *ret_all_there);

/* Whether a character of the text was noted as one that no face has. */
bool font_set_lacks(const struct font_set *fonts, const char *text, size_t n);

#endif

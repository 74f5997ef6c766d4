// SPDX-License-Identifier: MIT
// One font file opened: mapped, not read, and no more of it touched than is asked for.
#ifndef WARRAQ_TEXT_FACE_H
#define WARRAQ_TEXT_FACE_H

#include "text/font.h"

/* Maps face `index` of the file. NULL with FAULT_IO if it cannot be mapped, FAULT_INVALID if it
 * is no font. */
struct face *face_open(const char *path, int index, bool bold, bool italic, GError **error);
void face_free(struct face *face);

/* Whether the face has a glyph for the character. */
bool face_covers(const struct face *face, hb_codepoint_t character);

/* Whether its words are stacked on a slope: Nastaliq, Ruqaa. */
bool face_slants(const struct face *face);

/* The stroke of the face's tatweel, in design units above the baseline. Both 0 for faces whose
 * style bears no kashida (Nastaliq, Ruqaa), that have no tatweel, or whose outlines are cubic. */
struct face_stroke {
    int low, high;
};

/* Measured once. */
struct face_stroke face_stroke(const struct face *face);

/* What is known of glyphs by number, kept for text/form.c; freed with g_free. */
enum face_kind { FACE_SEAMS, FACE_ZONES, FACE_KINDS };
GHashTable *face_kept(const struct face *face, enum face_kind kind);

#endif

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

/* The width of one kashida between two letters, in design units; 0 for faces whose style bears
 * none (Nastaliq, Ruqaa) or that have no tatweel. Measured once. */
int face_kashida(const struct face *face);

#endif

// SPDX-License-Identifier: MIT
// A face for a page of the web: no more of it than the page shows, as WOFF 2.
#ifndef WARRAQ_EDITION_WOFF2_H
#define WARRAQ_EDITION_WOFF2_H

#include <glib.h>
#include <hb.h>

/* The glyphs that the characters need in any combination, with all the face's layout features, in a
 * WOFF 2 file whose tables are packed together and otherwise as they are (W3C, WOFF File
 * Format 2.0, section 4). The caller unrefs it. NULL with FAULT_INVALID if the face cannot be
 * subset. */
GBytes *woff2_make(hb_face_t *face, const hb_set_t *characters, GError **error);

#endif

// SPDX-License-Identifier: MIT
// The faces. fonts/ alone supplies them, through a fontconfig of our own: nothing else on the
// machine is ever consulted for a glyph. Which face serves which script and language is data
// (fonts/roles), and so are the scale and shift that set the scripts level.
#ifndef WARRAQ_TEXT_FONT_H
#define WARRAQ_TEXT_FONT_H

#include "base/unit.h"

#include <glib.h>
#include <hb.h>
#include <stdbool.h>

/* One face of one file. Owned by its font_set; two faces are the same if their pointers are. */
struct face {
    const char *path; /* where it was read */
    const char *file; /* its last part */
    int index;        /* in a collection */
    const char *family, *style, *version;
    const char *postscript_name;
    unsigned upem;
    int ascender, descender; /* design units; the descender is negative */
    bool bold, italic;
    bool cff;           /* outlines are CFF, else TrueType */
    hb_face_t *hb_face; /* immutable */
    hb_font_t *hb_font; /* immutable; scale is upem, so positions are design units */
    void *priv;
};

struct font_set;

/* Opens the folder that holds `roles`, `lock` and the staged faces. NULL with FAULT_IO when a face
 * the roles name is not there, or FAULT_INVALID (with line) when the table is not well-formed. */
struct font_set *font_set_open(const char *folder, GError **error);
void font_set_free(struct font_set *fonts);

/* Whether text of the family and language is set in a face whose words are stacked on a slope, and
 * wants more room between its lines. */
bool font_set_slants(struct font_set *fonts, const char *family, const char *lang);

/* What has been missed so far is told again where it is missed again. False if nothing was. */
bool font_set_forget_missing(struct font_set *fonts);

/* The faces met so far, in the order they were first used. */
size_t font_set_used(const struct font_set *fonts);
const struct face *font_set_get(const struct font_set *fonts, size_t index);

/* SHA-512 of the face's file in hexadecimal, computed once; owned by the face's set. */
const char *face_sha512(const struct face *face);

#endif

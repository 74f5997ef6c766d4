// SPDX-License-Identifier: MIT
// Glyph runs drawn by Cairo, from the very file each face was shaped with.
#ifndef WARRAQ_PAINT_GLYPHS_H
#define WARRAQ_PAINT_GLYPHS_H

#include "paint/canvas.h"

#include "paint/lazy_cairo.h"

/* Opened faces, by file and index. */
struct glyph_faces *glyph_faces_new(void);
void glyph_faces_free(struct glyph_faces *faces);

/* The face for reading outlines, owned by `faces`; NULL with FAULT_IO. */
FT_Face glyph_faces_ft(struct glyph_faces *faces, const struct face *face, GError **error);

/* Draws the run with its origin at (x, y), in the context's present colour. */
bool glyphs_draw(struct canvas *canvas, const struct glyph_run *run, len x, len y, GError **error);

#endif

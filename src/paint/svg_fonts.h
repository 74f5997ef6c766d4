// SPDX-License-Identifier: MIT
// The faces for text inside SVG images: those of one folder and no other on the machine, so that a
// letterhead looks the same everywhere. librsvg takes Pango's default font map of the thread; it
// is lent another while an SVG is drawn.
#ifndef WARRAQ_PAINT_SVG_FONTS_H
#define WARRAQ_PAINT_SVG_FONTS_H

#include <glib.h>

/* The folder of the faces, for what this thread draws from now on; other threads have others.
 * Until then, and after NULL, which also drops what the thread holds, the machine's own faces
 * serve. The name is copied. */
void svg_fonts_use(const char *folder);

/* Around the drawing of an SVG; nothing is read from the folder unless `bytes` may hold text. */
void svg_fonts_enter(GBytes *bytes);
void svg_fonts_leave(void);

#endif

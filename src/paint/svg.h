// SPDX-License-Identifier: MIT
// A page as SVG, written by hand: Cairo's own numbers its parts by how many surfaces the process
// has made, so the same page would not give the same bytes twice.
#ifndef WARRAQ_PAINT_SVG_H
#define WARRAQ_PAINT_SVG_H

#include "paint/glyphs.h"

/* Glyphs as outlines in the face's own units, each held once and used where it is drawn. False,
 * with FAULT_IO, when a face cannot be read. The caller unrefs. */
GBytes *svg_outlines(struct glyph_faces *faces, const struct page *page, GError **error);

/* Words as text, each held to its place and width, in logical order. The caller unrefs. */
GBytes *svg_text(const struct page *page);

/* How one line is put down; `context` is the writer's own. */
struct svg_writer {
    bool (*line)(void *context, const struct item *item, GString *out, GError **error);
    void *context;
};

/* The page's items in order, everything but the lines as it is in both kinds. */
bool svg_put_items(const struct svg_writer *writer, const struct page *page, GString *out,
                   GError **error);

/* The prologue and the <svg> start tag, to white paper; svg_put_end() closes it. */
void svg_put_start(GString *out, const struct page *page);
GBytes *svg_put_end(GString *out);

/* ` name="value"` in thousandths, without the zeros that say nothing. */
void svg_put_number(GString *out, const char *name, double value);
void svg_put_colour(GString *out, uint32_t colour);          /* ` fill="#rrggbb"` unless black */
void svg_put_text(GString *out, const char *text, size_t n); /* escaped */

#endif

// SPDX-License-Identifier: MIT
// The stages of setting a paragraph as stable text: what is fixed in goldens, and what
// `warraq dump items` prints.
#ifndef WARRAQ_TEXT_DUMP_H
#define WARRAQ_TEXT_DUMP_H

#include "text/paragraph.h"

/* Items in logical order, one a line: bytes, level, script, language, face, text. */
void dump_items(struct font_set *fonts, const struct styled_text *text,
                const struct paragraph_style *style, GString *out);

/* The text with `|` where a line may end, `‖` where it must, `¬` where it may with a
 * hyphen, `·` after a letter that may be lengthened. */
void dump_breaks(struct font_set *fonts, const struct styled_text *text,
                 const struct paragraph_style *style, GString *out);

/* Each line: place and width in points, word space's growth, kashidas, text. */
void dump_set_lines(const struct lines *lines, const char *text, GString *out);

/* Each run of each line left to right, and with `glyphs` its glyphs: id@cluster+advance, text, and
 * its flags: s space, g gap before the letter, m mark, u unsafe to break, t tatweel may precede, h
 * hyphen, a absent from the face. */
void dump_runs(const struct lines *lines, bool glyphs, GString *out);

#endif

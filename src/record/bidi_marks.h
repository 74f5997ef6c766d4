// SPDX-License-Identifier: MIT
// Invisible marks for readers that put a line in order by themselves.
//
// PDFium cuts a line, as it is seen, into stretches of left, right, weak and neutral characters,
// takes the stretches from the right, turns round those that are right (and neutral ones after
// them), and mirrors their brackets; weak ones it leaves. So a comma beside a number changes
// places with it, and a bracket before a word of the other direction comes out turned. A mark of
// direction, zero wide, parts the stretches. The others pass over such marks.
#ifndef WARRAQ_RECORD_BIDI_MARKS_H
#define WARRAQ_RECORD_BIDI_MARKS_H

#include <glib.h>
#include <stdbool.h>

/* What must be beside a character of a right-to-left run; 0 for nothing. */
struct bidi_marks {
    gunichar left, right;
};

/* right  the character seen to the right of it, 0 at the line's end */
struct bidi_marks bidi_marks_for(gunichar character, gunichar right);

/* Whether a right-to-left mark is wanted left of a sign of a right-to-left run: it has no direction
 * of its own and ends a word, and poppler would turn it with the space beside it. left is the
 * character seen there, 0 at the line's end. */
bool bidi_marks_end_word(gunichar character, gunichar left);

/* Whether the text has letters that run right to left and that no reader turns: those above
 * U+FFFF. */
bool bidi_marks_need_order(const char *text, size_t n);

#endif

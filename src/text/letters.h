// SPDX-License-Identifier: MIT
// The letters of a set line, found by their characters, and exchanged for other forms.
#ifndef WARRAQ_TEXT_LETTERS_H
#define WARRAQ_TEXT_LETTERS_H

#include "text/form.h"
#include "text/setting.h"

struct set_letter {
    struct glyph_run *run;
    struct glyph *glyph; /* its base, the marks left out */
};

/* The letter that starts with character `at`. False where it is no single glyph of the line. */
bool letter_find(const struct setting *setting, struct line *line, size_t at,
                 struct set_letter *ret);

/* Draws the letter in another form. What is attached to it goes with it. */
void letter_exchange(const struct set_letter *letter, const struct letter_form *form);

/* Widens or narrows the bodies of the line's final letters by `ratio` of what each can give, and
 * flags the letters before which gaps open. */
void letters_give(const struct setting *setting, struct line *line, double ratio);

#endif

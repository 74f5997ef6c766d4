// SPDX-License-Identifier: MIT
// The language of a piece of text, from its script and characters. It picks the glyph forms
// (locl), the face, the hyphenation and what the record says of the piece.
#ifndef WARRAQ_LANGUAGE_LANG_H
#define WARRAQ_LANGUAGE_LANG_H

#include <hb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The language of characters [first, end), all of `script`.
 *
 * Kana mean Japanese; so does a character that is neither in the simplified nor in the traditional
 * Chinese sets but in the Japanese one; else zh-Hans or zh-Hant by the forms that prevail.
 * Latin letters: `by_default` where that is written so, else by its letters and little words.
 * Cyrillic and Arabic letters: the first language that writes with all of them, `by_default`
 * before others. Other scripts: `by_default` if it is written so, else their likeliest language.
 * The result is static or `by_default`.
 * Sources: Unihan's kGB0, kTGH, kBigFive, kJis0; CLDR's exemplar characters and likely subtags. */
const char *lang_of(const hb_codepoint_t *codes, size_t n_codes, hb_script_t script,
                    const char *by_default);

/* The language of a name, for whoever shows it as one piece: that of the script most of its letters
 * are in, as above; NULL where it has no letters. */
const char *lang_of_name(const char *text, size_t n, const char *by_default);

/* The likely language of a script, static; NULL where there is none. */
const char *lang_of_script(hb_script_t script);

/* zh-Hans or zh-Hant by the characters that only one of them has; zh where there are none. */
const char *lang_of_chinese(const hb_codepoint_t *codes, size_t n_codes);

#endif

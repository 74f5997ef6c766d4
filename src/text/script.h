// SPDX-License-Identifier: MIT
// The script of each character (Unicode Standard Annex 24): signs common to many scripts take
// that of their neighbours, a closing bracket that of its opening one.
#ifndef WARRAQ_TEXT_SCRIPT_H
#define WARRAQ_TEXT_SCRIPT_H

#include "text/chars.h"

/* The script of one character as it stands; East Asian punctuation counts as Han. */
hb_script_t script_of(hb_codepoint_t character);

/* The script most text of a language is written in: HB_SCRIPT_LATIN for "fr". The source is
 * CLDR's likely subtags (script_likely.inc). */
hb_script_t script_of_language(const char *lang);

/* Fills chars->script; wants levels. Text of common signs alone takes the script of `lang`. */
void script_resolve(struct chars *chars, const char *lang, struct arena *arena);

bool script_is_cjk(hb_script_t script);

#endif

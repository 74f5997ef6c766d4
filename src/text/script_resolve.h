// SPDX-License-Identifier: MIT
// The script of each character of a paragraph (Unicode Standard Annex 24): signs common to many
// scripts have that of their neighbours, a closing bracket that of its opening one.
#ifndef WARRAQ_TEXT_SCRIPT_RESOLVE_H
#define WARRAQ_TEXT_SCRIPT_RESOLVE_H

#include "text/chars.h"

/* Fills chars->script; needs levels. Text of common signs alone has the script of `lang`. */
void script_resolve(struct chars *chars, const char *lang, struct arena *arena);

#endif

// SPDX-License-Identifier: MIT
// Lengths. Every position and size in a page is a `len`: 1/1024 of a PostScript point, rounded
// once, so that two machines agree byte for byte (compare PangoScale in pango/pango-types.h).
#ifndef WARRAQ_BASE_UNIT_H
#define WARRAQ_BASE_UNIT_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t len;

#define LEN_PER_PT 1024
#define LEN_MAX INT32_MAX

/* Half away from zero; values past the range of `len` are clamped. */
len len_from_pt(double pt);
len len_from_mm(double mm);
double len_to_pt(len value);

/* Scales `value` design units of a font with `upem` units an em, set at `size`, to a length.
 * Exact in 64-bit arithmetic, rounded half away from zero, clamped. */
len len_from_units(int64_t value, len size, unsigned upem);

/* The same, not clamped: a long paragraph on one line is wider than a `len` can hold. */
int64_t wide_from_units(int64_t value, len size, unsigned upem);

/* Reads a CSS length: a number and one of pt mm cm in px pc q, or `0` alone.
 * `em` is accepted when `em` > 0 (the font size it refers to).
 * False if `text` is anything else; *ret is then untouched. */
bool len_parse(const char *text, len em, len *ret);

#endif

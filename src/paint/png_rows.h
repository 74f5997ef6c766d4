// SPDX-License-Identifier: MIT
// A PNG's rows as they are packed in it (ISO/IEC 15948, clauses 9 and 10): a PDF reads the same
// filters, so that most pictures need not be unpacked and packed again.
#ifndef WARRAQ_PAINT_PNG_ROWS_H
#define WARRAQ_PAINT_PNG_ROWS_H

#include "page/page.h"

/* IMAGE_ROWS of a PNG in grey or RGB of eight bits, without transparency and not interlaced, once
 * it is seen to be whole. False for any other, also where it is damaged: then it must be decoded.
 * *ret borrows the path. */
bool png_rows_take(const struct image *image, struct image *ret);

#endif

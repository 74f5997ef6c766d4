// SPDX-License-Identifier: MIT
// Points and rectangles on a page: origin at the top left, y downward. Only pdf/content.c turns
// the axis over.
#ifndef WARRAQ_BASE_GEOM_H
#define WARRAQ_BASE_GEOM_H

#include "base/unit.h"

struct point {
    len x, y;
};

struct rect {
    len x, y, width, height;
};

struct edges {
    len top, right, bottom, left;
};

/* The longest side that a page of PDF/A may have, 200 inches. */
enum { PAPER_MOST_PT = 14400 };

/* A paper by name: "A4", "letter", "A5 landscape", or two lengths "210mm 297mm" of at most
 * PAPER_MOST_PT; case does not matter. False for anything else. Sizes of ISO 216, JIS B and the
 * North American formats. */
bool paper_parse(const char *text, len *ret_width, len *ret_height);

/* The names paper_parse() knows, for messages and completions; NULL ends the list. */
const char *const *paper_names(void);

#endif

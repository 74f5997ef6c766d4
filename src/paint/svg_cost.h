// SPDX-License-Identifier: MIT
// What an SVG costs to draw, counted before it is drawn: a document of a few bytes can ask for
// minutes of work, and the library that draws it cannot be stopped.
#ifndef WARRAQ_PAINT_SVG_COST_H
#define WARRAQ_PAINT_SVG_COST_H

#include <glib.h>
#include <stdbool.h>

/* Whether the document stays within what a picture may cost. An element counts as often as it is
 * drawn through `use`, patterns, masks and markers; a mask counts by `pixels` (of CSS), the
 * picture's size. False with FAULT_INVALID, naming `name`. */
bool svg_cost_check(const char *name, GBytes *bytes, double pixels, GError **error);

#endif

// SPDX-License-Identifier: MIT
// Cairo's errors as faults.
#ifndef WARRAQ_PAINT_PAINT_CHECK_H
#define WARRAQ_PAINT_PAINT_CHECK_H

#include "paint/lazy_cairo.h"
#include <glib.h>
#include <stdbool.h>

/* Whether Cairo has met an error so far; false with FAULT_IO and Cairo's words if so. */
bool paint_check(cairo_status_t status, const char *what, GError **error);

#endif

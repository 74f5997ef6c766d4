// SPDX-License-Identifier: MIT
#include "paint/paint_check.h"

#include "base/error.h"
#include "base/translate.h"

bool paint_check(cairo_status_t status, const char *what, GError **error)
{
    if (status)
        fault_set(error, FAULT_IO, "cannot draw %s: %s", translate(what),
                  cairo_status_to_string(status));
    return status == CAIRO_STATUS_SUCCESS;
}

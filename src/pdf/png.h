// SPDX-License-Identifier: MIT
// PNG into plain samples (W3C PNG, third edition): every colour type, depth and interlace, as
// eight-bit grey or RGB and, where the file has any, eight-bit alpha.
#ifndef WARRAQ_PDF_PNG_H
#define WARRAQ_PDF_PNG_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct png {
    uint32_t width, height;
    unsigned channels; /* 1 or 3 */
    GString *samples;  /* width * height * channels */
    GString *alpha;    /* width * height; NULL where all is opaque */
};

/* False with FAULT_INVALID if the file is damaged or larger than 64 million pixels. */
bool png_read(const void *data, size_t n, struct png *ret, GError **error);
void png_clear(struct png *png);

#endif

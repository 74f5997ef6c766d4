// SPDX-License-Identifier: MIT
// Pictures as image objects: a JPEG's own bytes, or samples with their alpha as a soft mask.
#ifndef WARRAQ_PDF_IMAGE_H
#define WARRAQ_PDF_IMAGE_H

#include "pdf/writer.h"

/* Samples of eight bits, row by row. */
struct pdf_samples {
    unsigned width, height;
    unsigned channels; /* 1 grey, 3 RGB */
    GBytes *samples;   /* width * height * channels */
    GBytes *alpha;     /* width * height; NULL if every pixel is opaque */
};

/* Writes a JPEG as it is and returns its object number, or 0 with FAULT_INVALID if it is damaged
 * or in CMYK. `profile` is the object of an sRGB profile, for a document whose own colours are
 * others; 0 for none. */
uint32_t pdf_image_jpeg(struct pdf_writer *writer, GBytes *bytes, uint32_t profile, GError **error);

/* Writes rows that a PNG's filters and zlib have packed; `samples` are these. */
uint32_t pdf_image_rows(struct pdf_writer *writer, const struct pdf_samples *rows);

/* Writes samples, in grey by their luminance if `grey`; returns the object number. */
uint32_t pdf_image_samples(struct pdf_writer *writer, const struct pdf_samples *from, bool grey);

#endif

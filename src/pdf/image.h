// SPDX-License-Identifier: MIT
// Pictures as image objects: JPEG as it is, PNG unpacked, its alpha a soft mask.
#ifndef WARRAQ_PDF_IMAGE_H
#define WARRAQ_PDF_IMAGE_H

#include "pdf/writer.h"

enum pdf_image_kind { PDF_IMAGE_JPEG, PDF_IMAGE_PNG };

struct pdf_image_ink {
    bool grey;        /* one plate: a PNG becomes grey */
    uint32_t profile; /* sRGB's stream, for a JPEG whose colours are not the intent's; 0 none */
};

/* Writes the picture; gives its object number, or 0 with FAULT_INVALID if it is damaged or of a
 * kind that cannot be kept (a JPEG in CMYK). */
uint32_t pdf_image_write(struct pdf_writer *writer, enum pdf_image_kind kind, const void *data,
                         size_t n, const struct pdf_image_ink *ink, GError **error);

#endif

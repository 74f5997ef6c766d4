// SPDX-License-Identifier: MIT
// The metadata packet: what the document is called, and which standards it claims
// (ISO 16684-1; ISO 19005-2, 6.6; ISO 14289-1 and -2, 5; Well-Tagged PDF 1.0, 6.1; ISO
// 15930-7, 6.9).
#ifndef WARRAQ_PDF_XMP_H
#define WARRAQ_PDF_XMP_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct pdf_xmp {
    const char *title, *lang, *author, *subject, *producer; /* author, subject: NULL for none */
    int64_t date;                                           /* seconds since 1970, UTC */
    unsigned part;                                          /* PDF/A */
    const char *conformance;                                /* "A", "F"; NULL for none */
    const char *revision; /* "2020" from part 4 on; NULL for none */
    unsigned ua;          /* part of PDF/UA; 0 for none. With part 2 go the two parts of WTPDF */
    bool x4;              /* PDF/X-4 */
    const char *digest;   /* at least 32 hexadecimal digits: the identifiers are made of it */
};

/* The caller frees the packet. */
GString *pdf_xmp(const struct pdf_xmp *xmp);

#endif

// SPDX-License-Identifier: MIT
// The syntax of PDF objects, appended to a GString that holds bytes (ISO 32000-1, 7.3). Numbers
// are written by hand: no locale, no exponent, no needless digit.
#ifndef WARRAQ_PDF_OBJECT_H
#define WARRAQ_PDF_OBJECT_H

#include "base/geom.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* A number into room for PDF_DIGITS_MOST bytes: gives the place after it. */
enum { PDF_DIGITS_MOST = 20 };
char *pdf_put_digits(char *at, uint64_t value);

void pdf_int(GString *out, int64_t value);

/* value / 10^decimals, trailing zeros dropped: pdf_scaled(out, -1250, 2) writes -12.5. */
void pdf_scaled(GString *out, int64_t value, unsigned decimals);

/* The same of hundredths, into room for PDF_HUNDREDTHS_MOST bytes: gives the place after them. */
enum { PDF_HUNDREDTHS_MOST = 22 };
char *pdf_put_hundredths(char *at, int64_t hundredths);

/* A length in points with two decimals: within 1/200 pt, below what any device can place. */
void pdf_len(GString *out, len value);

/* What pdf_len() writes, in hundredths of a point, so that relative moves do not drift. */
int64_t pdf_hundredths(len value);

/* "12 0 R" */
void pdf_ref(GString *out, uint32_t id);

/* The same into room for PDF_REF_MOST bytes: gives the place after it. */
enum { PDF_REF_MOST = 14 };
char *pdf_put_ref(char *at, uint32_t id);

/* /Name, with #xx for what a name cannot hold. */
void pdf_name(GString *out, const char *name);

/* A text string: ASCII as it is, anything else as UTF-16BE. */
void pdf_text(GString *out, const char *utf8);

/* The same with no NUL in it: UTF-16BE as hexadecimal. */
void pdf_text_hex(GString *out, const char *utf8);

/* A string of bytes, escaped where it must be. */
void pdf_bytes(GString *out, const void *data, size_t n);
void pdf_hex(GString *out, const void *data, size_t n);

/* (D:20260131235959Z) */
void pdf_date(GString *out, int64_t seconds);

/* [x0 y0 x1 y1] on a page of `height`, the axis turned over. */
void pdf_rect(GString *out, const struct rect *rect, len height);

#endif

// SPDX-License-Identifier: MIT
// An object that is too long to be held as it is spelt: a list of a million entries names them all
// in one array. It is packed piece by piece, in rows of put_wide_ref(), and lies in an object
// stream of its own.
#ifndef WARRAQ_PDF_LONG_OBJECT_H
#define WARRAQ_PDF_LONG_OBJECT_H

#include "pdf/writer.h"

struct pdf_long_object;

struct pdf_long_object *pdf_long_object_new(uint32_t id);
void pdf_long_object_put(struct pdf_long_object *object, const char *text, size_t n);

/* Adds the object to the file, and frees it. */
void pdf_long_object_finish(struct pdf_long_object *object, struct pdf_writer *writer);
void pdf_long_object_free(struct pdf_long_object *object);

#endif

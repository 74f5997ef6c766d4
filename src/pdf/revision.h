// SPDX-License-Identifier: MIT
// What was added to a file after a part of it was signed (ISO 32000-2, 7.5.6 and 12.8.2.2).
#ifndef WARRAQ_PDF_REVISION_H
#define WARRAQ_PDF_REVISION_H

#include "pdf/reader.h"

/* Whether all that the file `now` has beyond its beginning, `before`, is what proves it: document
 * time stamps whose fields show nothing, and a document security store. Anything else could show
 * another letter than was signed; *ret_object is then the first object that differs, or 0 if it is
 * the file as a whole. */
bool pdf_revision_proves(struct pdf_reader *before, struct pdf_reader *now, uint32_t *ret_object);

#endif

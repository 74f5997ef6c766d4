// SPDX-License-Identifier: MIT
// The cross-reference of a file that is being written (ISO 32000-1, 7.5.8), in sections: once so
// many objects are numbered, where those lie that are out goes into the file too, each section
// naming the one before it, and leaves memory. A letter has one section.
#ifndef WARRAQ_PDF_XREF_H
#define WARRAQ_PDF_XREF_H

#include "pdf/stream.h"

struct pdf_xref;

struct pdf_xref *pdf_xref_new(void);
void pdf_xref_free(struct pdf_xref *xref);

/* A fresh object number. */
uint32_t pdf_xref_reserve(struct pdf_xref *xref);

/* Where an object lies: at an offset, or as number `index` of an object stream. By any thread. */
void pdf_xref_at(struct pdf_xref *xref, uint32_t id, uint64_t offset);
void pdf_xref_within(struct pdf_xref *xref, uint32_t id, uint32_t stream, unsigned index);

/* Whether a section should be written. */
bool pdf_xref_is_due(const struct pdf_xref *xref);

/* The next section, to be written as stream `id` at `offset`; the trailer's entries are to be added
 * to its own. It has all whose place is known and that no section has; the last has what is left.
 */
struct pdf_stream pdf_xref_section(struct pdf_xref *xref, uint32_t id, uint64_t offset, bool last);

#endif

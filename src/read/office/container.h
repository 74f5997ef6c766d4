// SPDX-License-Identifier: MIT
// What a word processor's file is packed in: a ZIP of Office Open XML or of OpenDocument, opened by
// the reader that archives are verified with, or one file of XML.
#ifndef WARRAQ_READ_OFFICE_CONTAINER_H
#define WARRAQ_READ_OFFICE_CONTAINER_H

#include "read/reader.h"
#include "zip/view.h"

/* The readers of what is within. False with FAULT_INVALID and no path in its words. */
bool docx_read_view(struct reader *reader, struct zip_view *view, GError **error);
bool odt_read_view(struct reader *reader, struct zip_view *view, GError **error);
bool odt_read_flat(struct reader *reader, GBytes *bytes, GError **error);

#endif

// SPDX-License-Identifier: MIT
// A workbook of LibreOffice's: OpenDocument 1.3, part 3, section 9 (tables), packed (.ods) or flat.
#ifndef WARRAQ_READ_LIST_ODS_H
#define WARRAQ_READ_LIST_ODS_H

#include "read/list/workbook_out.h"
#include "zip/view.h"

/* Reads the table `name` (NULL: see workbook.h) into `out`. False with its faults. */
bool ods_read(struct zip_view *view, const char *name, struct workbook_out *out, GError **error);

/* The same of a flat one. */
bool fods_read(GBytes *bytes, const char *name, struct workbook_out *out, GError **error);

#endif

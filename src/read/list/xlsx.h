// SPDX-License-Identifier: MIT
// A workbook of Excel's: ISO/IEC 29500-1, clause 18 (SpreadsheetML), transitional and strict.
#ifndef WARRAQ_READ_LIST_XLSX_H
#define WARRAQ_READ_LIST_XLSX_H

#include "read/list/workbook_out.h"
#include "zip/view.h"

/* Reads the sheet `name` (NULL: see workbook.h) into `out`. False with its faults. */
bool xlsx_read(struct zip_view *view, const char *name, struct workbook_out *out, GError **error);

#endif

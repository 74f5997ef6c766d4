// SPDX-License-Identifier: MIT
// A sheet of a workbook: Excel's (.xlsx, ISO 29500), LibreOffice's (.ods, .fods). The workbook is
// read once, and its rows wait in a temporary file.
#ifndef WARRAQ_READ_LIST_WORKBOOK_H
#define WARRAQ_READ_LIST_WORKBOOK_H

#include "read/list/sheet.h"

/* Opens the sheet `name` (NULL: the one that the workbook opens with, else its first that is not
 * hidden). What a workbook holds besides - other sheets, hidden ones, macros, links to other files
 * - is noted in `diag` (NULL allowed). NULL with FAULT_IO, FAULT_INVALID for one that is encrypted,
 * of another kind, or hostile, or FAULT_USAGE for a sheet that is not there. */
struct sheet *workbook_open(const char *path, GBytes *bytes, const char *name, struct diag *diag,
                            GError **error);

#endif

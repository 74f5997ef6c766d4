// SPDX-License-Identifier: MIT
// The files of a merge: what each copy is called, and what an earlier merge left in the folder.
#ifndef WARRAQ_DOOR_MERGE_FILES_H
#define WARRAQ_DOOR_MERGE_FILES_H

#include "base/diag.h"
#include "read/list/recipients.h"

/* The names of the copies, a row a name, without their folder: `pattern` ("{n}-{name}" where NULL)
 * filled from the row, {n} by its number, and ".pdf". Letters of any script stay, all else is a
 * dash. NULL with FAULT_USAGE where two rows would have one name. */
GPtrArray *merge_files_name(const struct recipients *recipients, const char *pattern,
                            GError **error);

/* Tells of PDF files in `folder` that are none of `names`, and removes them where `replace` says
 * so. False with FAULT_IO. */
bool merge_files_tidy(const char *folder, const GPtrArray *names, bool replace, struct diag *diag,
                      GError **error);

#endif

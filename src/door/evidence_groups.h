// SPDX-License-Identifier: MIT
// What evidence records are over: a file's bytes and those of its proofs beside it; a bag folder's
// files; of a folder each archive in it; of a store each version of each letter.
#ifndef WARRAQ_DOOR_EVIDENCE_GROUPS_H
#define WARRAQ_DOOR_EVIDENCE_GROUPS_H

#include "archive/evidence.h"

/* struct evidence_group, in a fixed order; g_ptr_array_unref(). NULL with FAULT_IO if something
 * cannot be read, FAULT_INVALID for a folder that holds none. */
GPtrArray *evidence_groups(const char *source, GError **error);

/* "FOLDER/NAME.ers"; g_free(). */
char *evidence_record_path(const char *folder, const struct evidence_group *group);

#endif

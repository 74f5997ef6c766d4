// SPDX-License-Identifier: MIT
// Verification of OCFL 1.0 and 1.1 objects and storage roots, from anyone: every fault with the
// specification's own code, nothing written, no link followed, memory bounded by the largest
// inventory, time in proportion to the bytes.
#ifndef WARRAQ_STORE_OCFL_CHECK_H
#define WARRAQ_STORE_OCFL_CHECK_H

#include <glib.h>

#include "base/findings.h"
#include "base/diag.h"

enum ocfl_kind { OCFL_NEITHER, OCFL_OBJECT, OCFL_ROOT };

/* What a folder says it is by its declaration files. A folder without any that has an inventory is
 * an object, one with an ocfl_layout.json a root; one with nothing but hidden files is an
 * object that lost everything.
 */
enum ocfl_kind ocfl_kind_of(const char *path);

/* One object. kind is "ocfl-object"; paths are relative to it. NULL with FAULT_IO only if the
 * folder cannot be read at all. The caller owns the findings. */
struct findings *ocfl_verify_object(const char *path, GError **error);

/* A root and every object in it; kind is "ocfl-root". It waits for a writer at work, and if one
 * was killed it first finishes or clears what that left, where the disk lets it (a note in `diag`,
 * which may be NULL): see stage.h. */
struct findings *ocfl_verify_root(const char *path, struct diag *diag, GError **error);

#endif

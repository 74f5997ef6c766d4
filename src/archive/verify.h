// SPDX-License-Identifier: MIT
// Verification: every fault of an archive from a stranger, nothing written, memory bounded.
#ifndef WARRAQ_ARCHIVE_VERIFY_H
#define WARRAQ_ARCHIVE_VERIFY_H

#include "base/findings.h"
#include "zip/limits.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A bag in a ZIP, or a bag's folder. NULL with FAULT_IO only if nothing could be read at all;
 * whatever is wrong inside is a finding. The caller owns the findings. */
struct findings *verify_bag_zip(const char *path, const struct zip_limits *limits, GError **error);
struct findings *verify_bag_folder(const char *path, const struct zip_limits *limits,
                                   GError **error);

#endif

// SPDX-License-Identifier: MIT
// Verification: every fault of an archive from a stranger, nothing written, memory bounded.
#ifndef WARRAQ_ARCHIVE_VERIFY_H
#define WARRAQ_ARCHIVE_VERIFY_H

#include "archive/findings.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a strange archive may cost at most. */
struct verify_limits {
    uint64_t bytes; /* unpacked, all entries together */
    uint64_t ratio; /* unpacked to packed, of one entry */
    uint64_t entries;
};
extern const struct verify_limits verify_limits_default;

/* A bag in a ZIP, or a bag's folder. NULL with FAULT_IO only if nothing could be read at all;
 * whatever is wrong inside is a finding. The caller owns the findings. */
struct findings *verify_bag_zip(const char *path, const struct verify_limits *limits,
                                GError **error);
struct findings *verify_bag_folder(const char *path, const struct verify_limits *limits,
                                   GError **error);

#endif

// SPDX-License-Identifier: MIT
// What an archive from a stranger may cost at most.
#ifndef WARRAQ_ZIP_LIMITS_H
#define WARRAQ_ZIP_LIMITS_H

#include <stdint.h>

struct zip_limits {
    uint64_t bytes; /* unpacked, all entries together */
    uint64_t ratio; /* unpacked to packed, of one entry */
    uint64_t entries;
};
extern const struct zip_limits zip_limits_default;

#endif

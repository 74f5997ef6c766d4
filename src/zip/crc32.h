// SPDX-License-Identifier: MIT
// The CRC-32 of ISO 3309, as ZIP has it.
#ifndef WARRAQ_ZIP_CRC32_H
#define WARRAQ_ZIP_CRC32_H

#include <stddef.h>
#include <stdint.h>

/* The sum of what was summed to `crc` (0 at first) and `n` bytes more. */
uint32_t crc32_add(uint32_t crc, const void *bytes, size_t n);

#endif

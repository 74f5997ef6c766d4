// SPDX-License-Identifier: MIT
// Eight bytes a step through eight tables (Kounavis and Berry, "Novel table lookup-based
// algorithms for high-performance CRC generation", 2008). libzip keeps its own sum to itself.
#include "zip/crc32.h"

#include <glib.h>
#include <string.h>

static uint32_t tables[8][256];

static void tables_make(void)
{
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t crc = i;
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
        tables[0][i] = crc;
    }
    for (int t = 1; t < 8; t++) {
        for (int i = 0; i < 256; i++)
            tables[t][i] = tables[t - 1][i] >> 8 ^ tables[0][tables[t - 1][i] & 0xFF];
    }
}

static uint32_t eight(uint32_t crc, const uint8_t *at)
{
    uint32_t low, high;
    memcpy(&low, at, 4);
    memcpy(&high, at + 4, 4);
    low = GUINT32_FROM_LE(low) ^ crc;
    high = GUINT32_FROM_LE(high);
    return tables[7][low & 0xFF] ^ tables[6][low >> 8 & 0xFF] ^ tables[5][low >> 16 & 0xFF] ^
           tables[4][low >> 24] ^ tables[3][high & 0xFF] ^ tables[2][high >> 8 & 0xFF] ^
           tables[1][high >> 16 & 0xFF] ^ tables[0][high >> 24];
}

uint32_t crc32_add(uint32_t crc, const void *bytes, size_t n)
{
    static gsize once;
    if (g_once_init_enter(&once)) {
        tables_make();
        g_once_init_leave(&once, 1);
    }
    const uint8_t *at = bytes;
    crc = ~crc;
    for (; n >= 8; n -= 8, at += 8)
        crc = eight(crc, at);
    for (; n > 0; n--, at++)
        crc = crc >> 8 ^ tables[0][(crc ^ *at) & 0xFF];
    return ~crc;
}

// SPDX-License-Identifier: MIT
// Whole numbers with their high byte first: in fonts, ICC profiles, PNG and SSH.
#ifndef WARRAQ_BASE_BIG_ENDIAN_H
#define WARRAQ_BASE_BIG_ENDIAN_H

#include <glib.h>
#include <stdint.h>

static inline unsigned big_get16(const void *at)
{
    const uint8_t *byte = at;
    return (unsigned)byte[0] << 8 | byte[1];
}

static inline uint32_t big_get32(const void *at)
{
    return (uint32_t)big_get16(at) << 16 | big_get16((const uint8_t *)at + 2);
}

static inline void big_set32(void *at, uint32_t value)
{
    uint8_t *byte = at;
    for (int i = 0; i < 4; i++)
        byte[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* Appends the low 16 bits. */
static inline void big_put16(GString *out, unsigned value)
{
    g_string_append_c(out, (char)(value >> 8));
    g_string_append_c(out, (char)value);
}

static inline void big_put32(GString *out, uint32_t value)
{
    big_put16(out, value >> 16);
    big_put16(out, value & 0xFFFF);
}

#endif

// SPDX-License-Identifier: MIT
// How much of a text is read to say what language it is in and which way it runs.
#ifndef WARRAQ_LANGUAGE_SAMPLE_H
#define WARRAQ_LANGUAGE_SAMPLE_H

#include <stddef.h>

/* Bytes of the first 20,000 of `n` that are whole characters of UTF-8. */
static inline size_t language_sample(const char *text, size_t n)
{
    enum { SAMPLE_BYTES = 20000 };
    if (n <= SAMPLE_BYTES)
        return n;
    n = SAMPLE_BYTES;
    while (((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    return n;
}

#endif

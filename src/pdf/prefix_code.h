// SPDX-License-Identifier: MIT
// The prefix codes of Deflate: symbols that come often have short ones (RFC 1951, 3.2.2).
#ifndef WARRAQ_PDF_PREFIX_CODE_H
#define WARRAQ_PDF_PREFIX_CODE_H

#include <stddef.h>
#include <stdint.h>

enum { PREFIX_SYMBOLS_MOST = 288 };

struct prefix_code {
    uint8_t lengths[PREFIX_SYMBOLS_MOST]; /* in bits; 0: the symbol does not come */
    uint16_t bits[PREFIX_SYMBOLS_MOST];   /* its code, first bit lowest */
};

/* The code of n symbols, of at most `longest` bits each. counts[] say how often each comes, and may
 * be evened out to that end; at least two have a code. */
void prefix_code_make(struct prefix_code *code, uint32_t *counts, size_t n, unsigned longest);

#endif

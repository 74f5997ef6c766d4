// SPDX-License-Identifier: MIT
// A record read back by its structure tree: objects, streams, rows, contents, maps of codes.
// Streams that are packed as one stored block get their check sums anew, so that what is changed in
// them is looked at and not refused.
#include "record/read_back.h"

#include <libdeflate.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void hear(void *context, const struct read_block *block)
{
    *(size_t *)context += block->text[0] != 0;
}

// zlib (RFC 1950) around a last stored block (RFC 1951, 3.2.4): its length, that inverted, its
// bytes, Adler-32.
static void mend_block(uint8_t *block, size_t room)
{
    enum { LENGTH = 3, BYTES = 7, SUM = 4 };
    if (room < BYTES + SUM)
        return;
    size_t length = block[LENGTH] | (size_t)block[LENGTH + 1] << 8;
    if (length > room - BYTES - SUM)
        return;
    uint32_t sum = libdeflate_adler32(1, block + BYTES, length);
    block[LENGTH + 2] = (uint8_t)~block[LENGTH];
    block[LENGTH + 3] = (uint8_t)~block[LENGTH + 1];
    for (int i = 0; i < SUM; i++)
        block[BYTES + length + (size_t)i] = (uint8_t)(sum >> (24 - 8 * i));
}

static void mend_blocks(uint8_t *data, size_t n)
{
    static const char opening[] = "stream\n\x78\x01\x01";
    enum { KEYWORD = 7 };
    for (uint8_t *at = data;
         (at = memmem(at, n - (size_t)(at - data), opening, sizeof opening - 1)); at += KEYWORD)
        mend_block(at + KEYWORD, n - (size_t)(at + KEYWORD - data));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t said = 0;
    uint8_t *mended = g_memdup2(data, n);
    if (n > 0)
        mend_blocks(mended, n);
    GBytes *bytes = g_bytes_new_take(mended, n);
    record_read_back(bytes, hear, &said, NULL);
    g_bytes_unref(bytes);
    return 0;
}

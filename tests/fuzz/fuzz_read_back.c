// SPDX-License-Identifier: MIT
// A record read back by its structure tree: objects, streams, contents, maps of codes.
#include "record/read_back.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void hear(void *context, const struct read_block *block)
{
    *(size_t *)context += block->text[0] != 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t said = 0;
    GBytes *bytes = g_bytes_new_static(data, n);
    record_read_back(bytes, hear, &said, NULL);
    g_bytes_unref(bytes);
    return 0;
}

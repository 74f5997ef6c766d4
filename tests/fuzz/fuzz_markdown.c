// SPDX-License-Identifier: MIT
// Markdown from anywhere.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read("markdown", data, size);
    return 0;
}

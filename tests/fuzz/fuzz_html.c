// SPDX-License-Identifier: MIT
// HTML from anywhere.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read("html", data, size);
    return 0;
}

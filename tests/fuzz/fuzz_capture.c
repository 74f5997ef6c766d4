// SPDX-License-Identifier: MIT
// Captured text from anywhere.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read("capture", data, size);
    return 0;
}

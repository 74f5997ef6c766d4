// SPDX-License-Identifier: MIT
// An archive of the web.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read("warc", data, size);
    return 0;
}

// SPDX-License-Identifier: MIT
// Signatories as lines of text.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_list("list.txt", data, size);
    return 0;
}

// SPDX-License-Identifier: MIT
// Signatories as JSON.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_list("list.json", data, size);
    return 0;
}

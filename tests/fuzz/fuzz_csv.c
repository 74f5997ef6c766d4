// SPDX-License-Identifier: MIT
// Signatories as comma-separated values.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_list("list.csv", data, size);
    return 0;
}

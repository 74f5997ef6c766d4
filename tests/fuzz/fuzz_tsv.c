// SPDX-License-Identifier: MIT
// Signatories as tab-separated values.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_list("list.tsv", data, size);
    return 0;
}

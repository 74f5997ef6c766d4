// SPDX-License-Identifier: MIT
// Signatories as YAML.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_list("list.yaml", data, size);
    return 0;
}

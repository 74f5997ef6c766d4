// SPDX-License-Identifier: MIT
// A signatory's own page: YAML between two lines, then their words.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_list("list.md", data, size);
    return 0;
}

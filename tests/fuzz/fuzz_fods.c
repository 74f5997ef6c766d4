// SPDX-License-Identifier: MIT
// Signatories in a flat workbook of LibreOffice's: its XML, and what is made of its tables.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_list("list.fods", data, size);
    return 0;
}

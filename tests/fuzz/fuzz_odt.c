// SPDX-License-Identifier: MIT
// A letter of LibreOffice's in one file of XML.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read("opendocument", data, size);
    return 0;
}

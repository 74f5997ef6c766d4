// SPDX-License-Identifier: MIT
// A mail, a mailbox, a page saved as MHTML.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read("mail", data, size);
    return 0;
}

// SPDX-License-Identifier: MIT
// What an edition says, read back: the first byte chooses the form.
#include "edition/said.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void hear(void *context, const struct said_block *block)
{
    *(size_t *)context += block->text[0] != 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t said = 0;
    if (n == 0)
        return 0;
    const char *text = (const char *)data + 1;
    if (data[0] & 1) {
        said_in_markup(text, n - 1, hear, &said);
        return 0;
    }
    struct said_numbering *numbering = said_numbering_read(text, n - 1);
    said_in_word(text, n - 1, numbering, hear, &said);
    said_numbering_free(numbering);
    return 0;
}

// SPDX-License-Identifier: MIT
// A front matter of anything: the input stands between the two lines.
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GByteArray *letter = g_byte_array_new();
    g_byte_array_append(letter, (const guint8 *)"---\n", 4);
    g_byte_array_append(letter, data, (guint)size);
    g_byte_array_append(letter, (const guint8 *)"\n---\n\nText.\n", 12);
    fuzz_read("markdown", letter->data, letter->len);
    g_byte_array_unref(letter);
    return 0;
}

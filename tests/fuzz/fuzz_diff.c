// SPDX-License-Identifier: MIT
// Two texts, parted by the byte 1E, compared and shown in every form.
#include "compare/diff.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    struct arena *arena = arena_new();
    const uint8_t *cut = memchr(data, 0x1E, n);
    size_t first = cut ? (size_t)(cut - data) : n;
    struct diff_side from, to;
    diff_read_text(arena, "a", (const char *)data, first, NULL, 0, &from);
    diff_read_text(arena, "b", (const char *)data + first, n - first, NULL, 0, &to);
    const struct diff *diff = diff_make(arena, &from, &to);
    g_free(diff_print(diff, true));
    g_free(diff_html(diff, "ar"));
    json_decref(diff_json(diff));
    arena_free(arena);
    return 0;
}

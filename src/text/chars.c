// SPDX-License-Identifier: MIT
#include "text/chars.h"

#include <glib.h>

struct chars *chars_new(const char *text, size_t n, struct arena *arena)
{
    struct chars *chars = ARENA_NEW(arena, struct chars);
    chars->text = text;
    chars->n_bytes = n;
    chars->n = (size_t)g_utf8_strlen(text, (gssize)n);
    chars->code = ARENA_ARRAY(arena, hb_codepoint_t, chars->n);
    chars->byte = ARENA_ARRAY(arena, uint32_t, chars->n + 1);
    chars->level = ARENA_ARRAY(arena, uint8_t, chars->n);
    chars->script = ARENA_ARRAY(arena, hb_script_t, chars->n);
    chars->flags = ARENA_ARRAY(arena, uint8_t, chars->n + 1);
    const char *p = text;
    for (size_t i = 0; i < chars->n; i++, p = g_utf8_next_char(p)) {
        chars->code[i] = g_utf8_get_char(p);
        chars->byte[i] = (uint32_t)(p - text);
    }
    chars->byte[chars->n] = (uint32_t)n;
    return chars;
}

size_t chars_at_byte(const struct chars *chars, size_t byte)
{
    size_t low = 0, high = chars->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (chars->byte[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

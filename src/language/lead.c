// SPDX-License-Identifier: MIT
#include "language/lead.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static bool is_comma(gunichar c)
{
    return c == ',' || c == 0x60C || c == 0xFF0C || c == 0x3001;
}

size_t lead_phrase(const char *text, size_t n, int least, int words)
{
    enum { WIDE_A_WORD = 3 }; // characters of scripts without spaces
    int seen = 1, wide = 0;
    for (const char *p = text, *end = text + n; p < end && seen <= words; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        wide += g_unichar_iswide(c) && !is_comma(c);
        seen += c == ' ' || c == '\n' || (wide && wide % WIDE_A_WORD == 0 && !is_comma(c));
        // A comma between two figures parts no phrase, and one word is none.
        if (!is_comma(c) || (next < end && g_unichar_isdigit(g_utf8_get_char(next))) ||
            seen < least)
            continue;
        const char *rest = next + strspn(next, " \n");
        return rest < end ? (size_t)(next - text) : 0;
    }
    return 0;
}

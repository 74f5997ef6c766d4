// SPDX-License-Identifier: MIT
#include "base/quote.h"

#include <string.h>

void quote_safe(GString *out, const char *text, size_t n)
{
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n' || c == '\t')
            g_string_append_c(out, ' ');
        else if (g_unichar_iscntrl(c) || (c >= 0x202A && c <= 0x202E) ||
                 (c >= 0x2066 && c <= 0x2069))
            g_string_append(out, "\uFFFD");
        else
            g_string_append_unichar(out, c);
    }
}

void quote_isolated(GString *out, const char *text, size_t n)
{
    g_string_append(out, "\u2068");
    quote_safe(out, text, n);
    g_string_append(out, "\u2069");
}

void quote(GString *out, const char *text)
{
    if (g_str_is_ascii(text))
        quote_safe(out, text, strlen(text));
    else
        quote_isolated(out, text, strlen(text));
}

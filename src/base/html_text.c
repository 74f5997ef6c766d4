// SPDX-License-Identifier: MIT
#include "base/html_text.h"

void html_text(GString *out, const char *text, size_t n)
{
    for (const char *p = text; p < text + n; p++) {
        switch (*p) {
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        default:
            // HTML has no form for control characters.
            g_string_append_c(out, (unsigned char)*p < ' ' || *p == 127 ? ' ' : *p);
        }
    }
}

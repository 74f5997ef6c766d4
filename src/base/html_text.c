// SPDX-License-Identifier: MIT
#include "base/html_text.h"

const char html_colours[] =
    ":root{color-scheme:light dark;--paper:#fff;--ink:#1a1a1a;--soft:#555;--rule:#c9c4bd;"
    "--accent:#741b20;--add:#0b5d2e;--add-ground:#e6f3ea;--drop:#8a1c1c;--drop-ground:#f9e9e8;"
    "--serif:\"Gentium Plus\",\"Amiri\",\"Noto Naskh Arabic\",\"Noto Serif\",\"Noto Serif CJK "
    "SC\",serif}\n"
    ":lang(ar),:lang(fa){--serif:\"Amiri\",\"Noto Naskh Arabic\",\"Gentium Plus\",\"Noto Serif\","
    "serif}\n"
    "@media (prefers-color-scheme:dark){:root{--paper:#191715;--ink:#ece7df;--soft:#b3aca2;"
    "--rule:#4a453f;--accent:#e59a94;--add:#8fd3a8;--add-ground:#173423;--drop:#f0a9a2;"
    "--drop-ground:#3d1c1b}}\n"
    "@media print{:root{--paper:#fff;--ink:#000;--soft:#000;--rule:#000;--accent:#000;--add:#000;"
    "--add-ground:#fff;--drop:#000;--drop-ground:#fff}}\n";

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

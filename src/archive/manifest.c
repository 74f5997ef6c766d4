// SPDX-License-Identifier: MIT
#include "archive/manifest.h"

#include <string.h>

const enum digest_kind manifest_kinds[MANIFESTS] = {DIGEST_SHA256, DIGEST_SHA512};

void manifest_encode(GString *text, const char *path)
{
    for (const char *c = path; *c; c++) {
        if (*c == '%')
            g_string_append(text, "%25");
        else if (*c == '\r')
            g_string_append(text, "%0D");
        else if (*c == '\n')
            g_string_append(text, "%0A");
        else
            g_string_append_c(text, *c);
    }
}

// In one pass, so that %250A is the three characters %0A and not a line feed.
char *manifest_decode(const char *spelt, bool percent)
{
    char *path = g_strdup(spelt), *to = path;
    while (*spelt) {
        char meant = '\0';
        if (g_ascii_strncasecmp(spelt, "%0A", 3) == 0)
            meant = '\n';
        else if (g_ascii_strncasecmp(spelt, "%0D", 3) == 0)
            meant = '\r';
        else if (percent && strncmp(spelt, "%25", 3) == 0)
            meant = '%';
        *to++ = meant ? meant : *spelt;
        spelt += meant ? 3 : 1;
    }
    *to = '\0';
    return path;
}

void manifest_add(GString *text, const char *hex, const char *path)
{
    g_string_append(text, hex);
    g_string_append(text, "  ");
    manifest_encode(text, path);
    g_string_append_c(text, '\n');
}

char *manifest_name(const char *prefix, enum digest_kind kind)
{
    return g_strconcat(prefix, "manifest-", digest_bagit_name(kind), ".txt", NULL);
}

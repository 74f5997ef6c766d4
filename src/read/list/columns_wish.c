// SPDX-License-Identifier: MIT
#include "read/list/columns_wish.h"

#include "read/list/head_kind.h"

#include <glib.h>
#include <string.h>

// The end of a part of "name=Your name, please,affiliation=Org": a comma before the next kind and
// its "=", which a head may not have.
static size_t part_length(const char *text)
{
    for (const char *comma = text; (comma = strchr(comma, ',')) != NULL; comma++) {
        size_t word = strspn(comma + 1, "abcdefghijklmnopqrstuvwxyz ");
        char *kind = g_strstrip(g_strndup(comma + 1, word));
        bool next = comma[1 + word] == '=' && head_kind_named(kind) >= 0;
        g_free(kind);
        if (next)
            return (size_t)(comma - text);
    }
    return strlen(text);
}

char *wish_head(const char *text)
{
    char *head = g_strstrip(g_strdup(text));
    size_t n = strlen(head);
    if (n >= 2 && head[0] == '"' && head[n - 1] == '"') {
        head[n - 1] = '\0';
        memmove(head, head + 1, n - 1);
    }
    return head;
}

char **wish_parts(const char *wish)
{
    GPtrArray *parts = g_ptr_array_new();
    for (const char *p = wish ? wish : ""; *p;) {
        size_t n = part_length(p);
        g_ptr_array_add(parts, g_strndup(p, n));
        p += n + (p[n] == ',');
    }
    g_ptr_array_add(parts, NULL);
    return (char **)g_ptr_array_free(parts, FALSE);
}

// SPDX-License-Identifier: MIT
#include "read/encoding.h"

#include "base/ascii.h"
#include "read/list/list_encoding.h"

#include <stdbool.h>
#include <string.h>

static bool is_marked(const char *data, size_t n)
{
    return n >= 2 && (memcmp(data, "\377\376", 2) == 0 || memcmp(data, "\376\377", 2) == 0 ||
                      (n >= 3 && memcmp(data, "\357\273\277", 3) == 0));
}

// More of the bytes beyond ASCII belong to no character of UTF-8 than do: or every other byte is
// nought, as in UTF-16.
static bool is_foreign(const char *data, size_t n)
{
    if (n == 0 || g_utf8_validate_len(data, n, NULL)) // no nought, either
        return false;
    size_t good = 0, bad = 0, nought = 0;
    const char *end = data + n;
    for (const char *p = data; (p = memchr(p, 0, (size_t)(end - p))) != NULL; p++)
        nought++;
    for (const char *p = data; (p += ascii_length(p, end)) < end;) {
        gunichar c = g_utf8_get_char_validated(p, end - p);
        bool valid = c != (gunichar)-1 && c != (gunichar)-2;
        good += valid;
        bad += c == (gunichar)-1; // -2: the file ends within a character
        p = valid ? g_utf8_next_char(p) : p + 1;
    }
    return bad > good || nought * 8 > n;
}

static char *guess(const char *path, GBytes *bytes, struct diag *diag)
{
    static const struct encoding_wish none;
    char *found = NULL;
    if (!list_encoding_find(path, bytes, &none, NULL, &found, NULL) || !found)
        return NULL;
    if (diag)
        diag_add_at(diag, DIAG_WARNING, "encoding-guessed", diag_place(path, 1, 1),
                    "no encoding is told and it is not UTF-8: read as %s, which is a guess "
                    "(--encoding says which it is)",
                    found);
    return found;
}

char *encoding_find(const char *path, GBytes *bytes, const char *wish,
                    char *(*declared)(GBytes *bytes), struct diag *diag)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    if (wish)
        return g_strdup(wish);
    if (is_marked(data, n))
        return NULL;
    char *found = declared ? declared(bytes) : NULL;
    if (found || !is_foreign(data, n))
        return found;
    return guess(path, bytes, diag);
}

// SPDX-License-Identifier: MIT
// g_string_append() where pages are written a few bytes at a time: inline while there is room.
#ifndef WARRAQ_BASE_PUT_H
#define WARRAQ_BASE_PUT_H

#include <glib.h>
#include <stddef.h>
#include <string.h>

/* Appends n bytes. They may not lie in `out` itself. */
static inline void put_bytes(GString *out, const void *bytes, size_t n)
{
    if (out->len + n >= out->allocated_len) {
        g_string_append_len(out, bytes, (gssize)n);
        return;
    }
    memcpy(out->str + out->len, bytes, n);
    out->len += n;
    out->str[out->len] = '\0';
}

/* Makes room for n bytes more and returns where to write them; put_end() then sets the new length.
 */
static inline char *put_room(GString *out, size_t n)
{
    if (out->len + n >= out->allocated_len) {
        size_t used = out->len;
        g_string_set_size(out, used + n);
        out->len = used;
    }
    return out->str + out->len;
}

static inline void put_end(GString *out, char *end)
{
    out->len = (size_t)(end - out->str);
    *end = '\0';
}

static inline void put_spaces(GString *out, size_t n)
{
    char *at = put_room(out, n);
    memset(at, ' ', n);
    put_end(out, at + n);
}

static inline void put_text(GString *out, const char *text)
{
    put_bytes(out, text, strlen(text));
}

#endif

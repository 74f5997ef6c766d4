// SPDX-License-Identifier: MIT
#include "read/picture_url.h"

#include <string.h>

static const char *picture_type(const unsigned char *data, size_t n)
{
    static const unsigned char png[] = {0x89, 'P', 'N', 'G'}, jpeg[] = {0xFF, 0xD8, 0xFF};
    if (n > sizeof png && memcmp(data, png, sizeof png) == 0)
        return "image/png";
    return n > sizeof jpeg && memcmp(data, jpeg, sizeof jpeg) == 0 ? "image/jpeg" : NULL;
}

const char *picture_url(struct arena *arena, GBytes *bytes)
{
    enum { PICTURE_BYTES_MOST = 32 * 1024 * 1024 };
    gsize n;
    const unsigned char *data = g_bytes_get_data(bytes, &n);
    const char *type = n <= PICTURE_BYTES_MOST ? picture_type(data, n) : NULL;
    if (!type)
        return NULL;
    char *base64 = g_base64_encode(data, n);
    const char *url = arena_printf(arena, "data:%s;base64,%s", type, base64);
    g_free(base64);
    return url;
}

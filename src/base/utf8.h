// SPDX-License-Identifier: MIT
// The characters of valid UTF-8, read without a call: g_utf8_get_char() where they come by the
// million.
#ifndef WARRAQ_BASE_UTF8_H
#define WARRAQ_BASE_UTF8_H

#include <glib.h>

/* The character at `p`. */
static inline gunichar utf8_char(const char *p)
{
    const guchar *byte = (const guchar *)p;
    if (byte[0] < 0x80)
        return byte[0];
    if (byte[0] < 0xe0)
        return (gunichar)(byte[0] & 0x1f) << 6 | (byte[1] & 0x3f);
    if (byte[0] < 0xf0)
        return (gunichar)(byte[0] & 0x0f) << 12 | (gunichar)(byte[1] & 0x3f) << 6 |
               (byte[2] & 0x3f);
    return (gunichar)(byte[0] & 0x07) << 18 | (gunichar)(byte[1] & 0x3f) << 12 |
           (gunichar)(byte[2] & 0x3f) << 6 | (byte[3] & 0x3f);
}

/* The same as g_unichar_isspace(utf8_char(p)): what begins with other bytes is none. */
static inline gboolean utf8_is_space(const char *p)
{
    guchar byte = (guchar)*p;
    if (byte < 0x80)
        return g_ascii_isspace((char)byte);
    return (byte == 0xc2 || (byte >= 0xe1 && byte <= 0xe3)) && g_unichar_isspace(utf8_char(p));
}

/* The same as g_unichar_isalpha(): most letters of most letters without a call. */
static inline gboolean utf8_is_letter(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalpha((char)c);
    return (c >= 0x620 && c <= 0x64a) || (c >= 0x410 && c <= 0x44f) || g_unichar_isalpha(c);
}

#endif

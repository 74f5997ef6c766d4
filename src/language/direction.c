// SPDX-License-Identifier: MIT
#include "language/direction.h"

#include "base/utf8.h"
#include "language/script.h"

#include "language/sample.h"

#include <glib.h>

enum direction direction_of_language(const char *tag)
{
    bool undetermined = g_ascii_strncasecmp(tag, "und", 3) == 0 && !g_ascii_isalpha(tag[3]);
    if (!*tag || (undetermined && script_of_language(tag) == HB_SCRIPT_LATIN))
        return DIRECTION_INHERIT;
    return script_is_rtl(script_of_language(tag)) ? DIRECTION_RTL : DIRECTION_LTR;
}

// False for what is no letter.
static bool letter_direction(const char *p, bool *ret_rtl)
{
    gunichar c = g_utf8_get_char(p);
    if (!utf8_is_letter(c))
        return false;
    // The tatweel is of several scripts, all of which run right to left.
    *ret_rtl = c >= 0x80 && (c == 0x0640 || script_is_rtl(script_of(c)));
    return true;
}

enum direction direction_of_text(const char *text, size_t n)
{
    size_t count[2] = {0};
    bool rtl;
    n = language_sample(text, n);
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        if (letter_direction(p, &rtl))
            count[rtl]++;
    }
    return count[true] > count[false] ? DIRECTION_RTL : DIRECTION_LTR;
}

enum direction direction_of_letter(const char *letter)
{
    bool rtl;
    if (!letter_direction(letter, &rtl))
        return DIRECTION_INHERIT;
    return rtl ? DIRECTION_RTL : DIRECTION_LTR;
}

bool direction_first_strong(const char *text, bool *ret_rtl)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if (letter_direction(p, ret_rtl))
            return true;
    }
    return false;
}

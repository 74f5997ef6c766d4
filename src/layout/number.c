// SPDX-License-Identifier: MIT
#include "layout/number.h"

#include <string.h>

// Whether `lang` is `tag` or one of its regions and variants.
static bool lang_is(const char *lang, const char *tag)
{
    size_t n = strlen(tag);
    return g_ascii_strncasecmp(lang, tag, n) == 0 && (lang[n] == '\0' || lang[n] == '-');
}

enum style_digits number_digits(enum style_digits wanted, const char *lang)
{
    static const char *const decimal[] = {"ar-AE", "ar-DZ", "ar-EH", "ar-LY", "ar-MA", "ar-TN"};
    static const char *const persian[] = {"fa", "ur", "ps", "ks", "mzn", "lrc"};
    static const char *const indic[] = {"ar", "ckb", "sd", "uz-Arab"};
    if (wanted != DIGITS_AUTO)
        return wanted;
    for (size_t i = 0; i < G_N_ELEMENTS(decimal); i++) {
        if (lang_is(lang, decimal[i]))
            return DIGITS_DECIMAL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(persian); i++) {
        if (lang_is(lang, persian[i]))
            return DIGITS_PERSIAN;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(indic); i++) {
        if (lang_is(lang, indic[i]))
            return DIGITS_ARABIC_INDIC;
    }
    return DIGITS_DECIMAL;
}

char *number_format(struct arena *arena, unsigned number, enum style_digits digits)
{
    gunichar zero = digits == DIGITS_ARABIC_INDIC ? 0x660 : digits == DIGITS_PERSIAN ? 0x6F0 : '0';
    char decimal[16], text[16 * 6];
    size_t n = 0;
    g_snprintf(decimal, sizeof decimal, "%u", number);
    for (const char *p = decimal; *p; p++)
        n += (size_t)g_unichar_to_utf8(zero + (gunichar)(*p - '0'), text + n);
    return arena_strndup(arena, text, n);
}

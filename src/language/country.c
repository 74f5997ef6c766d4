// SPDX-License-Identifier: MIT
#include "language/country.h"

#include <glib.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

struct country_names {
    GHashTable *folded;
};

static const char *const locales[] = {
    "ar", "fa", "ur", "ps", "ckb", "he", "am",      "en", "fr", "es", "pt", "ca",  "it", "ro", "de",
    "nl", "sv", "da", "nb", "fi",  "is", "et",      "lv", "lt", "pl", "cs", "sk",  "sl", "hr", "sr",
    "mk", "bg", "ru", "uk", "be",  "el", "sq",      "hu", "tr", "az", "kk", "uz",  "ka", "hy", "hi",
    "bn", "ta", "ne", "zh", "ja",  "ko", "zh_Hant", "vi", "th", "id", "ms", "fil", "sw", "so", "ha",
};

static char *fold(const char *text)
{
    char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    char *folded = composed ? g_utf8_casefold(composed, -1) : NULL;
    g_free(composed);
    return folded;
}

static void add(struct country_names *names, const UChar *name, int32_t n)
{
    char utf8[256];
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(utf8, sizeof utf8, NULL, name, n, &status);
    char *folded = U_SUCCESS(status) ? fold(utf8) : NULL;
    if (folded)
        g_hash_table_add(names->folded, folded);
}

// "United States" and "US", as the language writes them.
static void add_locale(struct country_names *names, const char *locale, UDisplayContext length)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleDisplayNames *display = uldn_openForContext(locale, &length, 1, &status);
    const char *const *countries = uloc_getISOCountries();
    for (size_t i = 0; U_SUCCESS(status) && countries[i]; i++) {
        UChar name[128];
        UErrorCode one = U_ZERO_ERROR;
        int32_t n = uldn_regionDisplayName(display, countries[i], name, G_N_ELEMENTS(name), &one);
        if (U_SUCCESS(one) && n > 0 && n < (int32_t)G_N_ELEMENTS(name))
            add(names, name, n);
    }
    uldn_close(display);
}

struct country_names *country_names_new(void)
{
    struct country_names *names = g_new(struct country_names, 1);
    names->folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(locales); i++) {
        add_locale(names, locales[i], UDISPCTX_LENGTH_FULL);
        add_locale(names, locales[i], UDISPCTX_LENGTH_SHORT);
    }
    return names;
}

bool country_names_have(const struct country_names *names, const char *text)
{
    char *trimmed = g_strstrip(g_strdup(text)), *folded = fold(trimmed);
    bool has = folded && *folded && g_hash_table_contains(names->folded, folded);
    g_free(folded);
    g_free(trimmed);
    return has;
}

void country_names_free(struct country_names *names)
{
    if (!names)
        return;
    g_hash_table_unref(names->folded);
    g_free(names);
}

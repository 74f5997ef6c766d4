// SPDX-License-Identifier: MIT
#include "language/country.h"

#include <glib.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

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

static void add(GHashTable *names, const UChar *name, int32_t n)
{
    char utf8[512];
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(utf8, sizeof utf8, NULL, name, n, &status);
    char *folded = U_SUCCESS(status) ? fold(utf8) : NULL;
    if (folded && !g_hash_table_contains(names, folded))
        g_hash_table_add(names, g_steal_pointer(&folded));
    g_free(folded);
}

static void add_country(GHashTable *names, const ULocaleDisplayNames *display, const char *country)
{
    UChar name[128];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = uldn_regionDisplayName(display, country, name, G_N_ELEMENTS(name), &status);
    if (U_SUCCESS(status) && n > 0 && n < (int32_t)G_N_ELEMENTS(name))
        add(names, name, n);
}

// `countries` end with NULL. "United States" and, where it is to be short, "US", as the language
// writes them.
static void add_locale(GHashTable *names, const char *locale, UDisplayContext length,
                       const char *const *countries)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleDisplayNames *display = uldn_openForContext(locale, &length, 1, &status);
    for (; U_SUCCESS(status) && *countries; countries++)
        add_country(names, display, *countries);
    uldn_close(display);
}

static GHashTable *gather(void)
{
    static const char *const shortened[] = {"US", "GB", "BA", "MM", "PS", "HK", "MO", NULL};
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(locales); i++) {
        add_locale(names, locales[i], UDISPCTX_LENGTH_FULL, uloc_getISOCountries());
        add_locale(names, locales[i], UDISPCTX_LENGTH_SHORT, shortened);
    }
    return names;
}

static GHashTable *all_names(void)
{
    static GHashTable *names;
    if (g_once_init_enter(&names))
        g_once_init_leave(&names, gather());
    return names;
}

bool country_is_named(const char *text)
{
    char *trimmed = g_strstrip(g_strdup(text)), *folded = fold(trimmed);
    bool is = folded && *folded && g_hash_table_contains(all_names(), folded);
    g_free(folded);
    g_free(trimmed);
    return is;
}

bool text_names_country(const char *text, size_t n)
{
    enum { BYTES_MOST = 80 };
    while (n > 0 && (text[n - 1] == ':' || text[n - 1] == ' '))
        n--;
    if (n == 0 || n > BYTES_MOST)
        return false;
    char *name = g_strndup(text, n);
    bool is = country_is_named(name);
    g_free(name);
    return is;
}

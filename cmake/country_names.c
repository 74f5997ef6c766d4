// SPDX-License-Identifier: MIT
// Run by the build: prints the table of the names of countries in the languages that lists are
// written in, as ICU has them (CLDR), folded and sorted by their bytes, for src/language/country.c.
// To gather them when the program runs took two thirds of the instructions of a short letter.
#include "language/country_fold.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

static const char *const locales[] = {
    "ar", "fa", "ur", "ps", "ckb", "he", "am",      "en", "fr", "es", "pt", "ca",  "it", "ro", "de",
    "nl", "sv", "da", "nb", "fi",  "is", "et",      "lv", "lt", "pl", "cs", "sk",  "sl", "hr", "sr",
    "mk", "bg", "ru", "uk", "be",  "el", "sq",      "hu", "tr", "az", "kk", "uz",  "ka", "hy", "hi",
    "bn", "ta", "ne", "zh", "ja",  "ko", "zh_Hant", "vi", "th", "id", "ms", "fil", "sw", "so", "ha",
};

static void add(GHashTable *names, const UChar *name, int32_t n)
{
    char utf8[512];
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(utf8, sizeof utf8, NULL, name, n, &status);
    char *folded = U_SUCCESS(status) ? country_fold(utf8) : NULL;
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

static int by_bytes(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void print_text(const GPtrArray *sorted)
{
    printf("#include <stdint.h>\nstatic const char country_text[] = {\n");
    for (guint i = 0; i < sorted->len; i++) {
        const char *name = g_ptr_array_index(sorted, i);
        for (const char *p = name;; p++) {
            printf("'\\x%02x',", (unsigned)(unsigned char)*p);
            if (!*p)
                break;
        }
        printf("\n");
    }
    printf("};\n");
}

static void print_places(const GPtrArray *sorted)
{
    size_t at = 0;
    printf("static const uint32_t country_at[] = {\n");
    for (guint i = 0; i < sorted->len; i++) {
        printf("%zu,\n", at);
        at += strlen(g_ptr_array_index(sorted, i)) + 1;
    }
    printf("};\n");
}

int main(void)
{
    GHashTable *names = gather();
    GPtrArray *sorted = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;
    for (g_hash_table_iter_init(&iter, names); g_hash_table_iter_next(&iter, &name, NULL);)
        g_ptr_array_add(sorted, name);
    g_ptr_array_sort(sorted, by_bytes);
    print_text(sorted);
    print_places(sorted);
    return ferror(stdout) ? 1 : 0;
}

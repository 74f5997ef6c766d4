// SPDX-License-Identifier: MIT
#include "language/phrase.h"

#include "base/memory.h"
#include "language/lazy_icu.h"
#include "language/phrase_known.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS_MOST = 64, MILLISECONDS_A_DAY = 86400000 };
enum { ROOM = 64 << 20 }; // ICU with its data takes half of it

// ICU takes the machine's language for one that it does not have; a page says the same on each.
static bool has_locale(const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *bundle = ures_open(NULL, locale, &status);
    ures_close(bundle);
    return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

// English without a region is the one most of the world writes, day before month; it serves where
// ICU does not have the language, as it does for the program's own words. Every phrase begins here;
// without ICU there is none, and a document with other words would be a wrong one.
static char *locale_of(const char *lang)
{
    const char *fault = lazy_icu_open();
    if (fault) {
        free(memory_alloc(ROOM)); // no memory for it is told as for everything else
        g_error("ICU cannot be opened: %s", fault);
    }
    char locale[ULOC_FULLNAME_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(strcmp(lang, "en") == 0 ? "en-GB" : lang, locale, sizeof locale, NULL,
                        &status);
    if (U_FAILURE(status) || !*locale)
        g_strlcpy(locale, "root", sizeof locale);
    else if (!has_locale(locale))
        g_strlcpy(locale, "en_GB", sizeof locale);
    return g_strconcat(locale, "@calendar=gregorian;numbers=latn", NULL);
}

static char *to_utf8(const UChar *text, int32_t n)
{
    return g_utf16_to_utf8((const gunichar2 *)text, n, NULL, NULL, NULL);
}

static char *iso_date(int64_t days)
{
    GDateTime *date = g_date_time_new_from_unix_utc(days * (MILLISECONDS_A_DAY / 1000));
    char *text = date ? g_date_time_format(date, "%Y-%m-%d") : NULL;
    if (date)
        g_date_time_unref(date);
    return text;
}

static char *format_date(const char *lang, int64_t days, UDateFormatStyle style)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[256];
    char *locale = locale_of(lang);
    if (g_str_has_prefix(locale, "root")) { // CLDR's date of no language is a pattern, no date
        g_free(locale);
        return iso_date(days);
    }
    UDateFormat *format = udat_open(UDAT_NONE, style, locale, u"UTC", -1, NULL, 0, &status);
    int32_t n = 0;
    if (U_SUCCESS(status))
        n = udat_format(format, (UDate)days * MILLISECONDS_A_DAY, text, G_N_ELEMENTS(text), NULL,
                        &status);
    udat_close(format);
    g_free(locale);
    return U_SUCCESS(status) ? to_utf8(text, n) : NULL;
}

int64_t phrase_days(const char *iso)
{
    int year, month, day;
    if (!iso || sscanf(iso, "%d-%d-%d", &year, &month, &day) != 3)
        return INT64_MIN;
    GDateTime *date = g_date_time_new_utc(year, month, day, 0, 0, 0);
    int64_t days = date ? g_date_time_to_unix(date) / (24 * 60 * 60) : INT64_MIN;
    if (date)
        g_date_time_unref(date);
    return days;
}

// The month as it stands in a date.
static char *month_name(const char *locale, int month)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[64];
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_LONG, locale, u"UTC", -1, NULL, 0, &status);
    int32_t n = udat_getSymbols(format, UDAT_MONTHS, month, text, G_N_ELEMENTS(text), &status);
    udat_close(format);
    return U_SUCCESS(status) ? to_utf8(text, n) : NULL;
}

static int month_of(int64_t days)
{
    GDateTime *date = g_date_time_new_from_unix_utc(days * (MILLISECONDS_A_DAY / 1000));
    int month = date ? g_date_time_get_month(date) - 1 : 0;
    if (date)
        g_date_time_unref(date);
    return month;
}

static bool is_arabic(const char *lang)
{
    return strcmp(lang, "ar") == 0 || g_str_has_prefix(lang, "ar-");
}

static char *arabic_date(int64_t days, enum phrase_months months)
{
    char *date = format_date("ar", days, UDAT_LONG);
    char *egypt = month_name("ar@calendar=gregorian", month_of(days));
    char *levant = month_name("ar_LB@calendar=gregorian", month_of(days));
    char *pair = egypt && levant ? g_strconcat(levant, "/", egypt, NULL) : NULL;
    GString *text = g_string_new(date);
    if (pair)
        g_string_replace(text, egypt, months == PHRASE_MONTHS_PAIRED ? pair : levant, 1);
    g_free(date);
    g_free(egypt);
    g_free(levant);
    g_free(pair);
    return g_string_free(text, FALSE);
}

char *phrase_date(const char *lang, int64_t days, enum phrase_months months)
{
    if (is_arabic(lang) && months != PHRASE_MONTHS_GREGORIAN)
        return arabic_date(days, months);
    return format_date(is_arabic(lang) ? "ar" : lang, days, UDAT_LONG);
}

char *phrase_date_figures(const char *lang, int64_t days)
{
    return format_date(lang, days, UDAT_SHORT);
}

// Four figures are no reason for a separator: a number of a list has none either.
char *phrase_number(const char *lang, int64_t number)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[64];
    if (number < 10000)
        return g_strdup_printf("%" G_GINT64_FORMAT, number);
    char *locale = locale_of(lang);
    UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
    int32_t n = unum_formatInt64(format, number, text, G_N_ELEMENTS(text), NULL, &status);
    unum_close(format);
    g_free(locale);
    return U_SUCCESS(status) ? to_utf8(text, n) : g_strdup_printf("%" G_GINT64_FORMAT, number);
}

// Fewer languages have their numbers in words than have their dates: another's are no use.
static bool spells(const UNumberFormat *format, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *found = unum_getLocaleByType(format, ULOC_VALID_LOCALE, &status);
    size_t n = strcspn(locale, "_-@");
    return U_SUCCESS(status) && found && strncmp(found, locale, n) == 0 &&
           strcspn(found, "_-@") == n;
}

char *phrase_spelt(const char *lang, int64_t number, const char *rules)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[256], name[64];
    char *locale = locale_of(lang), *set = g_strconcat("%", rules, NULL);
    UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
    u_uastrncpy(name, set, G_N_ELEMENTS(name) - 1);
    name[G_N_ELEMENTS(name) - 1] = 0;
    unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, -1, &status);
    int32_t n = unum_formatInt64(format, number, text, G_N_ELEMENTS(text), NULL, &status);
    bool has = U_SUCCESS(status) && spells(format, locale);
    unum_close(format);
    g_free(locale);
    g_free(set);
    return has ? to_utf8(text, n) : NULL;
}

char *phrase_list(const char *lang, const char *const *items, size_t n)
{
    n = MIN(n, ITEMS_MOST);
    char *known = phrase_known_list(lang, items, n);
    if (known)
        return known;
    UErrorCode status = U_ZERO_ERROR;
    char *locale = locale_of(lang);
    const UChar *texts[ITEMS_MOST];
    UChar list[ITEMS_MOST * 64];
    for (size_t i = 0; i < n; i++)
        texts[i] = (const UChar *)g_utf8_to_utf16(items[i], -1, NULL, NULL, NULL);
    UListFormatter *format = ulistfmt_open(locale, &status);
    int32_t length =
        ulistfmt_format(format, texts, NULL, (int32_t)n, list, G_N_ELEMENTS(list), &status);
    ulistfmt_close(format);
    for (size_t i = 0; i < n; i++)
        g_free((void *)texts[i]);
    g_free(locale);
    return U_SUCCESS(status) ? to_utf8(list, length) : g_strjoinv(", ", (char **)items);
}

char *phrase_plural(const char *lang, int64_t number)
{
    const char *known = phrase_known_plural(lang, number);
    if (known)
        return g_strdup(known);
    UErrorCode status = U_ZERO_ERROR;
    UChar text[16];
    char *locale = locale_of(lang);
    UPluralRules *rules = uplrules_open(locale, &status);
    int32_t n = uplrules_select(rules, (double)number, text, G_N_ELEMENTS(text), &status);
    uplrules_close(rules);
    g_free(locale);
    return U_SUCCESS(status) ? to_utf8(text, n) : g_strdup("other");
}

char *phrase_language(const char *lang)
{
    const char *known = phrase_known_language(lang);
    if (known)
        return g_strdup(known);
    UErrorCode status = U_ZERO_ERROR;
    UChar text[128];
    char *locale = locale_of(lang);
    char *at = strchr(locale, '@');
    *at = '\0';
    // The language and, of Chinese, its script; not a region that only says how dates are written.
    char *plain = g_strndup(lang, strcspn(lang, "-"));
    bool script = strlen(lang) > 6 && lang[strlen(plain)] == '-' && lang[strlen(plain) + 5] == '\0';
    ULocaleDisplayNames *names = uldn_open(locale, ULDN_STANDARD_NAMES, &status);
    int32_t n = script ? uldn_localeDisplayName(names, locale, text, G_N_ELEMENTS(text), &status)
                       : uldn_languageDisplayName(names, plain, text, G_N_ELEMENTS(text), &status);
    uldn_close(names);
    g_free(plain);
    g_free(locale);
    return U_SUCCESS(status) ? to_utf8(text, n) : NULL;
}

char *phrase_script(const char *lang, const char *script)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[128];
    char *locale = locale_of(lang);
    *strchr(locale, '@') = '\0';
    ULocaleDisplayNames *names = uldn_open(locale, ULDN_STANDARD_NAMES, &status);
    int32_t n = uldn_scriptDisplayName(names, script, text, G_N_ELEMENTS(text), &status);
    uldn_close(names);
    g_free(locale);
    return U_SUCCESS(status) ? to_utf8(text, n) : g_strdup(script);
}

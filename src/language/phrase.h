// SPDX-License-Identifier: MIT
// Dates, numbers, lists and names of languages as a language says them: CLDR's ways, by ICU.
// Calendar and digits are always given, Gregorian and European: who sets a text puts the letter's
// own digits in. Every result is freed with g_free().
#ifndef WARRAQ_LANGUAGE_PHRASE_H
#define WARRAQ_LANGUAGE_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Arabic has two names for each month: that of the Levant and that of Egypt. */
enum phrase_months { PHRASE_MONTHS_PAIRED, PHRASE_MONTHS_LEVANTINE, PHRASE_MONTHS_GREGORIAN };

/* Days since 1970-01-01 of a date as "2020-09-09"; INT64_MIN if it is none. */
int64_t phrase_days(const char *iso);

/* "9 September 2020", «9 أيلول/سبتمبر 2020». `days` are since 1970-01-01. */
char *phrase_date(const char *lang, int64_t days, enum phrase_months months);

/* "09/09/2020", "09.09.20": the short form of the language. */
char *phrase_date_figures(const char *lang, int64_t days);

/* "1,250". */
char *phrase_number(const char *lang, int64_t number);

/* "two", «الثاني»: by the rules of CLDR that are named, such as "spellout-ordinal-masculine"; NULL
 * where the language has none. */
char *phrase_spelt(const char *lang, int64_t number, const char *rules);

/* "10, 84 and 96". */
char *phrase_list(const char *lang, const char *const *items, size_t n);

/* The plural form a number asks for: "zero", "one", "two", "few", "many" or "other". */
char *phrase_plural(const char *lang, int64_t number);

/* What a language calls a script, by its four letters: "Cyrillic" of "Cyrl". */
char *phrase_script(const char *lang, const char *script);

/* What a language calls itself: «العربية», "English". */
char *phrase_language(const char *lang);

#endif

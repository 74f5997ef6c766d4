// SPDX-License-Identifier: MIT
// The script of a character and of a language, and the way it runs.
#ifndef WARRAQ_LANGUAGE_SCRIPT_H
#define WARRAQ_LANGUAGE_SCRIPT_H

#include <hb.h>
#include <stdbool.h>

/* The script of one character by itself; East Asian punctuation counts as Han. */
hb_script_t script_of(hb_codepoint_t character);

/* The script most text of a language is written in: HB_SCRIPT_LATIN for "fr". The source is
 * CLDR's likely subtags (script_likely.inc). */
hb_script_t script_of_language(const char *lang);

/* Whether a language is Chinese in traditional characters: by the tag's script ("zh-Hant"), else by
 * its region ("zh-TW", "zh-HK", "zh-MO"), else by the language itself ("yue"). */
bool script_is_traditional(const char *lang);

bool script_is_cjk(hb_script_t script);

/* Whether words are written without spaces between them: East Asian scripts, Thai, Lao, Khmer,
 * Burmese. */
bool script_is_unspaced(hb_script_t script);

/* Whether letters stand below letters, so that a line is as deep as one of Arabic: Burmese, Khmer,
 * Tibetan, Javanese, Balinese, Tai Tham. */
bool script_is_stacked(hb_script_t script);

/* Whether the script runs from right to left, as HarfBuzz knows it. */
bool script_is_rtl(hb_script_t script);

/* A letter of the Arabic block that is no mark: most characters of most letters. */
static inline bool script_is_arabic_letter(hb_codepoint_t character)
{
    return character >= 0x620 && character <= 0x64a;
}

#endif

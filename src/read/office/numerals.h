// SPDX-License-Identifier: MIT
// The numbers of lists as word processors show them: in digits, letters, abjad, Roman or Chinese
// numerals. ISO 29500-1, 17.18.59 (w:numFmt) and OpenDocument 1.3, 19.500 (style:num-format).
#ifndef WARRAQ_READ_OFFICE_NUMERALS_H
#define WARRAQ_READ_OFFICE_NUMERALS_H

#include <glib.h>
#include <stdint.h>

enum numeral {
    NUMERAL_NONE, /* nothing is shown */
    NUMERAL_BULLET,
    NUMERAL_DECIMAL,
    NUMERAL_ZERO, /* 01, 02 … 10 */
    NUMERAL_ARABIC_INDIC,
    NUMERAL_PERSIAN,
    NUMERAL_DEVANAGARI,
    NUMERAL_THAI,
    NUMERAL_FULL_WIDTH,
    NUMERAL_CIRCLED,
    NUMERAL_UPPER_ROMAN,
    NUMERAL_LOWER_ROMAN,
    NUMERAL_UPPER_LETTER, /* A … Z, AA, BB */
    NUMERAL_LOWER_LETTER,
    NUMERAL_UPPER_SERIES, /* A … Z, AA, AB: OpenDocument's */
    NUMERAL_LOWER_SERIES,
    NUMERAL_CYRILLIC,
    NUMERAL_ARABIC_ALPHA, /* أ ب ت ث */
    NUMERAL_ABJAD,        /* أ ب ج د … ي ك */
    NUMERAL_HEBREW,       /* א … י יא */
    NUMERAL_HEBREW_ALPHA,
    NUMERAL_CHINESE, /* 一 … 十 十一 */
    NUMERAL_CHINESE_DIGITS,
    NUMERAL_KATAKANA,
    NUMERAL_HANGUL,
};

/* Of Word's name of a format; one that is not known counts in digits. */
enum numeral numeral_of_word(const char *format);

/* Of OpenDocument's, which shows the first three. `series`: letters go on with AB, not BB. */
enum numeral numeral_of_odf(const char *format, gboolean series);

/* Appends the number as it is shown; what a format cannot count comes in digits. */
void numeral_append(enum numeral numeral, int64_t number, GString *out);

/* Whether a label is the number as one of the formats in letters or levels shows it, with whatever
 * marks stand around: "ب.", "(iv)", "2.1". In *numeral the format, which further labels of the
 * list must have too; NUMERAL_NONE: any. */
gboolean numeral_fits(const char *label, int64_t number, enum numeral *numeral);

#endif

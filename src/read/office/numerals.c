// SPDX-License-Identifier: MIT
#include "read/office/numerals.h"

#include <stdbool.h>
#include <string.h>

// ---- digits ----

static void append_digits(int64_t number, gunichar zero, GString *out)
{
    char digits[32];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, number);
    for (const char *p = digits; *p; p++)
        g_string_append_unichar(out,
                                g_ascii_isdigit(*p) ? zero + (gunichar)(*p - '0') : (gunichar)*p);
}

static const gunichar zeros[] = {
    [NUMERAL_DECIMAL] = '0',       [NUMERAL_ARABIC_INDIC] = 0x0660, [NUMERAL_PERSIAN] = 0x06F0,
    [NUMERAL_DEVANAGARI] = 0x0966, [NUMERAL_THAI] = 0x0E50,         [NUMERAL_FULL_WIDTH] = 0xFF10};

// ---- letters that add up: each sign has a value, the greatest first ----

struct sign {
    int value;
    const char *letters;
};

static const struct sign roman[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                                    {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                                    {5, "v"},    {4, "iv"},   {1, "i"},   {0, NULL}};
// 15 and 16 are written 9 + 6 and 9 + 7.
static const struct sign hebrew[] = {{400, "ת"}, {300, "ש"}, {200, "ר"}, {100, "ק"}, {90, "צ"},
                                     {80, "פ"},  {70, "ע"},  {60, "ס"},  {50, "נ"},  {40, "מ"},
                                     {30, "ל"},  {20, "כ"},  {16, "טז"}, {15, "טו"}, {10, "י"},
                                     {9, "ט"},   {8, "ח"},   {7, "ז"},   {6, "ו"},   {5, "ה"},
                                     {4, "ד"},   {3, "ג"},   {2, "ב"},   {1, "א"},   {0, NULL}};

static bool append_sum(const struct sign *signs, int64_t number, int64_t most, GString *out)
{
    if (number < 1 || number > most)
        return false;
    for (; signs->letters; signs++) {
        for (; number >= signs->value; number -= signs->value)
            g_string_append(out, signs->letters);
    }
    return true;
}

// ---- letters in a row ----

static const char latin[] = "abcdefghijklmnopqrstuvwxyz";
static const char cyrillic[] = "абвгдежзиклмнопрстуфхцчшщэюя";
static const char arabic[] = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
static const char abjad[] = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
static const char hebrew_row[] = "אבגדהוזחטיכלמנסעפצקרשת";
static const char katakana[] =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
static const char hangul[] = "가나다라마바사아자차카타파하";
static const char han[] = "零一二三四五六七八九";

static void append_letter(const char *letters, long index, GString *out)
{
    const char *p = g_utf8_offset_to_pointer(letters, index);
    g_string_append_len(out, p, g_utf8_next_char(p) - p);
}

// After the last letter each is doubled (AA, BB), or as a number has its places (AA, AB).
static bool append_row(const char *letters, int64_t number, bool series, GString *out)
{
    enum { REPEATED_MOST = 30 };
    long count = g_utf8_strlen(letters, -1);
    if (number < 1 || number > count * REPEATED_MOST)
        return false;
    long index = (long)((number - 1) % count), times = (long)((number - 1) / count);
    if (series && times > 0) {
        append_letter(letters, (times - 1) % count, out);
        times = 0;
    }
    for (long i = 0; i <= times; i++)
        append_letter(letters, index, out);
    return true;
}

static bool append_chinese(int64_t number, GString *out)
{
    static const char *const units[] = {"", "十", "百", "千"};
    if (number < 1 || number > 9999)
        return false;
    bool gap = false, any = false;
    for (int place = 3, step = 1000; place >= 0; place--, step /= 10) {
        long digit = (long)(number / step % 10);
        if (digit == 0) {
            gap = any;
            continue;
        }
        if (gap)
            append_letter(han, 0, out);
        if (!(place == 1 && digit == 1 && !any)) // 十一, not 一十一
            append_letter(han, digit, out);
        g_string_append(out, units[place]);
        gap = false;
        any = true;
    }
    return true;
}

static bool append_chinese_digits(int64_t number, GString *out)
{
    char digits[32];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, number);
    for (const char *p = digits; *p; p++) {
        if (*p == '0')
            g_string_append(out, "〇");
        else
            append_letter(han, *p - '0', out);
    }
    return true;
}

static bool append_circled(int64_t number, GString *out)
{
    enum { CIRCLED_MOST = 20 };
    if (number < 1 || number > CIRCLED_MOST)
        return false;
    g_string_append_unichar(out, 0x2460 + (gunichar)(number - 1));
    return true;
}

// ---- by the format ----

static bool append_letters(enum numeral numeral, int64_t number, GString *out)
{
    enum { ROMAN_MOST = 3999, HEBREW_MOST = 499 };
    switch (numeral) {
    case NUMERAL_UPPER_ROMAN:
    case NUMERAL_LOWER_ROMAN:
        return append_sum(roman, number, ROMAN_MOST, out);
    case NUMERAL_ABJAD:
        return append_row(abjad, number, false, out);
    case NUMERAL_HEBREW:
        return append_sum(hebrew, number, HEBREW_MOST, out);
    case NUMERAL_UPPER_LETTER:
    case NUMERAL_LOWER_LETTER:
        return append_row(latin, number, false, out);
    case NUMERAL_UPPER_SERIES:
    case NUMERAL_LOWER_SERIES:
        return append_row(latin, number, true, out);
    case NUMERAL_CYRILLIC:
        return append_row(cyrillic, number, false, out);
    case NUMERAL_ARABIC_ALPHA:
        return append_row(arabic, number, false, out);
    case NUMERAL_HEBREW_ALPHA:
        return append_row(hebrew_row, number, false, out);
    case NUMERAL_KATAKANA:
        return append_row(katakana, number, false, out);
    case NUMERAL_HANGUL:
        return append_row(hangul, number, false, out);
    case NUMERAL_CHINESE:
        return append_chinese(number, out);
    case NUMERAL_CHINESE_DIGITS:
        return append_chinese_digits(number, out);
    case NUMERAL_CIRCLED:
        return append_circled(number, out);
    default:
        return false;
    }
}

void numeral_append(enum numeral numeral, int64_t number, GString *out)
{
    if (numeral == NUMERAL_NONE || numeral == NUMERAL_BULLET)
        return;
    gsize start = out->len;
    if (append_letters(numeral, number, out)) {
        bool capital = numeral == NUMERAL_UPPER_ROMAN || numeral == NUMERAL_UPPER_LETTER ||
                       numeral == NUMERAL_UPPER_SERIES;
        for (gsize i = start; capital && i < out->len; i++)
            out->str[i] = g_ascii_toupper(out->str[i]);
        return;
    }
    if (numeral == NUMERAL_ZERO && number >= 0 && number < 10)
        g_string_append_c(out, '0');
    gunichar zero = (size_t)numeral < G_N_ELEMENTS(zeros) ? zeros[numeral] : 0;
    append_digits(number, zero ? zero : '0', out);
}

// ---- what the formats are called ----

struct named {
    const char *name;
    enum numeral numeral;
};

static enum numeral find_named(const struct named *named, const char *name)
{
    for (; named->name; named++) {
        if (strcmp(named->name, name) == 0)
            return named->numeral;
    }
    return NUMERAL_DECIMAL;
}

enum numeral numeral_of_word(const char *format)
{
    static const struct named names[] = {{"none", NUMERAL_NONE},
                                         {"bullet", NUMERAL_BULLET},
                                         {"decimalZero", NUMERAL_ZERO},
                                         {"upperRoman", NUMERAL_UPPER_ROMAN},
                                         {"lowerRoman", NUMERAL_LOWER_ROMAN},
                                         {"upperLetter", NUMERAL_UPPER_LETTER},
                                         {"lowerLetter", NUMERAL_LOWER_LETTER},
                                         {"russianLower", NUMERAL_CYRILLIC},
                                         {"arabicAlpha", NUMERAL_ARABIC_ALPHA},
                                         {"arabicAbjad", NUMERAL_ABJAD},
                                         {"hebrew1", NUMERAL_HEBREW},
                                         {"hebrew2", NUMERAL_HEBREW_ALPHA},
                                         {"hindiNumbers", NUMERAL_DEVANAGARI},
                                         {"thaiNumbers", NUMERAL_THAI},
                                         {"decimalFullWidth", NUMERAL_FULL_WIDTH},
                                         {"decimalFullWidth2", NUMERAL_FULL_WIDTH},
                                         {"decimalEnclosedCircle", NUMERAL_CIRCLED},
                                         {"decimalEnclosedCircleChinese", NUMERAL_CIRCLED},
                                         {"chineseCounting", NUMERAL_CHINESE},
                                         {"chineseCountingThousand", NUMERAL_CHINESE},
                                         {"taiwaneseCounting", NUMERAL_CHINESE},
                                         {"taiwaneseCountingThousand", NUMERAL_CHINESE},
                                         {"japaneseCounting", NUMERAL_CHINESE},
                                         {"koreanCounting", NUMERAL_CHINESE},
                                         {"ideographDigital", NUMERAL_CHINESE_DIGITS},
                                         {"taiwaneseDigital", NUMERAL_CHINESE_DIGITS},
                                         {"japaneseDigitalTenThousand", NUMERAL_CHINESE_DIGITS},
                                         {"aiueo", NUMERAL_KATAKANA},
                                         {"aiueoFullWidth", NUMERAL_KATAKANA},
                                         {"ganada", NUMERAL_HANGUL},
                                         {NULL, NUMERAL_DECIMAL}};
    return format ? find_named(names, format) : NUMERAL_DECIMAL;
}

enum numeral numeral_of_odf(const char *format, gboolean series)
{
    static const struct named names[] = {{"", NUMERAL_NONE},
                                         {"a", NUMERAL_LOWER_LETTER},
                                         {"A", NUMERAL_UPPER_LETTER},
                                         {"i", NUMERAL_LOWER_ROMAN},
                                         {"I", NUMERAL_UPPER_ROMAN},
                                         {"01, 02, 03, ...", NUMERAL_ZERO},
                                         {"١, ٢, ٣, ...", NUMERAL_ARABIC_INDIC},
                                         {"۱, ۲, ۳, ...", NUMERAL_PERSIAN},
                                         {"१, २, ३, ...", NUMERAL_DEVANAGARI},
                                         {"๑, ๒, ๓, ...", NUMERAL_THAI},
                                         {"１, ２, ３, ...", NUMERAL_FULL_WIDTH},
                                         {"①, ②, ③, ...", NUMERAL_CIRCLED},
                                         {"أ, ب, ت, ...", NUMERAL_ARABIC_ALPHA},
                                         {"أ, ب, ج, ...", NUMERAL_ABJAD},
                                         {"ا, ب, ج, ...", NUMERAL_ABJAD}, // LibreOffice's
                                         {"א, י, ק, ...", NUMERAL_HEBREW},
                                         {"א, ב, ג, ...", NUMERAL_HEBREW_ALPHA},
                                         {"一, 二, 三, ...", NUMERAL_CHINESE},
                                         {"〇, 一, 二, ...", NUMERAL_CHINESE_DIGITS},
                                         {"ア, イ, ウ, ...", NUMERAL_KATAKANA},
                                         {"가, 나, 다, ...", NUMERAL_HANGUL},
                                         {NULL, NUMERAL_DECIMAL}};
    enum numeral found = format ? find_named(names, format) : NUMERAL_NONE;
    if (series && (found == NUMERAL_LOWER_LETTER || found == NUMERAL_UPPER_LETTER))
        return found == NUMERAL_LOWER_LETTER ? NUMERAL_LOWER_SERIES : NUMERAL_UPPER_SERIES;
    return found;
}

// ---- back from a label ----

static bool shows(enum numeral numeral, int64_t number, const char *label, size_t n)
{
    GString *shown = g_string_new(NULL);
    bool same = append_letters(numeral, number, shown);
    for (gsize i = 0; same && i < shown->len; i++)
        if (numeral == NUMERAL_UPPER_ROMAN || numeral == NUMERAL_UPPER_LETTER)
            shown->str[i] = g_ascii_toupper(shown->str[i]);
    same = same && shown->len == n && memcmp(shown->str, label, n) == 0;
    g_string_free(shown, TRUE);
    return same;
}

gboolean numeral_fits(const char *label, int64_t number, enum numeral *numeral)
{
    static const enum numeral tried[] = {
        NUMERAL_LOWER_LETTER, NUMERAL_UPPER_LETTER, NUMERAL_LOWER_ROMAN, NUMERAL_UPPER_ROMAN,
        NUMERAL_ABJAD,        NUMERAL_ARABIC_ALPHA, NUMERAL_HEBREW,      NUMERAL_HEBREW_ALPHA,
        NUMERAL_CYRILLIC,     NUMERAL_KATAKANA,     NUMERAL_HANGUL};
    label += *label == '(';
    size_t n = strlen(label);
    n -= n && strchr(".)-", label[n - 1]) ? 1 : 0;
    if (!label[n])
        return FALSE; // a letter alone may be a name's
    for (size_t i = 0; i < G_N_ELEMENTS(tried); i++) {
        bool asked = *numeral == NUMERAL_NONE || *numeral == tried[i];
        if (asked && shows(tried[i], number, label, n)) {
            // The first letters of two alphabets are alike: the second tells them apart.
            if (number > 2)
                *numeral = tried[i];
            return TRUE;
        }
    }
    return FALSE;
}

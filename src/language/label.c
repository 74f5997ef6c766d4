// SPDX-License-Identifier: MIT
#include "language/label.h"

#include "base/utf8.h"

#include <glib.h>
#include <string.h>

enum { DIGITS_MOST = 9 };

// Borrowed text with a place in it.
struct label_scan {
    const char *p, *end;
};

static gunichar scan_peek(const struct label_scan *scan)
{
    if (scan->p >= scan->end)
        return 0;
    return (unsigned char)*scan->p < 0x80 ? (gunichar)*scan->p : g_utf8_get_char(scan->p);
}

static inline gunichar scan_take(struct label_scan *scan)
{
    gunichar c = scan_peek(scan);
    if (scan->p < scan->end)
        scan->p = (unsigned char)*scan->p < 0x80 ? scan->p + 1 : g_utf8_next_char(scan->p);
    return c;
}

static int digit_value(gunichar c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    return g_unichar_isdigit(c) ? g_unichar_digit_value(c) : -1;
}

static bool is_group_mark(gunichar c)
{
    return c == ',' || c == 0x066C || c == 0xFF0C || c == 0x202F;
}

// ",234" but not ", 234" or ",23": a mark is part of a number only before three digits.
static bool scan_group(struct label_scan *scan, int64_t *value)
{
    if (!is_group_mark(scan_peek(scan)))
        return false;
    struct label_scan ahead = *scan;
    scan_take(&ahead);
    int64_t group = 0;
    for (int i = 0; i < 3; i++) {
        int digit = digit_value(scan_take(&ahead));
        if (digit < 0)
            return false;
        group = group * 10 + digit;
    }
    if (digit_value(scan_peek(&ahead)) >= 0)
        return false;
    *value = *value * 1000 + group;
    *scan = ahead;
    return true;
}

static bool scan_decimal(struct label_scan *scan, int64_t *ret)
{
    int64_t value = 0;
    int digits = 0;
    for (int digit; (digit = digit_value(scan_peek(scan))) >= 0; digits++) {
        if (digits == DIGITS_MOST)
            return false;
        value = value * 10 + digit;
        scan_take(scan);
    }
    if (digits == 0)
        return false;
    while (digits <= 6 && scan_group(scan, &value))
        digits += 3;
    *ret = value;
    return true;
}

static int han_digit(gunichar c)
{
    static const gunichar digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 10; i++) {
        if (c == digits[i])
            return i;
    }
    return c == 0x96F6 ? 0 : -1;
}

static int han_unit(gunichar c)
{
    return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;
}

// 二十三 counts with units, 二〇二 digit by digit.
static bool scan_han(struct label_scan *scan, int64_t *ret)
{
    enum { CHARS_MOST = 8 };
    int64_t value = 0, pending = -1;
    bool units = false;
    int chars = 0;
    for (; chars < CHARS_MOST; chars++) {
        gunichar c = scan_peek(scan);
        int digit = han_digit(c), unit = han_unit(c);
        if (digit >= 0 && units) {
            pending = digit;
        } else if (digit >= 0) {
            pending = MAX(pending, 0) * 10 + digit;
        } else if (unit) {
            value += (pending < 0 ? 1 : pending) * unit;
            pending = -1;
            units = true;
        } else {
            break;
        }
        scan_take(scan);
    }
    *ret = value + MAX(pending, 0);
    return chars > 0;
}

size_t number_parse(const char *text, size_t n, int64_t *ret)
{
    struct label_scan scan = {text, text + n};
    if (scan_decimal(&scan, ret))
        return (size_t)(scan.p - text);
    scan.p = text;
    return scan_han(&scan, ret) ? (size_t)(scan.p - text) : 0;
}

static gunichar closer_of(gunichar c)
{
    return c == '(' ? ')' : c == '[' ? ']' : c == 0xFF08 ? 0xFF09 : 0;
}

static bool is_delimiter(gunichar c)
{
    return c == '.' || c == ')' || c == ']';
}

static bool is_wide_delimiter(gunichar c)
{
    return c == 0xFF0E || c == 0x3001 || c == 0xFF09 || c == 0x3002 || c == 0xFF0D || c == 0x06D4;
}

static bool is_dash(gunichar c)
{
    return c == '-' || c == 0x2013 || c == 0x2014 || c == ':' || c == 0x061B || c == '/';
}

// Of ASCII a label is followed by letters or by a space.
static bool is_space(gunichar c)
{
    return c == ' ' || ((c < ' ' || c >= 0x7F) && g_unichar_isspace(c));
}

static size_t space_length(const struct label_scan *scan)
{
    struct label_scan ahead = *scan;
    while (ahead.p < ahead.end && is_space(scan_peek(&ahead)))
        scan_take(&ahead);
    return (size_t)(ahead.p - scan->p);
}

// The bytes of a word as domains have them, "africa" or "org.uk"; 0 where there is none.
static size_t domain_length(const struct label_scan *scan)
{
    const char *p = scan->p;
    while (p < scan->end && (g_ascii_islower(*p) ||
                             (p > scan->p && (g_ascii_isdigit(*p) || *p == '-' || *p == '.'))))
        p++;
    while (p > scan->p && !g_ascii_isalnum(p[-1]))
        p--;
    return p > scan->p + 1 ? (size_t)(p - scan->p) : 0;
}

// "350.org", "350.africa": the point is part of a name if one word in small letters follows it and
// nothing that goes on with a name, as "de Gaulle" does. Before such, only endings that begin no
// name of a person: "350.org Deutschland".
static bool is_domain(const struct label_scan *scan)
{
    static const char *const ends[] = {"org", "com", "net", "info", "int", "eu"};
    size_t n = domain_length(scan);
    if (n == 0)
        return false;
    struct label_scan rest = {scan->p + n, scan->end};
    gunichar next = scan_take(&rest);
    if (g_unichar_isalnum(next))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        if (n == strlen(ends[i]) && memcmp(scan->p, ends[i], n) == 0)
            return true;
    }
    return !g_unichar_isspace(next) || scan_peek(&rest) == '(';
}

// What may be between a bare number and its name: "1.", "1)", "1 -", "1:" or a tab.
static bool scan_delimiter(struct label_scan *scan, bool han)
{
    gunichar c = scan_peek(scan);
    if (is_wide_delimiter(c)) {
        scan_take(scan);
        return true;
    }
    if (is_delimiter(c)) {
        scan_take(scan);
        // "1.-" and "1.)" are how some lists write it; "3.5" is a number of something.
        gunichar more = scan_peek(scan);
        if (more == '-' || more == '/' || (c == '.' && more == ')'))
            scan_take(scan);
        return digit_value(scan_peek(scan)) < 0 && !(c == '.' && is_domain(scan));
    }
    if (han)
        return false;
    if (c == '\t')
        return true;
    struct label_scan ahead = *scan;
    ahead.p += space_length(&ahead);
    bool spaced = ahead.p > scan->p;
    if (!is_dash(scan_peek(&ahead)))
        return space_length(scan) >= 2;
    scan_take(&ahead);
    if (scan_peek(&ahead) == '-')
        scan_take(&ahead);
    if (digit_value(scan_peek(&ahead)) >= 0 ||
        (!spaced && !space_length(&ahead) && g_unichar_isalpha(scan_peek(&ahead)) &&
         scan_peek(&ahead) < 0x250))
        return false; // a range, or "21-year-old"
    *scan = ahead;
    return true;
}

// "№ 7", "Nº 7", "#7": the sign that says a number comes.
static bool scan_number_sign(struct label_scan *scan)
{
    static const char *const signs[] = {"№", "Nº", "N°", "nº", "n°", "#"};
    size_t left = (size_t)(scan->end - scan->p);
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        size_t n = strlen(signs[i]);
        if (left > n && memcmp(scan->p, signs[i], n) == 0) {
            scan->p += n;
            scan->p += space_length(scan);
            return true;
        }
    }
    return false;
}

// "7°", "7º" and whatever mark follows.
static bool scan_degree(struct label_scan *scan)
{
    gunichar c = scan_peek(scan);
    if (c != 0xB0 && c != 0xBA && c != 0xAA)
        return false;
    scan_take(scan);
    struct label_scan ahead = *scan;
    if (scan_delimiter(&ahead, true) && ahead.p > scan->p)
        *scan = ahead;
    return space_length(scan) > 0;
}

static bool parse_signed_number(struct label_scan *scan, int64_t *ret)
{
    if (!scan_number_sign(scan) || !scan_decimal(scan, ret))
        return false;
    struct label_scan ahead = *scan;
    if (scan_delimiter(&ahead, false))
        *scan = ahead;
    return scan->p == scan->end || space_length(scan) > 0;
}

static bool parse_bare_number(struct label_scan *scan, int64_t *ret)
{
    const char *start = scan->p;
    if (scan_decimal(scan, ret) && (scan_degree(scan) || scan_delimiter(scan, false)))
        return true;
    scan->p = start;
    return scan_han(scan, ret) && scan_delimiter(scan, true);
}

static bool parse_bracketed_number(struct label_scan *scan, int64_t *ret)
{
    gunichar closer = closer_of(scan_take(scan));
    if (!closer)
        return false;
    size_t length = number_parse(scan->p, (size_t)(scan->end - scan->p), ret);
    scan->p += length;
    return length && scan_take(scan) == closer;
}

static bool parse_circled_number(struct label_scan *scan, int64_t *ret)
{
    gunichar c = scan_take(scan);
    if (c >= 0x2460 && c <= 0x2473)
        *ret = (int64_t)c - 0x2460 + 1;
    else if (c >= 0x3251 && c <= 0x325F)
        *ret = (int64_t)c - 0x3251 + 21;
    else if (c >= 0x2474 && c <= 0x2487)
        *ret = (int64_t)c - 0x2474 + 1;
    else
        return false;
    return true;
}

static bool parse_bullet(struct label_scan *scan)
{
    gunichar c = scan_take(scan);
    static const gunichar loose[] = {0x2022, 0x2023, 0x25E6, 0x2043, 0x2219, 0x25AA, 0x25AB,
                                     0x25CF, 0x25CB, 0x25A0, 0x25A1, 0x25C6, 0x2713, 0x2714,
                                     0x27A2, 0x25BA, 0x30FB, 0x2605, 0x2756, 0xB7};
    for (size_t i = 0; i < G_N_ELEMENTS(loose); i++) {
        if (c == loose[i])
            return true;
    }
    bool strict = c == '-' || c == '*' || c == '+' || c == 0x2013 || c == 0x2014;
    return strict && space_length(scan) > 0;
}

bool label_parse(const char *text, size_t n, struct label *ret)
{
    static bool (*const numbers[])(struct label_scan *, int64_t *) = {
        parse_bare_number, parse_bracketed_number, parse_circled_number, parse_signed_number};
    *ret = (struct label){LABEL_NONE, 0, 0, NUMBER_NONE};
    struct label_scan scan = {text, text + n};
    int64_t number;
    for (size_t i = 0; i < G_N_ELEMENTS(numbers) && !ret->kind; i++) {
        scan = (struct label_scan){text, text + n};
        if (numbers[i](&scan, &number)) {
            ret->kind = LABEL_NUMBER;
            ret->number = (int32_t)number;
        }
    }
    if (!ret->kind) {
        scan = (struct label_scan){text, text + n};
        if (parse_bullet(&scan))
            ret->kind = LABEL_BULLET;
    }
    if (!ret->kind)
        return false;
    ret->length = (uint32_t)(scan.p - text);
    ret->skip = ret->length + (uint32_t)space_length(&scan);
    return true;
}

// ---- shapes ----

static const gunichar zeros[DIGIT_SERIES] = {'0', 0x660, 0x6F0};

int digit_series(gunichar c, int *ret_value)
{
    for (int i = 0; i < DIGIT_SERIES; i++) {
        if (c >= zeros[i] && c <= zeros[i] + 9) {
            *ret_value = (int)(c - zeros[i]);
            return i;
        }
    }
    return -1;
}

gunichar digit_of_series(int series, int value)
{
    return zeros[series] + (gunichar)value;
}

bool label_shape(const char *label, char ret[LABEL_SHAPE_SIZE])
{
    size_t n = 0;
    for (const char *p = label; *p; p = g_utf8_next_char(p)) {
        if (n + 6 >= LABEL_SHAPE_SIZE)
            return false;
        if ((unsigned char)*p < 0x80) {
            ret[n++] = *p >= '0' && *p <= '9' ? '8' : *p;
            continue;
        }
        gunichar c = utf8_char(p);
        int value, series = digit_series(c, &value);
        n += (size_t)g_unichar_to_utf8(series < 0 ? c : digit_of_series(series, 8), ret + n);
    }
    ret[n] = '\0';
    return true;
}

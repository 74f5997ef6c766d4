// SPDX-License-Identifier: MIT
#include "pdf/object.h"

#include "base/put.h"
#include <string.h>

static inline unsigned count_digits(uint64_t value)
{
    unsigned digits = 1;
    for (; value >= 1000000; value /= 1000000)
        digits += 6;
    return digits + (value >= 10) + (value >= 100) + (value >= 1000) + (value >= 10000) +
           (value >= 100000);
}

static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

// Gives the place after them.
static inline char *put_digits(char *at, uint64_t value)
{
    char *end = at + count_digits(value);
    at = end;
    for (; value >= 100; value /= 100)
        memcpy(at -= 2, pairs + 2 * (value % 100), 2);
    if (value >= 10)
        memcpy(at - 2, pairs + 2 * value, 2);
    else
        at[-1] = (char)('0' + value);
    return end;
}

char *pdf_put_digits(char *at, uint64_t value)
{
    return put_digits(at, value);
}

void pdf_int(GString *out, int64_t value)
{
    char *at = put_room(out, 1 + PDF_DIGITS_MOST);
    if (value < 0)
        *at++ = '-';
    put_end(out, put_digits(at, value < 0 ? -(uint64_t)value : (uint64_t)value));
}

void pdf_scaled(GString *out, int64_t value, unsigned decimals)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    while (decimals > 0 && rest % 10 == 0) {
        rest /= 10;
        decimals--;
    }
    for (unsigned i = 0; i < decimals; i++, rest /= 10)
        digits[--at] = (char)('0' + rest % 10);
    if (decimals)
        digits[--at] = '.';
    // No zero before the point: a reader needs none, and a list has a million of them.
    for (; rest || (!decimals && at == sizeof digits); rest /= 10)
        digits[--at] = (char)('0' + rest % 10);
    if (value < 0)
        digits[--at] = '-';
    put_bytes(out, digits + at, sizeof digits - at);
}

char *pdf_put_hundredths(char *at, int64_t hundredths)
{
    uint64_t size = hundredths < 0 ? -(uint64_t)hundredths : (uint64_t)hundredths;
    uint64_t whole = size / 100;
    const char *pair = pairs + 2 * (size % 100);
    if (hundredths < 0)
        *at++ = '-';
    // No zero before the point: a reader needs none, and a list has a million of them.
    if (whole || size == 0)
        at = put_digits(at, whole);
    if (size % 100 == 0)
        return at;
    *at++ = '.';
    *at++ = pair[0];
    if (pair[1] != '0')
        *at++ = pair[1];
    return at;
}

int64_t pdf_hundredths(len value)
{
    int64_t scaled = (int64_t)value * 100;
    return (scaled + (scaled < 0 ? -LEN_PER_PT / 2 : LEN_PER_PT / 2)) / LEN_PER_PT;
}

void pdf_len(GString *out, len value)
{
    pdf_scaled(out, pdf_hundredths(value), 2);
}

char *pdf_put_ref(char *at, uint32_t id)
{
    static const char tail[] = {' ', '0', ' ', 'R'};
    at = put_digits(at, id);
    memcpy(at, tail, sizeof tail);
    return at + sizeof tail;
}

void pdf_ref(GString *out, uint32_t id)
{
    put_end(out, pdf_put_ref(put_room(out, PDF_REF_MOST), id));
}

void pdf_name(GString *out, const char *name)
{
    g_string_append_c(out, '/');
    for (const char *c = name; *c; c++) {
        if (*c <= ' ' || *c > '~' || strchr("#()<>[]{}/%", *c))
            g_string_append_printf(out, "#%02X", (unsigned char)*c);
        else
            g_string_append_c(out, *c);
    }
}

void pdf_bytes(GString *out, const void *data, size_t n)
{
    const char *bytes = data;
    g_string_append_c(out, '(');
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\r') {
            put_bytes(out, "\\r", 2); // a bare CR would be read as LF
            continue;
        }
        if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, bytes[i]);
    }
    g_string_append_c(out, ')');
}

void pdf_hex(GString *out, const void *data, size_t n)
{
    const unsigned char *bytes = data;
    g_string_append_c(out, '<');
    for (size_t i = 0; i < n; i++) {
        g_string_append_c(out, "0123456789ABCDEF"[bytes[i] >> 4]);
        g_string_append_c(out, "0123456789ABCDEF"[bytes[i] & 15]);
    }
    g_string_append_c(out, '>');
}

// UTF-16BE with its mark, to be freed with g_string_free(). Bad UTF-8 (never from a page, but an
// attachment's name may be anything) becomes U+FFFD.
static GString *text_utf16(const char *utf8)
{
    char *valid = g_utf8_make_valid(utf8, -1);
    glong n = 0;
    gunichar2 *units = g_utf8_to_utf16(valid, -1, NULL, &n, NULL);
    GString *big = g_string_sized_new((gsize)n * 2 + 2);
    put_bytes(big, "\xFE\xFF", 2);
    for (glong i = 0; i < n; i++) {
        g_string_append_c(big, (char)(units[i] >> 8));
        g_string_append_c(big, (char)(units[i] & 0xFF));
    }
    g_free(units);
    g_free(valid);
    return big;
}

void pdf_text(GString *out, const char *utf8)
{
    if (g_str_is_ascii(utf8)) {
        pdf_bytes(out, utf8, strlen(utf8));
        return;
    }
    GString *big = text_utf16(utf8);
    pdf_bytes(out, big->str, big->len);
    g_string_free(big, TRUE);
}

void pdf_text_hex(GString *out, const char *utf8)
{
    if (g_str_is_ascii(utf8)) {
        pdf_bytes(out, utf8, strlen(utf8));
        return;
    }
    GString *big = text_utf16(utf8);
    pdf_hex(out, big->str, big->len);
    g_string_free(big, TRUE);
}

void pdf_date(GString *out, int64_t seconds)
{
    GDateTime *date = g_date_time_new_from_unix_utc(seconds);
    if (!date)
        date = g_date_time_new_from_unix_utc(0);
    g_string_append_printf(out, "(D:%04d%02d%02d%02d%02d%02dZ)", g_date_time_get_year(date),
                           g_date_time_get_month(date), g_date_time_get_day_of_month(date),
                           g_date_time_get_hour(date), g_date_time_get_minute(date),
                           g_date_time_get_second(date));
    g_date_time_unref(date);
}

void pdf_rect(GString *out, const struct rect *rect, len height)
{
    g_string_append_c(out, '[');
    pdf_len(out, rect->x);
    g_string_append_c(out, ' ');
    pdf_len(out, height - rect->y - rect->height);
    g_string_append_c(out, ' ');
    pdf_len(out, rect->x + rect->width);
    g_string_append_c(out, ' ');
    pdf_len(out, height - rect->y);
    g_string_append_c(out, ']');
}

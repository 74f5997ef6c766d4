// SPDX-License-Identifier: MIT
// How values are spelt (ISO 32000-2, 7.2 and 7.3).
#include "pdf/reader.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static const char *skip_space(const char *p, const char *end)
{
    while (p < end && (is_space(*p) || *p == '%')) {
        if (*p != '%') {
            p++;
            continue;
        }
        while (p < end && *p != '\n' && *p != '\r')
            p++;
    }
    return p;
}

// Past a string in parentheses, which may hold pairs of them.
static const char *skip_literal(const char *p, const char *end)
{
    size_t depth = 0;
    for (; p < end; p++) {
        if (*p == '\\')
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')' && --depth == 0)
            return p + 1;
    }
    return end;
}

// One sign of the syntax, a string, a name or a word, from `p` on.
static const char *skip_token(const char *p, const char *end)
{
    if (*p == '(')
        return skip_literal(p, end);
    if ((*p == '<' || *p == '>') && p + 1 < end && p[1] == *p)
        return p + 2;
    if (*p == '<') {
        const char *close = memchr(p, '>', (size_t)(end - p));
        return close ? close + 1 : end;
    }
    if (is_delimiter(*p) && *p != '/')
        return p + 1;
    for (p++; p < end && !is_space(*p) && !is_delimiter(*p);)
        p++;
    return p;
}

static bool token_is(const char *p, const char *end, const char *sign)
{
    return (size_t)(end - p) == strlen(sign) && memcmp(p, sign, strlen(sign)) == 0;
}

static const char *skip_digits(const char *p, const char *end)
{
    while (p < end && g_ascii_isdigit(*p))
        p++;
    return p;
}

// Past " G R" behind a number, which makes it a reference; `p` where it is none.
static const char *skip_reference(const char *p, const char *end)
{
    const char *generation = skip_space(p, end), *past = skip_digits(generation, end);
    const char *sign = skip_space(past, end);
    bool is = past > generation && sign > past && sign < end && *sign == 'R' &&
              (sign + 1 == end || is_space(sign[1]) || is_delimiter(sign[1]));
    return is ? sign + 1 : p;
}

// Past the brackets that open at `p`, with all they hold.
static const char *skip_nested(const char *p, const char *end)
{
    size_t depth = 0;
    while ((p = skip_space(p, end)) < end) {
        const char *past = skip_token(p, end);
        if (token_is(p, past, "<<") || token_is(p, past, "["))
            depth++;
        else if ((token_is(p, past, ">>") || token_is(p, past, "]")) && --depth == 0)
            return past;
        p = past;
    }
    return end;
}

bool pdf_value_next(struct pdf_value *rest, struct pdf_value *ret)
{
    const char *p = skip_space(rest->at, rest->end);
    if (p == rest->end)
        return false;
    const char *past = skip_token(p, rest->end);
    if (token_is(p, past, "<<") || token_is(p, past, "["))
        past = skip_nested(p, rest->end);
    else if (skip_digits(p, past) == past)
        past = skip_reference(past, rest->end);
    *ret = (struct pdf_value){p, past};
    rest->at = past;
    return true;
}

bool pdf_value_is_array(struct pdf_value value)
{
    return value.at < value.end && *value.at == '[';
}

bool pdf_value_is_dictionary(struct pdf_value value)
{
    return value.end - value.at >= 2 && value.at[0] == '<' && value.at[1] == '<';
}

bool pdf_value_is(struct pdf_value value, const char *name)
{
    return value.at < value.end && *value.at == '/' && token_is(value.at + 1, value.end, name);
}

struct pdf_value pdf_value_inside(struct pdf_value value)
{
    if (!pdf_value_is_array(value))
        return value;
    value.at++;
    if (value.end > value.at && value.end[-1] == ']')
        value.end--;
    return value;
}

struct pdf_value pdf_value_find(struct pdf_value dictionary, const char *key)
{
    struct pdf_value name, value;
    if (!pdf_value_is_dictionary(dictionary))
        return PDF_NOTHING;
    dictionary.at += 2;
    while (pdf_value_next(&dictionary, &name) && pdf_value_next(&dictionary, &value)) {
        if (pdf_value_is(name, key))
            return value;
    }
    return PDF_NOTHING;
}

bool pdf_value_int(struct pdf_value value, int64_t *ret)
{
    bool minus = value.at < value.end && *value.at == '-';
    const char *p = value.at + minus, *past = skip_digits(p, value.end);
    if (past == p || past != value.end || past - p > 18)
        return false;
    for (*ret = 0; p < past; p++)
        *ret = *ret * 10 + (*p - '0');
    *ret = minus ? -*ret : *ret;
    return true;
}

uint32_t pdf_value_object(struct pdf_value value)
{
    const char *past = skip_digits(value.at, value.end);
    int64_t number;
    if (past == value.at || value.end[-1] != 'R' ||
        !pdf_value_int((struct pdf_value){value.at, past}, &number) || number > G_MAXINT32)
        return 0;
    return (uint32_t)number;
}

// A sign behind a backslash; returns where it ends.
static const char *put_escaped(GString *out, const char *p, const char *end)
{
    static const char names[] = "nrtbf", signs[] = "\n\r\t\b\f";
    const char *name = memchr(names, *p, sizeof names - 1);
    if (*p >= '0' && *p <= '7') {
        unsigned code = 0;
        for (int i = 0; i < 3 && p < end && *p >= '0' && *p <= '7'; i++)
            code = code * 8 + (unsigned)(*p++ - '0');
        g_string_append_c(out, (char)code);
        return p;
    }
    if (*p == '\r' && p + 1 < end && p[1] == '\n')
        return p + 2;
    if (name || (*p != '\n' && *p != '\r'))
        g_string_append_c(out, name ? signs[name - names] : *p);
    return p + 1;
}

static void put_literal(GString *out, const char *p, const char *end)
{
    while (p < end) {
        if (*p == '\\' && p + 1 < end)
            p = put_escaped(out, p + 1, end);
        else
            g_string_append_c(out, *p++);
    }
}

static void put_hexadecimal(GString *out, const char *p, const char *end)
{
    int high = -1;
    for (; p < end; p++) {
        int digit = g_ascii_xdigit_value(*p);
        if (digit < 0)
            continue;
        if (high >= 0)
            g_string_append_c(out, (char)(high << 4 | digit));
        high = high >= 0 ? -1 : digit;
    }
    if (high >= 0)
        g_string_append_c(out, (char)(high << 4));
}

bool pdf_value_string(struct pdf_value value, GString *out)
{
    if (value.end - value.at < 2 || pdf_value_is_dictionary(value))
        return false;
    if (*value.at == '(')
        put_literal(out, value.at + 1, value.end - (value.end[-1] == ')'));
    else if (*value.at == '<')
        put_hexadecimal(out, value.at + 1, value.end - 1);
    return *value.at == '(' || *value.at == '<';
}

void pdf_value_text(struct pdf_value value, GString *out)
{
    GString *bytes = g_string_new(NULL);
    if (pdf_value_string(value, bytes)) {
        bool wide = bytes->len >= 2 && memcmp(bytes->str, "\xFE\xFF", 2) == 0;
        char *text = wide ? g_convert(bytes->str + 2, (gssize)bytes->len - 2, "UTF-8", "UTF-16BE",
                                      NULL, NULL, NULL)
                          : g_convert(bytes->str, (gssize)bytes->len, "UTF-8", "ISO-8859-1", NULL,
                                      NULL, NULL);
        g_string_append(out, text ? text : "");
        g_free(text);
    }
    g_string_free(bytes, TRUE);
}

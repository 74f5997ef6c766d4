// SPDX-License-Identifier: MIT
#include "base/quote.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

enum { FSI = 0x2068, PDI = 0x2069 };

// Nothing but pairs of FSI and PDI, which end where they began.
static bool has_own_isolates(const char *text, size_t n)
{
    int depth = 0;
    const char *end = text + n;
    for (const char *p = text; p < end && depth >= 0;) {
        gunichar c = g_utf8_get_char_validated(p, end - p);
        if (c == FSI)
            depth++;
        else if (c == PDI)
            depth--;
        p = c >= (gunichar)-2 ? p + 1 : g_utf8_next_char(p);
    }
    return depth == 0;
}

static bool is_directing(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void append_safe(GString *out, gunichar c, bool isolates)
{
    if (c < 0x20)
        g_string_append_unichar(out, 0x2400 + c);
    else if (c == 0x7F)
        g_string_append_unichar(out, 0x2421);
    else if (((c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029 || is_directing(c)) &&
             !(isolates && (c == FSI || c == PDI)))
        g_string_append_printf(out, "<U+%04X>", c);
    else
        g_string_append_unichar(out, c);
}

void quote_safe(GString *out, const char *text, size_t n)
{
    const char *end = text + n;
    bool isolates = has_own_isolates(text, n);
    while (text < end) {
        gunichar c = g_utf8_get_char_validated(text, end - text);
        if (c >= (gunichar)-2) {
            g_string_append_printf(out, "\\x%02X", (unsigned char)*text++);
            continue;
        }
        append_safe(out, c, isolates);
        text = g_utf8_next_char(text);
    }
}

void quote_isolated(GString *out, const char *text, size_t n)
{
    g_string_append(out, "\u2068");
    quote_safe(out, text, n);
    g_string_append(out, "\u2069");
}

void quote(GString *out, const char *text)
{
    if (g_str_is_ascii(text))
        quote_safe(out, text, strlen(text));
    else
        quote_isolated(out, text, strlen(text));
}

// ---- printf ----

/* What an argument is: its conversion, and how wide an integer the format says it is. */
enum type { NONE, INT, LONG, MAX, DOUBLE, STRING, POINTER };

union value {
    intmax_t number;
    double real;
    const void *pointer;
};

enum { ARGUMENTS_MOST = 16 };

struct arguments {
    enum type types[ARGUMENTS_MOST];
    union value values[ARGUMENTS_MOST];
    size_t n;
};

/* One "%…": its flags, width and precision as written, and its arguments by number from 0. */
struct conversion {
    char flags[8];
    int width, precision;           // -1: none
    int width_from, precision_from; // arguments; -1: none
    int from;
    enum type type;
    char letter;
};

static int parse_number(const char **at)
{
    int number = 0;
    while (g_ascii_isdigit(**at))
        number = number * 10 + *(*at)++ - '0';
    return number;
}

static void take_type(struct arguments *arguments, int from, enum type type)
{
    g_assert(from < ARGUMENTS_MOST);
    arguments->types[from] = type;
    arguments->n = MAX(arguments->n, (size_t)from + 1);
}

// A width or precision: digits, or "*" for the next argument.
static int parse_measure(const char **at, int *next, struct arguments *arguments, int *ret_from)
{
    if (**at != '*')
        return g_ascii_isdigit(**at) ? parse_number(at) : 0;
    (*at)++;
    *ret_from = (*next)++;
    take_type(arguments, *ret_from, INT);
    return -1;
}

static enum type parse_type(const char **at)
{
    int longs = 0;
    bool max = false;
    for (; strchr("hljzt", **at) && **at; (*at)++) {
        longs += **at == 'l';
        max |= **at == 'j' || **at == 'z' || **at == 't';
    }
    switch (**at) {
    case 's':
        return STRING;
    case 'p':
        return POINTER;
    case 'e':
    case 'f':
    case 'g':
        return DOUBLE;
    default:
        return max || longs > 1 ? MAX : longs ? LONG : INT;
    }
}

// "2$" in front of the rest; -1 if there is none.
static int parse_position(const char **at)
{
    const char *digits = *at;
    int number = parse_number(&digits);
    if (number < 1 || *digits != '$')
        return -1;
    *at = digits + 1;
    return number - 1;
}

// What follows a '%' at *at.
static struct conversion parse_conversion(const char **at, int *next, struct arguments *arguments)
{
    struct conversion conversion = {
        .width = -1, .precision = -1, .width_from = -1, .precision_from = -1};
    conversion.from = parse_position(at);
    for (size_t n = 0; **at && strchr("-+ 0#'", **at) && n + 1 < sizeof conversion.flags; (*at)++)
        conversion.flags[n++] = **at;
    if (**at == '*' || g_ascii_isdigit(**at))
        conversion.width = parse_measure(at, next, arguments, &conversion.width_from);
    if (**at == '.') {
        (*at)++;
        conversion.precision = parse_measure(at, next, arguments, &conversion.precision_from);
    }
    conversion.type = parse_type(at);
    conversion.letter = *(*at)++;
    if (conversion.from < 0)
        conversion.from = (*next)++;
    take_type(arguments, conversion.from, conversion.type);
    return conversion;
}

static GArray *parse_format(const char *format, struct arguments *arguments)
{
    GArray *conversions = g_array_new(FALSE, FALSE, sizeof(struct conversion));
    int next = 0;
    for (const char *at = format; (at = strchr(at, '%')) != NULL;) {
        at++;
        if (*at == '%') {
            at++;
            continue;
        }
        struct conversion conversion = parse_conversion(&at, &next, arguments);
        g_array_append_val(conversions, conversion);
    }
    return conversions;
}

static void fetch(struct arguments *arguments, va_list args)
{
    for (size_t i = 0; i < arguments->n; i++) {
        union value *value = &arguments->values[i];
        switch (arguments->types[i]) {
        case LONG:
            value->number = va_arg(args, long);
            break;
        case DOUBLE:
            value->real = va_arg(args, double);
            break;
        case MAX:
            value->number = va_arg(args, intmax_t);
            break;
        case STRING:
        case POINTER:
            value->pointer = va_arg(args, const void *);
            break;
        default:
            value->number = va_arg(args, int);
        }
    }
}

static void put_string(GString *out, const char *text, int width, int precision, bool left)
{
    text = text ? text : "(null)";
    size_t n = precision >= 0 ? strnlen(text, (size_t)precision) : strlen(text);
    GString *safe = g_string_new(NULL);
    quote_safe(safe, text, n);
    g_string_append_printf(out, left ? "%-*s" : "%*s", MAX(width, 0), safe->str);
    g_string_free(safe, TRUE);
}

static void put_char(GString *out, char c)
{
    quote_safe(out, &c, 1);
}

static void put_number(GString *out, const struct conversion *conversion, union value value,
                       int width, int precision)
{
    char spec[32];
    const char *size = conversion->type == MAX ? "j" : conversion->type == LONG ? "l" : "";
    g_snprintf(spec, sizeof spec, "%%%s*.*%s%c", conversion->flags, size, conversion->letter);
    width = MAX(width, 0);
    if (conversion->type == DOUBLE)
        g_string_append_printf(out, spec, width, precision, value.real);
    else if (conversion->type == POINTER)
        g_string_append_printf(out, "%p", value.pointer);
    else if (conversion->letter == 'c')
        put_char(out, (char)value.number);
    else if (conversion->type == MAX)
        g_string_append_printf(out, spec, width, precision, value.number);
    else if (conversion->type == LONG)
        g_string_append_printf(out, spec, width, precision, (long)value.number);
    else
        g_string_append_printf(out, spec, width, precision, (int)value.number);
}

static void put_conversion(GString *out, const struct conversion *conversion,
                           const struct arguments *arguments)
{
    int width = conversion->width, precision = conversion->precision;
    if (conversion->width_from >= 0)
        width = (int)arguments->values[conversion->width_from].number;
    if (conversion->precision_from >= 0)
        precision = (int)arguments->values[conversion->precision_from].number;
    union value value = arguments->values[conversion->from];
    if (conversion->type == STRING)
        put_string(out, value.pointer, width, precision, strchr(conversion->flags, '-') != NULL);
    else
        put_number(out, conversion, value, width, precision);
}

// The end of the conversion after a '%'.
static const char *skip_conversion(const char *at)
{
    at += strspn(at, "0123456789$-+ #'*.hljzt");
    return *at ? at + 1 : at;
}

static void put_format(GString *out, const char *format, const GArray *conversions,
                       const struct arguments *arguments)
{
    guint i = 0;
    for (const char *percent; (percent = strchr(format, '%')) != NULL;) {
        g_string_append_len(out, format, percent - format);
        if (percent[1] == '%') {
            g_string_append_c(out, '%');
            format = percent + 2;
            continue;
        }
        put_conversion(out, &g_array_index(conversions, struct conversion, i++), arguments);
        format = skip_conversion(percent + 1);
    }
    g_string_append(out, format);
}

static void quote_append(GString *out, const char *format, va_list args)
{
    struct arguments arguments = {0};
    GArray *conversions = parse_format(format, &arguments);
    fetch(&arguments, args);
    put_format(out, format, conversions, &arguments);
    g_array_unref(conversions);
}

void quote_printf(GString *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    quote_append(out, format, args);
    va_end(args);
}

char *quote_vprintf(const char *format, va_list args)
{
    GString *out = g_string_new(NULL);
    quote_append(out, format, args);
    return g_string_free(out, FALSE);
}

char *quote_format(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = quote_vprintf(format, args);
    va_end(args);
    return text;
}

char *quote_bare(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (!is_directing(c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

// SPDX-License-Identifier: MIT
// A date is three fields: two numbers and a month's name, or three numbers whose order their
// sizes and marks show. The text is cut into numbers and words; anything else parts them.
#include "read/dates.h"

#include "read/fold.h"

#include <string.h>

enum { TOKENS_MOST = 16, WORD_MOST = 64 };

struct token {
    int number; // -1 for a word
    int digits;
    int month;     // of a word, 0 if it names none
    gunichar mark; // the character right after it
};

struct tokens {
    struct token items[TOKENS_MOST];
    size_t count;
};

static const char *take_number(const char *p, const char *end, struct token *token)
{
    token->number = 0;
    while (p < end && g_unichar_isdigit(g_utf8_get_char(p))) {
        if (token->digits < 5)
            token->number = token->number * 10 + g_unichar_digit_value(g_utf8_get_char(p));
        token->digits++;
        p = g_utf8_next_char(p);
    }
    return p;
}

static bool is_word_char(gunichar c)
{
    return (g_unichar_isalpha(c) && !g_unichar_iswide(c)) || g_unichar_ismark(c);
}

static const char *take_word(const char *p, const char *end, const struct tables *tables,
                             struct token *token)
{
    const char *start = p;
    while (p < end && is_word_char(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    if (p - start <= WORD_MOST) {
        GString *folded = g_string_new(NULL);
        fold_line(start, (size_t)(p - start), folded);
        token->month = tables_month(tables, folded->str);
        g_string_free(folded, TRUE);
    }
    return p;
}

static struct tokens tokens_of(const char *text, size_t n, const struct tables *tables)
{
    struct tokens tokens = {.count = 0};
    const char *end = text + n;
    for (const char *p = text; p < end && tokens.count < TOKENS_MOST;) {
        struct token token = {-1, 0, 0, 0};
        gunichar c = g_utf8_get_char(p);
        const char *start = p;
        if (g_unichar_isdigit(c))
            p = take_number(p, end, &token);
        else if (is_word_char(c))
            p = take_word(p, end, tables, &token);
        if (p == start) {
            p = g_utf8_next_char(p);
            continue;
        }
        token.mark = p < end ? g_utf8_get_char(p) : 0;
        // "12:30": the date ends before the time of day.
        if (token.number >= 0 && token.mark == ':' && tokens.count >= 3)
            break;
        if (token.number >= 0 || token.month)
            tokens.items[tokens.count++] = token;
    }
    return tokens;
}

static bool is_year(const struct token *token)
{
    return token->digits == 4 && token->number >= 1000;
}

static bool is_day(const struct token *token)
{
    return token->digits >= 1 && token->digits <= 2 && token->number >= 1 && token->number <= 31;
}

static bool is_month(const struct token *token)
{
    return token->digits >= 1 && token->digits <= 2 && token->number >= 1 && token->number <= 12;
}

static bool date_print(int year, int month, int day, char ret[DATE_SIZE])
{
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return false;
    g_snprintf(ret, DATE_SIZE, "%04d-%02d-%02d", year, month, day);
    return true;
}

// "9 September 2020", "September 9, 2020", "26 يونيو/حزيران 2020" (one month, named twice).
static bool named_month(const struct tokens *tokens, char ret[DATE_SIZE])
{
    int day = 0, month = 0, year = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        if (token->month && (!month || month == token->month))
            month = token->month;
        else if (is_year(token) && !year)
            year = token->number;
        else if (is_day(token) && !day)
            day = token->number;
        else
            return false;
    }
    return day && month && year && date_print(year, month, day, ret);
}

static bool numbered_month(const struct token t[3], char ret[DATE_SIZE])
{
    if (is_year(&t[0]) && is_month(&t[1]) && is_day(&t[2]) && t[0].mark == t[1].mark)
        return date_print(t[0].number, t[1].number, t[2].number, ret);
    bool han = t[0].mark == 0x5E74 && t[1].mark == 0x6708;
    bool hangul = t[0].mark == 0xB144 && t[1].mark == 0xC6D4;
    if (is_year(&t[0]) && (han || hangul))
        return is_month(&t[1]) && is_day(&t[2]) &&
               date_print(t[0].number, t[1].number, t[2].number, ret);
    if (!is_year(&t[2]) || t[0].mark != t[1].mark || t[0].mark >= 0x80 || !t[0].mark ||
        !strchr("./-", (int)t[0].mark))
        return false;
    bool certain = t[0].mark == '.' || t[0].number > 12 || t[0].number == t[1].number;
    if (is_day(&t[0]) && is_month(&t[1]) && certain)
        return date_print(t[2].number, t[1].number, t[0].number, ret);
    if (is_month(&t[0]) && is_day(&t[1]) && t[1].number > 12)
        return date_print(t[2].number, t[0].number, t[1].number, ret);
    return false;
}

size_t date_stamp_length(const char *text, size_t n)
{
    static const char shape[] = "0000-00-00T00:00";
    enum { DATE = 10 };
    for (size_t i = 0; i < sizeof shape - 1; i++) {
        bool gap = i == DATE && i < n && text[i] == ' ';
        if (i >= n || !(shape[i] == '0' ? g_ascii_isdigit(text[i]) : gap || text[i] == shape[i]))
            return 0;
    }
    return DATE;
}

bool date_parse(const char *text, size_t n, const struct tables *tables, char ret[DATE_SIZE])
{
    enum { BYTES_MOST = 400 };
    if (n > BYTES_MOST)
        return false;
    if (date_stamp_length(text, n))
        n = date_stamp_length(text, n);
    struct tokens tokens = tokens_of(text, n, tables);
    if (named_month(&tokens, ret))
        return true;
    return tokens.count == 3 && tokens.items[0].number >= 0 && tokens.items[1].number >= 0 &&
           tokens.items[2].number >= 0 && numbered_month(tokens.items, ret);
}

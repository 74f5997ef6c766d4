// SPDX-License-Identifier: MIT
#include "language/compound.h"

#include "language/script.h"

enum { GROUPS_MOST = 10, TELEPHONE_LEAST = 7, TELEPHONE_MOST = 15 }; // ITU-T E.164: 15 digits

struct digit_group {
    size_t start, digits;
    hb_codepoint_t before; // the separator; 0 for the first
    bool bracket;          // opens, or follows one that closes
};

// Digits and what separates them, as far as that goes.
struct number {
    size_t start; // of the sign or the bracket before the first digit
    hb_codepoint_t sign;
    struct digit_group groups[GROUPS_MOST];
    size_t n;
};

struct compound_text {
    const hb_codepoint_t *codes;
    size_t n;
    size_t done; // characters that belong to the compounds before
};

static hb_codepoint_t at(const struct compound_text *text, size_t i)
{
    return i < text->n ? text->codes[i] : 0;
}

static bool is_digit(hb_codepoint_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9);
}

static bool is_zero(hb_codepoint_t c)
{
    return c == '0' || c == 0x660 || c == 0x6f0;
}

static bool is_blank(hb_codepoint_t c)
{
    return c == ' ' || c == 0xa0 || c == 0x2009 || c == 0x202f;
}

static bool is_dash(hb_codepoint_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2013);
}

static bool is_minus(hb_codepoint_t c)
{
    return c == '-' || c == 0x2212;
}

// What joins two groups of digits. The Arabic decimal and thousands signs are part of a number.
static bool is_separator(hb_codepoint_t c)
{
    return is_blank(c) || is_dash(c) || c == '.' || c == ',' || c == '/' || c == 0x66b ||
           c == 0x66c;
}

static bool is_letter(hb_codepoint_t c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c) || c == '_';
}

static size_t digits_end(const struct compound_text *text, size_t i)
{
    while (is_digit(at(text, i)))
        i++;
    return i;
}

// The next group after `end`: a separator, brackets round the digits or before them, or both.
static bool next_group(const struct compound_text *text, size_t end, struct digit_group *ret)
{
    hb_codepoint_t before = 0;
    bool bracket = at(text, end) == ')';
    size_t i = end + bracket;
    if (is_separator(at(text, i)))
        before = at(text, i++);
    if (at(text, i) == '(') {
        bracket = true;
        i++;
    }
    if (!is_digit(at(text, i)) || (!before && !bracket))
        return false;
    *ret = (struct digit_group){i, digits_end(text, i) - i, before, bracket};
    return true;
}

static size_t group_end(const struct digit_group *group)
{
    return group->start + group->digits;
}

// Reads the number that starts at `i` with a digit, a sign or a bracket; false if none does.
static bool read_number(const struct compound_text *text, size_t i, struct number *ret)
{
    *ret = (struct number){.start = i};
    if (at(text, i) == '+' || is_minus(at(text, i)))
        ret->sign = at(text, i++);
    bool bracket = at(text, i) == '(';
    i += bracket;
    if (!is_digit(at(text, i)))
        return false;
    struct digit_group group = {i, digits_end(text, i) - i, 0, bracket};
    do
        ret->groups[ret->n++] = group;
    while (ret->n < GROUPS_MOST && next_group(text, group_end(&group), &group));
    return true;
}

static bool same_separators(const struct number *number, size_t n)
{
    for (size_t i = 2; i < n; i++)
        if (number->groups[i].before != number->groups[1].before)
            return false;
    return true;
}

static bool has_brackets(const struct number *number, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (number->groups[i].bracket)
            return true;
    return false;
}

static bool is_telephone(const struct compound_text *text, const struct number *number, size_t n)
{
    const struct digit_group *first = number->groups;
    size_t digits = 0;
    for (size_t i = 0; i < n; i++) {
        hb_codepoint_t c = first[i].before;
        digits += first[i].digits;
        if (c == ',' || c == 0x66b || c == 0x66c || (i > 0 && first[i].digits < 2 && i + 1 == n))
            return false;
    }
    if (digits < TELEPHONE_LEAST || digits > TELEPHONE_MOST)
        return false;
    if (number->sign == '+')
        return true;
    bool national = is_zero(at(text, first->start)) && first->digits >= 2;
    return !number->sign && n > 1 && (national || first->bracket);
}

static bool is_date(const struct number *number, size_t n)
{
    const struct digit_group *g = number->groups;
    if (n != 3 || number->sign || !same_separators(number, n) || has_brackets(number, n))
        return false;
    if (!is_dash(g[1].before) && g[1].before != '.' && g[1].before != '/')
        return false;
    return g[1].digits <= 2 &&
           ((g[0].digits == 4 && g[2].digits <= 2) || (g[0].digits <= 2 && g[2].digits == 4));
}

static bool is_grouped(const struct number *number, size_t n)
{
    const struct digit_group *g = number->groups;
    if (n < 2 || g[0].digits > 3 || has_brackets(number, n) || !same_separators(number, n))
        return false;
    for (size_t i = 1; i < n; i++)
        if (!is_blank(g[i].before) || g[i].digits != 3)
            return false;
    return true;
}

static bool is_decimal(const struct number *number, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        hb_codepoint_t c = number->groups[i].before;
        if (c != '.' && c != ',' && c != 0x66b && c != 0x66c)
            return false;
    }
    return !has_brackets(number, n);
}

static bool is_range(const struct number *number, size_t n)
{
    return n == 2 && !number->sign && is_dash(number->groups[1].before) &&
           !has_brackets(number, n) && number->groups[0].digits <= 5 &&
           number->groups[1].digits <= 5;
}

static bool is_sign_of_amount(hb_codepoint_t c)
{
    return c == '%' || c == 0x66a || c == 0x2030 || g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL;
}

// The kind of the first n groups; false if they are no compound.
static bool kind_of(const struct compound_text *text, const struct number *number, size_t n,
                    enum compound_kind *ret)
{
    if (is_date(number, n))
        *ret = COMPOUND_DATE;
    else if (is_telephone(text, number, n))
        *ret = COMPOUND_TELEPHONE;
    else if (is_grouped(number, n))
        *ret = COMPOUND_GROUPED;
    else if (is_range(number, n))
        *ret = COMPOUND_RANGE;
    else if (number->sign && is_decimal(number, n))
        *ret = COMPOUND_SIGNED;
    else if (is_decimal(number, n))
        *ret = COMPOUND_AMOUNT; // if a sign is beside it
    else
        return false;
    return true;
}

// Takes in a sign of money or percent that is right beside the number, or one blank away.
static void add_signs(const struct compound_text *text, struct compound *compound)
{
    size_t i = compound->end + is_blank(at(text, compound->end));
    if (is_sign_of_amount(at(text, i)))
        compound->until = i + 1;
    size_t before = compound->first;
    if (before > text->done + 1 && is_blank(at(text, before - 1)))
        before--;
    if (before > text->done && is_sign_of_amount(at(text, before - 1)) &&
        (before == compound->first || before == 1 || is_blank(at(text, before - 2))))
        compound->from = before - 1;
}

// The longest compound that begins where the number does.
static bool choose(const struct compound_text *text, const struct number *number,
                   struct compound *ret)
{
    for (size_t n = number->n; n > 0; n--) {
        size_t end = group_end(&number->groups[n - 1]);
        if (!kind_of(text, number, n, &ret->kind) || is_letter(at(text, end)))
            continue;
        ret->first = ret->from = number->sign || ret->kind == COMPOUND_TELEPHONE
                                     ? number->start
                                     : number->groups[0].start;
        ret->end = ret->until = end;
        add_signs(text, ret);
        if (ret->kind != COMPOUND_AMOUNT || ret->from < ret->first || ret->until > ret->end)
            return true;
    }
    return false;
}

// Where a number may begin: not within a word or another number.
static bool begins(const struct compound_text *text, size_t i)
{
    hb_codepoint_t last = i > 0 ? at(text, i - 1) : ' ';
    // A hyphen joins; a plus or a minus may follow a conjunction written together with it.
    if (at(text, i) == '+' || is_minus(at(text, i)))
        return is_blank(last) || last == '(' || last == '\n' ||
               (at(text, i) != '-' && script_is_rtl(script_of(last)));
    return !is_digit(last) && !(last < 0x250 && g_unichar_isalpha(last)) && last != '_';
}

// Most of a text: no number begins with one.
static bool is_plain_letter(hb_codepoint_t c)
{
    return c == ' ' || (c >= 'A' && c <= 'z') || script_is_arabic_letter(c);
}

GArray *compounds_find(const hb_codepoint_t *codes, size_t n)
{
    struct compound_text text = {codes, n, 0};
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct compound));
    for (size_t i = 0; i < n;) {
        if (is_plain_letter(codes[i])) {
            i++;
            continue;
        }
        struct number number;
        struct compound compound;
        if (!begins(&text, i) || !read_number(&text, i, &number)) {
            i++;
        } else if (choose(&text, &number, &compound)) {
            g_array_append_val(found, compound);
            i = text.done = compound.until;
        } else {
            i = group_end(&number.groups[0]);
        }
    }
    return found;
}

bool compound_is_ltr(const struct compound *compound)
{
    return compound->kind != COMPOUND_RANGE && compound->kind != COMPOUND_AMOUNT;
}

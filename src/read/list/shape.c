// SPDX-License-Identifier: MIT
#include "read/list/shape.h"

#include "base/ascii.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "read/fold.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *label;
} shapes[SHAPE_COUNT] = {
    [SHAPE_EMPTY] = {"empty", N_("empty")},
    [SHAPE_EMAIL] = {"email", N_("e-mail addresses")},
    [SHAPE_PHONE] = {"phone", N_("telephone numbers")},
    [SHAPE_TIME] = {"time", N_("times")},
    [SHAPE_NETWORK] = {"network", N_("network addresses")},
    [SHAPE_LINK] = {"link", N_("links")},
    [SHAPE_NUMBER] = {"number", N_("numbers")},
    [SHAPE_CODE] = {"code", N_("identifiers")},
    [SHAPE_NAME] = {"name", N_("names or short texts")},
    [SHAPE_TEXT] = {"text", N_("longer texts")},
    [SHAPE_ANSWER] = {"answer", N_("answers")},
};

const char *shape_name(enum shape shape)
{
    return shapes[shape].name;
}

const char *shape_label(enum shape shape)
{
    return shapes[shape].label;
}

bool shape_is_private(enum shape shape)
{
    return shape == SHAPE_EMAIL || shape == SHAPE_PHONE || shape == SHAPE_NETWORK;
}

// The characters of a cell, counted once.
struct counts {
    size_t chars, digits, letters, hex, spaces, colons, dots, dashes, slashes, others;
    bool plus; // begins with one
};

static struct counts count_chars(const char *p, const char *end)
{
    struct counts counts = {.plus = p < end && (*p == '+' || (*p == '(' && p[1] == '+'))};
    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = utf8_char(p);
        counts.chars++;
        bool digit = g_unichar_isdigit(c);
        counts.digits += digit;
        counts.letters += g_unichar_isalpha(c) || g_unichar_ismark(c);
        counts.hex += (c < 0x80 && g_ascii_isxdigit((char)c)) && !digit;
        counts.spaces += g_unichar_isspace(c);
        counts.colons += c == ':';
        counts.dots += c == '.';
        counts.dashes += c == '-' || c == 0x2013;
        counts.slashes += c == '/';
        counts.others += !digit && !g_unichar_isalpha(c) && !g_unichar_isspace(c) &&
                         !strchr(":.-/+()", (int)(c < 0x80 ? c : 'x'));
    }
    return counts;
}

static bool is_local_char(char c)
{
    return g_ascii_isalnum(c) || strchr("!#$%&'*+/=?^_`{|}~.-", c) || (c & 0x80);
}

// "a@b.cc" with something before and a dot within what follows.
static bool has_email(const char *text)
{
    for (const char *at = text; (at = strchr(at, '@')) != NULL; at++) {
        size_t host = strcspn(at + 1, " \t\n,;<>()[]\"'");
        const char *dot = memchr(at + 1, '.', host);
        if (at > text && at[-1] && is_local_char(at[-1]) && dot && dot > at + 1 && dot < at + host)
            return true;
    }
    return false;
}

static bool is_link(const char *text)
{
    size_t head = strcspn(text, " ");
    const char *dot = memchr(text, '.', head);
    return strstr(text, "://") || g_ascii_strncasecmp(text, "www.", 4) == 0 ||
           (text[0] == '@' && head > 1 && text[head] == '\0') ||
           (dot && dot > text && memchr(text, '/', head) && text[head] == '\0');
}

static bool is_network(const char *text, const struct counts *counts)
{
    int parts[4], used = 0;
    if (counts->dots == 3 &&
        sscanf(text, "%3d.%3d.%3d.%3d%n", &parts[0], &parts[1], &parts[2], &parts[3], &used) == 4 &&
        (text[used] == '\0' || text[used] == '/' || text[used] == ':'))
        return parts[0] < 256 && parts[1] < 256 && parts[2] < 256 && parts[3] < 256;
    return counts->colons >= 2 && counts->chars >= 6 && counts->spaces == 0 &&
           counts->letters == counts->hex && counts->others == 0 && counts->slashes == 0 &&
           counts->dashes == 0 && counts->dots == 0 && (counts->colons > 2 || counts->hex > 0);
}

// 2024-05-01, 1.5.2024, 5/1/24 10:12 PM GMT+2, 10:12:09, 20240501T101209Z
static bool is_time(const char *text, const struct counts *counts)
{
    if (counts->digits < 3 || counts->digits > 20 || counts->chars > 48 || counts->plus)
        return false;
    size_t marks = counts->slashes + counts->dots + counts->dashes;
    bool date = marks >= 2 && counts->digits >= 4;
    bool clock = counts->colons >= 1 && counts->colons <= 4;
    bool words = counts->letters > 12 || counts->others > 2;
    bool begins = g_unichar_isdigit(utf8_char(text));
    if (words || !begins)
        return false;
    if (clock && counts->digits >= 3 && counts->letters <= 8)
        return true;
    if (!date || counts->letters > 4 || counts->plus)
        return false;
    // A date's parts are of one to four digits; a telephone's are longer or more.
    size_t run = 0, longest = 0, runs = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        bool digit = g_unichar_isdigit(utf8_char(p));
        runs += digit && run == 0;
        run = digit ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return longest <= 4 && longest >= 2 && runs == 3 && counts->digits >= 4 &&
           counts->digits <= 8 && counts->spaces == 0;
}

static bool is_phone(const struct counts *counts)
{
    size_t marks = counts->spaces + counts->dashes + counts->dots + counts->slashes;
    bool only = counts->letters <= 4 && counts->others == 0 && counts->colons <= 1;
    if (!only || counts->digits < 6 || counts->digits > 18)
        return false;
    return counts->plus || (marks > 0 && counts->letters == 0 && counts->digits >= 7) ||
           (counts->digits >= 9 && counts->letters == 0 && counts->digits <= 15);
}

// "1995/1996", "2001–2005".
static bool is_years(const char *text)
{
    enum { FIRST = 1800, LAST = 2100, FOUR = 4, APART_MOST = 100 };
    int from = 0, to = 0, digits = 0, used = 0;
    if (sscanf(text, "%4d%n", &from, &digits) != 1 || digits != FOUR)
        return false;
    const char *p = text + digits + strspn(text + digits, " ");
    gunichar mark = utf8_char(p);
    if (mark != '/' && mark != '-' && mark != 0x2013)
        return false;
    p = g_utf8_next_char(p);
    p += strspn(p, " ");
    return sscanf(p, "%4d%n", &to, &used) == 1 && used == FOUR && p[used] == '\0' &&
           g_ascii_isdigit(*p) && from >= FIRST && from < to && to <= LAST &&
           to - from <= APART_MOST;
}

static bool is_code(const struct counts *counts)
{
    if (counts->spaces || counts->others > 2 || counts->chars < 6)
        return false;
    return counts->digits >= 2 && counts->letters >= 1 &&
           (counts->digits + counts->letters + counts->dashes) == counts->chars &&
           counts->digits * 5 >= counts->chars;
}

static enum shape shape_of_counts(const char *text, const struct counts *counts)
{
    enum { NAME_CHARS_MOST = 90, NAME_WORDS_MOST = 14 };
    if (has_email(text) && counts->spaces <= 2)
        return SHAPE_EMAIL;
    if (is_link(text))
        return SHAPE_LINK;
    if (is_network(text, counts))
        return SHAPE_NETWORK;
    if (is_time(text, counts))
        return SHAPE_TIME;
    if (is_phone(counts))
        return is_years(text) ? SHAPE_NUMBER : SHAPE_PHONE;
    if (counts->letters == 0)
        return counts->digits ? SHAPE_NUMBER : SHAPE_TEXT;
    if (is_code(counts))
        return SHAPE_CODE;
    bool brief = counts->chars <= NAME_CHARS_MOST && counts->spaces < NAME_WORDS_MOST;
    return brief && counts->letters * 2 >= counts->chars ? SHAPE_NAME : SHAPE_TEXT;
}

enum shape shape_of(const char *cell)
{
    cell += text_leading(cell, strlen(cell));
    size_t n = text_trimmed(cell, strlen(cell));
    if (n == 0)
        return SHAPE_EMPTY;
    struct counts counts = count_chars(cell, cell + n);
    char *text = g_strndup(cell, n);
    enum shape shape = shape_of_counts(text, &counts);
    g_free(text);
    return shape;
}

bool cell_is_private(const char *cell)
{
    size_t n = strlen(cell), digits = 0;
    if (!strpbrk(cell, "@0123456789")) {
        // Six digits at least: the digits of other writings are two bytes and more.
        return n >= 12 && !ascii_is_printable(cell, n) && text_has_digit(cell, n) &&
               shape_is_private(shape_of(cell));
    }
    if (strchr(cell, '@') && has_email(cell))
        return true;
    for (const char *p = cell; *p; p++)
        digits += g_ascii_isdigit(*p);
    bool foreign = digits == 0 && n >= 12 && text_has_digit(cell, n);
    return (digits >= 4 || foreign) && shape_is_private(shape_of(cell));
}

// SPDX-License-Identifier: MIT
#include "record/reading_order.h"

#include "text/bidi.h"

#include <string.h>

enum { LEFT_TO_RIGHT_MARK = 0x200E, RIGHT_TO_LEFT_MARK = 0x200F, WORD_JOINER = 0x2060 };

static void reverse(gunichar *c, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        gunichar kept = c[i];
        c[i] = c[n - 1 - i];
        c[n - 1 - i] = kept;
    }
}

static bool is_any_of(gunichar c, const char *ascii)
{
    return c != 0 && c < 0x80 && strchr(ascii, (int)c);
}

static bool parts_numbers(gunichar c)
{
    return is_any_of(c, ".,:/") || c == 0x060C || c == 0x066B || c == 0x066C;
}

// Past the number that starts at `i`, with its sign and what parts its digits; `i` if none does.
static size_t number_end(const gunichar *c, size_t n, size_t i)
{
    size_t at = i + (i + 1 < n && is_any_of(c[i], "%#$"));
    if (at == n || !g_unichar_isdigit(c[at]))
        return i;
    while (at < n && (g_unichar_isdigit(c[at]) ||
                      (at + 1 < n && parts_numbers(c[at]) && g_unichar_isdigit(c[at + 1]))))
        at++;
    return at + (at < n && c[at] == '%');
}

// Numbers keep their own order in a text that was turned round.
static void turn_numbers(gunichar *c, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t end = number_end(c, n, i);
        reverse(c + i, end - i);
        i = MAX(end, i + 1);
    }
}

// A stretch without right-to-left letters, inside a text that was turned round: left-to-right words
// with what is between them are turned back.
static void turn_stretch(gunichar *c, size_t n)
{
    size_t first = n, last = 0;
    bool left = false;
    for (size_t i = 0; i < n; i++) {
        enum bidi_side side = bidi_side_of(c[i]);
        left |= side == BIDI_LEFT;
        if (side != BIDI_LEFT && side != BIDI_NUMBER)
            continue;
        first = MIN(first, i);
        last = i;
    }
    if (!left) {
        turn_numbers(c, n);
        return;
    }
    while (last + 1 < n && g_unichar_combining_class(c[last + 1]) != 0)
        last++;
    reverse(c + first, last + 1 - first);
}

// All of it was seen from right to left.
static void turn(gunichar *c, size_t n)
{
    size_t held = 0; // characters before `i` that belong to a stretch
    reverse(c, n);
    for (size_t i = 0; i <= n; i++) {
        bool ends = i == n || bidi_side_of(c[i]) == BIDI_RIGHT ||
                    (held == 0 && g_unichar_combining_class(c[i]) != 0);
        if (!ends) {
            held++;
            continue;
        }
        turn_stretch(c + i - held, held);
        held = 0;
    }
}

static size_t drop_marks(gunichar *c, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (c[i] != LEFT_TO_RIGHT_MARK && c[i] != RIGHT_TO_LEFT_MARK && c[i] != WORD_JOINER)
            c[kept++] = c[i];
    }
    return kept;
}

// A label goes out in the order of reading, behind a left-to-right mark.
static bool is_label(const gunichar *c, size_t n)
{
    size_t at = n > 0 && c[0] == RIGHT_TO_LEFT_MARK;
    return at < n && c[at] == LEFT_TO_RIGHT_MARK;
}

char *reading_order(const char *seen, bool rightward)
{
    glong length;
    gunichar *c = g_utf8_to_ucs4_fast(seen, -1, &length);
    size_t n = (size_t)length, first = n, last = 0;
    bool high = false;
    rightward = rightward && !is_label(c, n);
    n = drop_marks(c, n);
    for (size_t i = 0; i < n; i++) {
        if (bidi_side_of(c[i]) != BIDI_RIGHT)
            continue;
        first = MIN(first, i);
        last = i;
        high |= c[i] > 0xFFFF; // no reader turns these round, so the record does not
    }
    if (rightward && !high)
        turn(c, n);
    else if (first <= last && first < n && !high)
        turn(c + first, last + 1 - first);
    char *text = g_ucs4_to_utf8(c, (glong)n, NULL, NULL, NULL);
    g_free(c);
    return text ? text : g_strdup("");
}

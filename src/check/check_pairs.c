// SPDX-License-Identifier: MIT
// Brackets and quotation marks that have lost their partner.
#include "check/check_pairs.h"

struct open_mark {
    gunichar closer;
    size_t index;
};

static gunichar closer_of(gunichar c)
{
    static const gunichar pairs[][2] = {
        {'(', ')'},       {'[', ']'},       {'{', '}'},       {0xFF08, 0xFF09},
        {0x300C, 0x300D}, {0x300E, 0x300F}, {0x3010, 0x3011}, {0x300A, 0x300B},
        {0x3008, 0x3009}, {0xFF3B, 0xFF3D}, {0xAB, 0xBB},     {0x201C, 0x201D},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (pairs[i][0] == c)
            return pairs[i][1];
    }
    return 0;
}

static bool is_closer(gunichar c)
{
    return c == ')' || c == ']' || c == '}' || c == 0xFF09 || c == 0x300D || c == 0x300F ||
           c == 0x3011 || c == 0x300B || c == 0x3009 || c == 0xFF3D || c == 0xBB || c == 0x201D;
}

static bool is_quote(gunichar closer)
{
    return closer == 0xBB || closer == 0x201D;
}

// German „so“ closes with the mark that English opens with, and »so« turns the pair round.
static bool is_turned(const struct checked *checked)
{
    for (size_t i = 0; i < checked->count; i++) {
        gunichar c = checked->chars[i];
        if (c == 0x201E || c == 0x201A)
            return true;
        if (c == 0xBB)
            return true;
        if (c == 0xAB)
            return false;
    }
    return false;
}

static void note_open(const struct checked *checked, const struct open_mark *open)
{
    char mark[8] = "";
    mark[g_unichar_to_utf8(checked->chars[open->index], mark)] = '\0';
    checked_note(checked, open->index,
                 is_quote(open->closer) ? "quote-unbalanced" : "bracket-unbalanced",
                 "\"%s\" is never closed", mark);
}

static void note_closed(const struct checked *checked, size_t index)
{
    char mark[8] = "";
    mark[g_unichar_to_utf8(checked->chars[index], mark)] = '\0';
    checked_note(checked, index,
                 is_quote(checked->chars[index]) ? "quote-unbalanced" : "bracket-unbalanced",
                 "\"%s\" was never opened", mark);
}

// The innermost open mark that `c` closes; marks left open above it are reported.
static void close_mark(const struct checked *checked, GArray *open, size_t index)
{
    enum { LOOK_BACK = 16 };
    guint stop = open->len > LOOK_BACK ? open->len - LOOK_BACK : 0;
    for (guint i = open->len; i-- > stop;) {
        if (g_array_index(open, struct open_mark, i).closer != checked->chars[index])
            continue;
        for (guint j = i + 1; j < open->len; j++)
            note_open(checked, &g_array_index(open, struct open_mark, j));
        g_array_set_size(open, i);
        return;
    }
    note_closed(checked, index);
}

// "a)" and "1)" label a point; their bracket never opened.
static bool labels_point(const struct checked *checked, size_t index)
{
    bool short_label = index <= 2 && index > 0;
    return checked->chars[index] == ')' && short_label;
}

static void check_brackets(const struct checked *checked)
{
    bool turned = is_turned(checked);
    GArray *open = g_array_new(FALSE, FALSE, sizeof(struct open_mark));
    for (size_t i = 0; i < checked->count; i++) {
        gunichar c = checked->chars[i], closer = closer_of(c);
        if (turned && (is_quote(c) || is_quote(closer)))
            continue;
        if (closer) {
            struct open_mark mark = {closer, i};
            g_array_append_val(open, mark);
        } else if (is_closer(c) && !labels_point(checked, i)) {
            close_mark(checked, open, i);
        }
    }
    for (guint i = 0; i < open->len; i++)
        note_open(checked, &g_array_index(open, struct open_mark, i));
    g_array_unref(open);
}

static void check_straight_quotes(const struct checked *checked)
{
    size_t count = 0, last = 0;
    for (size_t i = 0; i < checked->count; i++) {
        bool inches = i > 0 && g_unichar_isdigit(checked->chars[i - 1]) && count % 2 == 0;
        if (checked->chars[i] != '"' || inches)
            continue;
        count++;
        last = i;
    }
    if (count % 2)
        checked_note(checked, last, "quote-unbalanced", "a quotation mark without its other half");
}

void check_pairs(const struct checked *checked)
{
    check_brackets(checked);
    check_straight_quotes(checked);
}

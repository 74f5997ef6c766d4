// SPDX-License-Identifier: MIT
#include "layout/number.h"

#include <string.h>

static const gunichar zeros[] = {
    [DIGITS_DECIMAL] = '0', [DIGITS_ARABIC_INDIC] = 0x660, [DIGITS_PERSIAN] = 0x6F0};

enum { SERIES = G_N_ELEMENTS(zeros) };

// By bytes, for there may be megabytes: U+0660 to 0669 are D9 A0 to A9, U+06F0 to 06F9 DB B0 to B9.
static void count_digits(const char *text, size_t counts[SERIES])
{
    for (const guint8 *p = (const guint8 *)(text ? text : ""); *p; p++) {
        if (*p < 0x80)
            counts[DIGITS_DECIMAL] += (guint8)(*p - '0') < 10;
        else if (*p == 0xD9)
            counts[DIGITS_ARABIC_INDIC] += (guint8)(p[1] - 0xA0) < 10;
        else if (*p == 0xDB)
            counts[DIGITS_PERSIAN] += (guint8)(p[1] - 0xB0) < 10;
    }
}

// A list that streams is not read through for it.
static void count_below(const struct node *node, size_t counts[SERIES])
{
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_TEXT)
            count_digits(child->text, counts);
        if (child->kind == NODE_ENTRY)
            count_digits(child->entry.label, counts);
        count_below(child, counts);
    }
}

enum style_digits number_digits_used(const struct node *root)
{
    size_t counts[SERIES] = {0};
    enum style_digits most = DIGITS_DECIMAL;
    count_below(root, counts);
    for (int i = DIGITS_DECIMAL; i < SERIES; i++)
        if (counts[i] > counts[most])
            most = (enum style_digits)i;
    return most;
}

char *number_exchange(struct arena *arena, const char *text, enum style_digits digits)
{
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p; p++) {
        if (g_ascii_isdigit(*p))
            g_string_append_unichar(out, zeros[digits] + (gunichar)(*p - '0'));
        else
            g_string_append_c(out, *p);
    }
    char *exchanged = arena_strndup(arena, out->str, out->len);
    g_string_free(out, TRUE);
    return exchanged;
}

char *number_format(struct arena *arena, unsigned number, enum style_digits digits)
{
    char decimal[16];
    g_snprintf(decimal, sizeof decimal, "%u", number);
    return number_exchange(arena, decimal, digits);
}

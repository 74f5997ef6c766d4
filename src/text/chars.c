// SPDX-License-Identifier: MIT
#include "text/chars.h"

#include "base/utf8.h"
#include "language/script.h"

#include <glib.h>

#define ZWJ 0x200d

static bool is_format(hb_codepoint_t c)
{
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), c) ==
               HB_UNICODE_GENERAL_CATEGORY_FORMAT ||
           (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || c == 0x34f ||
           (c >= 0x180b && c <= 0x180d);
}

bool chars_is_newline(hb_codepoint_t c)
{
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

static bool is_plain(hb_codepoint_t c)
{
    return c >= ' ' && c < 0x300 && c != 0xa0 && c != 0xad;
}

// White space that vanishes at a line's end: not the spaces that bind what they part.
static bool is_space(hb_codepoint_t c)
{
    return chars_is_newline(c) || (g_unichar_isspace(c) && c != 0xa0 && c != 0x202f && c != 0x2007);
}

static uint8_t flags_of(hb_codepoint_t c, hb_codepoint_t last)
{
    if ((is_plain(c) || script_is_arabic_letter(c)) && last != ZWJ)
        return c == ' ' ? CHAR_SPACE | CHAR_WORD_SPACE | CHAR_GRAPHEME : CHAR_GRAPHEME;
    uint8_t flags = is_space(c) ? CHAR_SPACE : 0;
    if (c == ' ' || c == 0xa0)
        flags |= CHAR_WORD_SPACE;
    if (is_format(c))
        flags |= CHAR_IGNORABLE;
    if (!(flags & CHAR_IGNORABLE) && !g_unichar_ismark(c) && last != ZWJ)
        flags |= CHAR_GRAPHEME;
    return flags;
}

struct chars *chars_new(const char *text, size_t n, struct arena *arena)
{
    struct chars *chars = ARENA_NEW(arena, struct chars);
    chars->text = text;
    chars->n_bytes = n;
    // As many as there are bytes, of which most text has few more than characters.
    chars->code = ARENA_ARRAY(arena, hb_codepoint_t, n);
    chars->byte = ARENA_ARRAY(arena, uint32_t, n + 1);
    chars->level = ARENA_ARRAY(arena, uint8_t, n);
    chars->script = ARENA_ARRAY(arena, hb_script_t, n);
    chars->flags = ARENA_ARRAY(arena, uint8_t, n + 1);
    hb_codepoint_t last = ' ', highest = 0;
    size_t count = 0;
    for (const char *p = text; p < text + n; last = chars->code[count++]) {
        hb_codepoint_t c = utf8_char(p);
        chars->code[count] = c;
        chars->byte[count] = (uint32_t)(p - text);
        p = g_utf8_next_char(p);
        highest = MAX(highest, c);
        if (g_ascii_isalpha((char)MIN(c, 0x7f)) && last != ZWJ) {
            chars->flags[count] = CHAR_GRAPHEME;
            continue;
        }
        chars->flags[count] = flags_of(c, last);
        chars->newlines = chars->newlines || chars_is_newline(c);
        chars->addresses = chars->addresses || c == '@' || c == '/' || (c == '.' && last == 'w');
    }
    chars->n = count;
    chars->highest = highest;
    chars->byte[chars->n] = (uint32_t)n;
    return chars;
}

bool chars_open(const struct chars *chars, size_t at)
{
    return script_is_unspaced(chars->script[at]) && (chars->flags[at] & CHAR_GRAPHEME) &&
           chars->code[at] >= 0x80;
}

size_t chars_at_byte(const struct chars *chars, size_t byte)
{
    size_t low = 0, high = chars->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (chars->byte[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

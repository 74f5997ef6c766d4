// SPDX-License-Identifier: MIT
#include "text/units.h"

#include "language/compound.h"
#include "language/script.h"

#include <string.h>

static bool is_host_sign(hb_codepoint_t c)
{
    return c < 0x80 && (g_ascii_isalnum((char)c) || c == '-' || c == '.');
}

// A host's name and a path, as people write an address who leave out its scheme:
// example.org/letter.
static bool is_bare_address(const struct chars *chars, size_t first, size_t end)
{
    while (first < end && !g_unichar_isalnum(chars->code[first]))
        first++;
    size_t i = first, label = first;
    for (; i < end && is_host_sign(chars->code[i]); i++)
        label = chars->code[i] == '.' ? i + 1 : label;
    if (label == first || i < label + 2 || i == end || chars->code[i] != '/')
        return false;
    for (size_t k = label; k < i; k++)
        if (!g_ascii_isalpha((char)chars->code[k]))
            return false;
    return true;
}

static bool is_address(const struct chars *chars, size_t first, size_t end)
{
    if (is_bare_address(chars, first, end))
        return true;
    for (size_t i = first; i + 2 < end; i++)
        if ((chars->code[i] == ':' && chars->code[i + 1] == '/' && chars->code[i + 2] == '/') ||
            (i > first && chars->code[i] == '@' && g_unichar_isalnum(chars->code[i - 1]) &&
             g_unichar_isalnum(chars->code[i + 1])))
            return true;
    return end - first > 4 && chars->code[first] == 'w' && chars->code[first + 1] == 'w' &&
           chars->code[first + 2] == 'w' && chars->code[first + 3] == '.';
}

// White space, and what is written without it: in Chinese an address stands among the words.
static bool parts_addresses(const struct chars *chars, size_t i)
{
    return (chars->flags[i] & CHAR_SPACE) ||
           (chars->code[i] >= 0xe00 && script_is_unspaced(script_of(chars->code[i])));
}

bool text_units_next_address(const struct chars *chars, size_t *at, size_t *ret_end)
{
    for (size_t end; chars->addresses && *at < chars->n; *at = end + 1) {
        for (end = *at; end < chars->n && !parts_addresses(chars, end);)
            end++;
        *ret_end = end;
        if (is_address(chars, *at, end))
            return true;
    }
    return false;
}

// The address without the brackets, quotes and points of the sentence around it.
static struct text_unit address_unit(const struct chars *chars, size_t first, size_t end)
{
    while (first < end && !g_unichar_isalnum(chars->code[first]))
        first++;
    while (end > first && !g_unichar_isalnum(chars->code[end - 1]) && chars->code[end - 1] != '/')
        end--;
    return (struct text_unit){.first = first, .end = end};
}

static struct text_unit compound_unit(const struct compound *compound)
{
    struct text_unit unit = {.from = compound->from, .until = compound->until, .digits = true};
    if (compound_is_ltr(compound)) {
        unit.first = compound->first;
        unit.end = compound->end;
    }
    return unit;
}

// Units of whatever is not an address: digits there are part of it.
static void add_compounds(GArray *found, const struct chars *chars, size_t first, size_t end)
{
    GArray *compounds = compounds_find(chars->code + first, end - first);
    for (guint i = 0; i < compounds->len; i++) {
        struct compound compound = g_array_index(compounds, struct compound, i);
        compound.first += first;
        compound.end += first;
        compound.from += first;
        compound.until += first;
        struct text_unit unit = compound_unit(&compound);
        g_array_append_val(found, unit);
    }
    g_array_unref(compounds);
}

// The first raised span that begins within characters [first, end); *ret is { end, end } if none
// does.
static bool next_raised(const struct chars *chars, const struct styled_text *text, size_t first,
                        size_t end, struct text_unit *ret)
{
    for (size_t i = 0; i < text->n_attrs; i++) {
        size_t at = text->attrs[i].rise > 0 ? chars_at_byte(chars, text->attrs[i].start) : 0;
        if (text->attrs[i].rise <= 0 || at < first || at >= end)
            continue;
        *ret = (struct text_unit){.first = at, .end = chars_at_byte(chars, text->attrs[i].end)};
        ret->from = at > 0 && !(chars->flags[at - 1] & CHAR_SPACE) ? at - 1 : at;
        ret->until = ret->end;
        return true;
    }
    *ret = (struct text_unit){.first = end, .end = end};
    return false;
}

// The compounds between raised spans, and these.
static void add_between(GArray *found, const struct chars *chars, const struct styled_text *text,
                        size_t first, size_t end)
{
    struct text_unit raised;
    while (next_raised(chars, text, first, end, &raised)) {
        add_compounds(found, chars, first, raised.first);
        first = raised.end;
        if (chars->code[raised.first] == 0x2068) // it is an isolate already
            raised.first = raised.end;
        g_array_append_val(found, raised);
    }
    if (first < end)
        add_compounds(found, chars, first, end);
}

// Below the digits of Arabic all are ASCII's.
static bool is_digit(hb_codepoint_t c)
{
    return c < 0x80 ? g_ascii_isdigit((char)c) : c >= 0x660 && g_unichar_isdigit(c);
}

// Most paragraphs of a list have neither: nothing is looked for in them.
static bool may_have(const struct chars *chars)
{
    for (size_t i = 0; i < chars->n; i++)
        if (chars->code[i] == '@' || chars->code[i] == '/' || is_digit(chars->code[i]) ||
            (chars->code[i] == '.' && i >= 3 && chars->code[i - 1] == 'w'))
            return true;
    return false;
}

struct text_units text_units_find(const struct chars *chars, const struct styled_text *text,
                                  const char *lang, struct arena *arena)
{
    struct text_units units = {0};
    if (!may_have(chars))
        return units;
    units.arabic = script_of_language(lang) == HB_SCRIPT_ARABIC;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct text_unit));
    size_t done = 0;
    for (size_t at = 0, end; text_units_next_address(chars, &at, &end); at = done = end) {
        struct text_unit raised, unit;
        add_between(found, chars, text, done, at);
        bool marked = next_raised(chars, text, at, end, &raised);
        bool leads = marked && raised.first == at;
        end = leads ? raised.end : raised.first;
        unit = leads ? raised : address_unit(chars, at, end);
        g_array_append_val(found, unit);
    }
    add_between(found, chars, text, done, chars->n);
    units.n = found->len;
    units.units = arena_memdup(arena, found->data, found->len * sizeof(struct text_unit));
    g_array_unref(found);
    return units;
}

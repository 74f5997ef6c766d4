// SPDX-License-Identifier: MIT
#include "text/bidi.h"

#include "base/memory.h"
#include "language/script.h"

#include <fribidi.h>
#include <string.h>

enum text_direction bidi_first_strong(const struct chars *chars)
{
    unsigned isolates = 0;
    for (size_t i = 0; i < chars->n; i++) {
        FriBidiCharType type = fribidi_get_bidi_type(chars->code[i]);
        if (type == FRIBIDI_TYPE_PDI)
            isolates -= isolates > 0;
        else if (FRIBIDI_IS_ISOLATE(type))
            isolates++;
        else if (isolates == 0 && FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_LETTER(type))
            return FRIBIDI_IS_RTL(type) ? TEXT_RTL : TEXT_LTR;
    }
    return TEXT_LTR;
}

// Text of which nothing can turn right to left: every level is zero, and FriBidi need not look.
static bool all_left_to_right(const struct chars *chars)
{
    for (size_t i = 0; i < chars->n; i++)
        if (chars->code[i] >= 0x590 && !(chars->code[i] >= 0x900 && chars->code[i] < 0x200e) &&
            !(chars->code[i] >= 0x2c00 && chars->code[i] < 0xa840))
            return false;
    return true;
}

// Arabic letters and their marks, spaces, and signs that take the direction of what is about them
// (UAX 9: AL, NSM, WS, CS, ON).
static bool stays_right_to_left(hb_codepoint_t c)
{
    return script_is_arabic_letter(c) || c == ' ' || (c >= 0x64b && c <= 0x65f) ||
           (c >= 0x670 && c <= 0x6d3) || c == 0x60c || c == 0x61b || c == 0x61f || c == '.' ||
           c == ',' || c == ':' || c == '!' || c == 0xab || c == 0xbb;
}

static bool is_digit(hb_codepoint_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9);
}

// One of these belongs to the number it stands in (W4).
static bool is_within_number(const struct chars *chars, size_t i)
{
    hb_codepoint_t c = chars->code[i];
    return (c == '.' || c == ',' || c == ':' || c == 0x60c) && i > 0 && i + 1 < chars->n &&
           is_digit(chars->code[i - 1]) && is_digit(chars->code[i + 1]);
}

// Text of which nothing but its numbers can turn left to right: every level is one, those of
// numbers two. They come after Arabic letters, so that all digits are alike (W2), and no mark is on
// one.
static bool resolve_arabic(struct chars *chars)
{
    bool letters = false, number = false;
    for (size_t i = 0; i < chars->n; i++) {
        hb_codepoint_t c = chars->code[i];
        bool letter = script_is_arabic_letter(c), digit = !letter && is_digit(c);
        bool mark = !letter && (chars->flags[i] & CHAR_GRAPHEME) == 0;
        if ((digit && !letters) || (mark && number) || !(digit || stays_right_to_left(c)))
            return false;
        letters = letters || letter;
        number = digit || is_within_number(chars, i);
        chars->level[i] = number ? 2 : 1;
    }
    return true;
}

// What L1 lowers beside a separator or at a line's end; removed characters (X9) go along.
static bool is_l1_blank(FriBidiCharType type)
{
    return type == FRIBIDI_TYPE_WS || type == FRIBIDI_TYPE_BS || type == FRIBIDI_TYPE_SS ||
           type == FRIBIDI_TYPE_PDI || FRIBIDI_IS_ISOLATE(type) || FRIBIDI_IS_EXPLICIT_OR_BN(type);
}

size_t bidi_trailing(const struct chars *chars, size_t first, size_t end)
{
    while (end > first && is_l1_blank(fribidi_get_bidi_type(chars->code[end - 1])))
        end--;
    return end;
}

static void lower_before_separators(struct chars *chars, const FriBidiCharType *types)
{
    bool lower = false;
    for (size_t i = chars->n; i-- > 0;) {
        if (types[i] == FRIBIDI_TYPE_SS || chars_is_newline(chars->code[i]))
            lower = true;
        else if (!is_l1_blank(types[i]))
            lower = false;
        if (lower)
            chars->level[i] = chars->rtl;
    }
}

// The characters as FriBidi sees them, with an isolate around each unit.
struct isolated {
    FriBidiStrIndex n;
    FriBidiChar *codes;
    FriBidiCharType *types;
    size_t *of; /* the character, or chars->n for a control put in */
};

static void put(struct isolated *to, FriBidiChar code, FriBidiCharType type, size_t of)
{
    to->codes[to->n] = code;
    to->types[to->n] = type;
    to->of[to->n++] = of;
}

// A forced line break does not end the paragraph's direction.
static FriBidiCharType type_of(hb_codepoint_t c)
{
    return c == '\n' || c == '\r' ? FRIBIDI_TYPE_WS : fribidi_get_bidi_type(c);
}

static struct isolated isolate(const struct chars *chars, const struct text_units *units,
                               struct arena *arena)
{
    size_t most = chars->n + 2 * units->n;
    struct isolated result = {0, ARENA_ARRAY(arena, FriBidiChar, most),
                              ARENA_ARRAY(arena, FriBidiCharType, most),
                              ARENA_ARRAY(arena, size_t, most)};
    const struct text_unit *unit = units->units, *end = units->n ? unit + units->n : unit;
    for (size_t i = 0; i < chars->n; i++) {
        while (unit < end && i >= unit->end)
            unit++;
        bool within = unit < end && i >= unit->first;
        FriBidiCharType type = type_of(chars->code[i]);
        if (within && i == unit->first)
            put(&result, 0x2066, FRIBIDI_TYPE_LRI, chars->n);
        // Digits in Arabic shape would turn their groups around even there.
        put(&result, chars->code[i], within && unit->digits ? FRIBIDI_TYPE_LTR : type, i);
        if (within && i + 1 == unit->end)
            put(&result, 0x2069, FRIBIDI_TYPE_PDI, chars->n);
    }
    return result;
}

// Before its first letter a paragraph of Arabic is as after an Arabic letter (UAX 9, W2): else
// "35%" alone in a cell would read otherwise than among words.
static void begin_arabic(struct isolated *text)
{
    for (FriBidiStrIndex i = 0; i < text->n; i++) {
        if (FRIBIDI_IS_STRONG(text->types[i]) || FRIBIDI_IS_ISOLATE(text->types[i]))
            return;
        if (text->types[i] == FRIBIDI_TYPE_EN)
            text->types[i] = FRIBIDI_TYPE_AN;
    }
}

void bidi_resolve(struct chars *chars, enum text_direction direction,
                  const struct text_units *units, struct arena *arena)
{
    if (direction == TEXT_AUTO)
        direction = bidi_first_strong(chars);
    chars->rtl = direction == TEXT_RTL;
    memset(chars->level, 0, chars->n);
    if (!chars->rtl && all_left_to_right(chars))
        return;
    if (chars->rtl && units->n == 0 && resolve_arabic(chars))
        return;
    struct isolated text = isolate(chars, units, arena);
    if (chars->rtl && units->arabic)
        begin_arabic(&text);
    size_t n = (size_t)text.n;
    FriBidiBracketType *brackets = ARENA_ARRAY(arena, FriBidiBracketType, n);
    FriBidiLevel *levels = ARENA_ARRAY(arena, FriBidiLevel, n);
    FriBidiParType base = chars->rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bracket_types(text.codes, text.n, text.types, brackets);
    // It fails only for want of memory.
    if (fribidi_get_par_embedding_levels_ex(text.types, brackets, text.n, &base, levels) == 0)
        memory_end(n);
    FriBidiCharType *types = ARENA_ARRAY(arena, FriBidiCharType, chars->n);
    for (size_t i = 0; i < n; i++) {
        if (text.of[i] == chars->n)
            continue;
        chars->level[text.of[i]] = (uint8_t)levels[i];
        types[text.of[i]] = text.types[i];
    }
    lower_before_separators(chars, types);
}

static void reverse(size_t *order, size_t start, size_t end)
{
    for (; start + 1 < end; start++, end--) {
        size_t kept = order[start];
        order[start] = order[end - 1];
        order[end - 1] = kept;
    }
}

void bidi_reorder(const uint8_t *levels, size_t *order, size_t n)
{
    uint8_t highest = 0, lowest_odd = UINT8_MAX;
    for (size_t i = 0; i < n; i++) {
        highest = levels[i] > highest ? levels[i] : highest;
        if ((levels[i] & 1) && levels[i] < lowest_odd)
            lowest_odd = levels[i];
    }
    // `order` still maps place to piece one to one here: each reversal works on places.
    for (unsigned level = highest; level >= lowest_odd && level > 0; level--) {
        for (size_t i = 0; i < n;) {
            size_t start = i;
            while (i < n && levels[order[i]] >= level)
                i++;
            if (i > start)
                reverse(order, start, i);
            else
                i++;
        }
    }
}

enum bidi_side bidi_side_of(gunichar c)
{
    switch (fribidi_get_bidi_type(c)) {
    case FRIBIDI_TYPE_LTR:
        return BIDI_LEFT;
    case FRIBIDI_TYPE_RTL:
    case FRIBIDI_TYPE_AL:
        return BIDI_RIGHT;
    case FRIBIDI_TYPE_EN:
    case FRIBIDI_TYPE_AN:
        return BIDI_NUMBER;
    default:
        return BIDI_OTHER;
    }
}

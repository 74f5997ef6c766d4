// SPDX-License-Identifier: MIT
#include "text/bidi.h"

#include "base/memory.h"

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

void bidi_resolve(struct chars *chars, enum text_direction direction, struct arena *arena)
{
    if (direction == TEXT_AUTO)
        direction = bidi_first_strong(chars);
    chars->rtl = direction == TEXT_RTL;
    memset(chars->level, 0, chars->n);
    if (!chars->rtl && all_left_to_right(chars))
        return;
    FriBidiStrIndex n = (FriBidiStrIndex)chars->n;
    FriBidiCharType *types = ARENA_ARRAY(arena, FriBidiCharType, chars->n);
    FriBidiBracketType *brackets = ARENA_ARRAY(arena, FriBidiBracketType, chars->n);
    FriBidiLevel *levels = ARENA_ARRAY(arena, FriBidiLevel, chars->n);
    FriBidiParType base = chars->rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(chars->code, n, types);
    // A forced line break does not end the paragraph's direction.
    for (FriBidiStrIndex i = 0; i < n; i++)
        if (chars->code[i] == '\n' || chars->code[i] == '\r')
            types[i] = FRIBIDI_TYPE_WS;
    fribidi_get_bracket_types(chars->code, n, types, brackets);
    // It fails only for want of memory.
    if (fribidi_get_par_embedding_levels_ex(types, brackets, n, &base, levels) == 0)
        memory_end(chars->n);
    for (size_t i = 0; i < chars->n; i++)
        chars->level[i] = (uint8_t)levels[i];
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

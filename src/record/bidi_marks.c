// SPDX-License-Identifier: MIT
#include "record/bidi_marks.h"

#include "base/utf8.h"
#include "language/script.h"

#include <stdbool.h>
#include <string.h>

enum { LEFT_TO_RIGHT_MARK = 0x200E, RIGHT_TO_LEFT_MARK = 0x200F };

enum side { SIDE_LEFT, SIDE_RIGHT, SIDE_WEAK, SIDE_NEUTRAL };

// Blocks whose letters run right to left (UAX #9, R and AL).
static bool is_rightward_block(gunichar c)
{
    return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFF) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

// Numbers, what joins them, and marks: EN, AN, ES, ET, CS, NSM.
static bool is_weak(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_DECIMAL_NUMBER || type == G_UNICODE_CURRENCY_SYMBOL ||
           type == G_UNICODE_NON_SPACING_MARK || c == 0x060C || c == 0x066A || c == 0x066B ||
           c == 0x066C || c == 0x00A0 || c == 0x00B0 || c == 0x2212 ||
           (c < 0x80 && c != 0 && strchr("+-#%,./:", (int)c));
}

static enum side side_of(gunichar c)
{
    if (is_weak(c))
        return SIDE_WEAK;
    if (!g_unichar_isalpha(c))
        return c == RIGHT_TO_LEFT_MARK ? SIDE_RIGHT : SIDE_NEUTRAL;
    return is_rightward_block(c) ? SIDE_RIGHT : SIDE_LEFT;
}

struct bidi_marks bidi_marks_for(gunichar character, gunichar right)
{
    // Most characters by far: strong, or a space beside one that is.
    bool beside_strong = !right || script_is_arabic_letter(right);
    if (script_is_arabic_letter(character) || (character == ' ' && beside_strong))
        return (struct bidi_marks){0, 0};
    gunichar mirrored;
    enum side side = side_of(character), beside = right ? side_of(right) : SIDE_RIGHT;
    // After a left mark it is a stretch that is neither turned nor mirrored.
    if (g_unichar_get_mirror_char(character, &mirrored))
        return (struct bidi_marks){RIGHT_TO_LEFT_MARK, LEFT_TO_RIGHT_MARK};
    bool swapped = side == SIDE_WEAK && beside == SIDE_WEAK;
    bool carried = side == SIDE_NEUTRAL && beside == SIDE_LEFT;
    return (struct bidi_marks){0, swapped || carried ? RIGHT_TO_LEFT_MARK : 0};
}

// Signs of those blocks that are nobody's letters: they take their direction from what surrounds
// them (UAX #9: ON, CS, ET).
static bool is_weak_sign(gunichar c)
{
    return (c >= 0x0606 && c <= 0x060F && c != 0x0608 && c != 0x060B && c != 0x060D) ||
           (c >= 0x066A && c <= 0x066C) || c == 0x06DE || c == 0x06E9 ||
           (c >= 0x07F6 && c <= 0x07F9) || c == 0xFD3E || c == 0xFD3F;
}

bool bidi_marks_end_word(gunichar character, gunichar left)
{
    if (script_is_arabic_letter(character) || (left != 0 && !g_unichar_isspace(left)))
        return false;
    GUnicodeType type = g_unichar_type(character);
    if (g_unichar_isalnum(character) || g_unichar_isspace(character) ||
        type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK ||
        type == G_UNICODE_FORMAT)
        return false;
    return !is_rightward_block(character) || is_weak_sign(character);
}

bool bidi_marks_need_order(const char *text, size_t n)
{
    for (const char *c = text; c < text + n; c = g_utf8_next_char(c))
        if ((unsigned char)*c >= 0xF0 && is_rightward_block(utf8_char(c)))
            return true;
    return false;
}

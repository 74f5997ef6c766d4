// SPDX-License-Identifier: MIT
#include "text/script_resolve.h"

#include "language/script.h"

#include <fribidi.h>
#include <glib.h>

#define NESTED_BRACKETS 63 /* UAX 9, BD16 */

static bool is_common(hb_script_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN || script == HB_SCRIPT_INVALID;
}

struct bracket {
    hb_codepoint_t opening;
    hb_script_t script;
};

struct bracket_stack {
    struct bracket open[NESTED_BRACKETS];
    size_t n;
};

static void bracket_open(struct bracket_stack *stack, hb_codepoint_t opening, hb_script_t script)
{
    if (stack->n < NESTED_BRACKETS)
        stack->open[stack->n++] = (struct bracket){opening, script};
}

// The script of the bracket that `closing` ends, or `otherwise`.
static hb_script_t bracket_close(struct bracket_stack *stack, hb_codepoint_t closing,
                                 hb_script_t otherwise)
{
    FriBidiChar opening;
    fribidi_get_mirror_char(closing, &opening);
    for (size_t i = stack->n; i-- > 0;) {
        if (stack->open[i].opening == opening) {
            stack->n = i;
            return stack->open[i].script;
        }
    }
    return otherwise;
}

// The first character's script that is not common, for signs before any letter.
static hb_script_t first_script(const struct chars *chars, const char *lang)
{
    for (size_t i = 0; i < chars->n; i++)
        if (!is_common(chars->script[i]))
            return chars->script[i];
    return script_of_language(lang);
}

static void resolve_neighbours(struct chars *chars, const char *lang)
{
    struct bracket_stack stack = {.n = 0};
    hb_script_t script = first_script(chars, lang);
    for (size_t i = 0; i < chars->n; i++) {
        if (!is_common(chars->script[i])) {
            script = chars->script[i];
            continue;
        }
        chars->script[i] = script;
        if (chars->code[i] < 0x28)
            continue;
        FriBidiCharType type = fribidi_get_bidi_type(chars->code[i]);
        FriBidiBracketType bracket = fribidi_get_bracket(chars->code[i]);
        if (type != FRIBIDI_TYPE_ON || bracket == FRIBIDI_NO_BRACKET)
            continue;
        if (FRIBIDI_IS_BRACKET_OPEN(bracket))
            bracket_open(&stack, chars->code[i], script);
        else
            chars->script[i] = script = bracket_close(&stack, chars->code[i], script);
    }
}

static bool sits_askew(const struct chars *chars, const uint8_t *common, size_t i)
{
    if (!common[i] || (chars->level[i] > 1))
        return false;
    return (chars->level[i] & 1) != script_is_rtl(chars->script[i]);
}

// A space between an Arabic and a Latin word is, by its level, one of the Arabic: it takes
// that face, so that a right-to-left line has one face for all its spaces and signs.
static void resolve_by_level(struct chars *chars, const uint8_t *common)
{
    hb_script_t last[2] = {HB_SCRIPT_INVALID, HB_SCRIPT_INVALID}; /* LTR, RTL */
    for (size_t i = 0; i < chars->n; i++) {
        if (!common[i])
            last[script_is_rtl(chars->script[i])] = chars->script[i];
        else if (sits_askew(chars, common, i) && last[chars->level[i] & 1] != HB_SCRIPT_INVALID)
            chars->script[i] = last[chars->level[i] & 1];
    }
    last[0] = last[1] = HB_SCRIPT_INVALID;
    for (size_t i = chars->n; i-- > 0;) {
        if (!common[i])
            last[script_is_rtl(chars->script[i])] = chars->script[i];
        else if (sits_askew(chars, common, i) && last[chars->level[i] & 1] != HB_SCRIPT_INVALID)
            chars->script[i] = last[chars->level[i] & 1];
    }
}

static bool is_digit_at(const struct chars *chars, size_t i)
{
    return i < chars->n && chars->code[i] < 0x80 && g_ascii_isdigit((char)chars->code[i]);
}

// A number among ideographs is set with the Latin letters, points and percent sign included.
static void resolve_numbers(struct chars *chars)
{
    for (size_t i = 0; i < chars->n; i++) {
        if (!is_digit_at(chars, i) || !script_is_cjk(chars->script[i]))
            continue;
        while (is_digit_at(chars, i) ||
               (i < chars->n && chars->code[i] < 0x80 && is_digit_at(chars, i + 1) &&
                !(chars->flags[i] & CHAR_SPACE)))
            chars->script[i++] = HB_SCRIPT_LATIN;
        if (i < chars->n && chars->code[i] == '%')
            chars->script[i] = HB_SCRIPT_LATIN;
    }
}

// Most paragraphs of a list of names: below U+0180 there is Latin and what is common to all.
static bool resolve_latin(struct chars *chars)
{
    bool any = false;
    for (size_t i = 0; i < chars->n; i++) {
        if (chars->code[i] >= 0x180)
            return false;
        any = any || g_ascii_isalpha((gchar)MIN(chars->code[i], 0x7f));
    }
    for (size_t i = 0; any && i < chars->n; i++)
        chars->script[i] = HB_SCRIPT_LATIN;
    return any;
}

void script_resolve(struct chars *chars, const char *lang, struct arena *arena)
{
    if (resolve_latin(chars))
        return;
    uint8_t *common = ARENA_ARRAY(arena, uint8_t, chars->n);
    bool rtl = false, ltr = false;
    hb_script_t last = HB_SCRIPT_INVALID;
    for (size_t i = 0; i < chars->n; i++) {
        hb_script_t script = chars->script[i] = script_of(chars->code[i]);
        common[i] = is_common(script);
        if (common[i] || script == last)
            continue;
        *(script_is_rtl(script) ? &rtl : &ltr) = true;
        last = script;
    }
    resolve_neighbours(chars, lang);
    resolve_numbers(chars);
    if (rtl && ltr)
        resolve_by_level(chars, common);
}

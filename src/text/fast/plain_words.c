// SPDX-License-Identifier: MIT
#include "text/fast/plain_words.h"

#include "language/script.h"

#include <string.h>

enum { LONGEST = 256 }; // characters: what is longer is prose

enum sign_kind {
    KIND_OTHER, // no plain text
    KIND_LETTER,
    KIND_MARK,
    KIND_SPACE,
    KIND_CLOSING,
};

// Scripts that are written in words with spaces between them, which no rule parts inside.
static bool is_worded(hb_script_t script)
{
    switch (script) {
    case HB_SCRIPT_LATIN:
    case HB_SCRIPT_GREEK:
    case HB_SCRIPT_CYRILLIC:
    case HB_SCRIPT_ARMENIAN:
    case HB_SCRIPT_GEORGIAN:
    case HB_SCRIPT_ETHIOPIC:
    case HB_SCRIPT_HEBREW:
    case HB_SCRIPT_ARABIC:
    case HB_SCRIPT_SYRIAC:
    case HB_SCRIPT_THAANA:
    case HB_SCRIPT_DEVANAGARI:
    case HB_SCRIPT_BENGALI:
    case HB_SCRIPT_GURMUKHI:
    case HB_SCRIPT_GUJARATI:
    case HB_SCRIPT_ORIYA:
    case HB_SCRIPT_TAMIL:
    case HB_SCRIPT_TELUGU:
    case HB_SCRIPT_KANNADA:
    case HB_SCRIPT_MALAYALAM:
    case HB_SCRIPT_SINHALA:
        return true;
    default:
        return false;
    }
}

static enum sign_kind kind_of_ascii(hb_codepoint_t c)
{
    if (g_ascii_isalpha((char)c))
        return KIND_LETTER;
    return c == ' ' ? KIND_SPACE : c && strchr(",.:;!?", (int)c) ? KIND_CLOSING : KIND_OTHER;
}

static enum sign_kind kind_of_type(hb_codepoint_t c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_OTHER_LETTER:
        return KIND_LETTER;
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
        return KIND_MARK;
    default:
        return KIND_OTHER;
    }
}

// A letter's script is the text's; a mark's too, or that of what it stands on.
static enum sign_kind kind_in(hb_script_t script, hb_codepoint_t c)
{
    if (c < 0x80) {
        enum sign_kind kind = kind_of_ascii(c);
        return kind == KIND_LETTER && script != HB_SCRIPT_LATIN ? KIND_OTHER : kind;
    }
    if (script_is_arabic_letter(c) && c != 0x640)
        return script == HB_SCRIPT_ARABIC ? KIND_LETTER : KIND_OTHER;
    if (c == 0x60c)
        return script == HB_SCRIPT_ARABIC ? KIND_CLOSING : KIND_OTHER;
    enum sign_kind kind = kind_of_type(c);
    hb_script_t own = script_of(c);
    return own == script || (kind == KIND_MARK && own == HB_SCRIPT_INHERITED) ? kind : KIND_OTHER;
}

static bool may_follow(enum sign_kind kind, enum sign_kind last)
{
    switch (kind) {
    case KIND_LETTER:
        return last == KIND_LETTER || last == KIND_MARK || last == KIND_SPACE;
    case KIND_MARK:
        return last == KIND_LETTER || last == KIND_MARK;
    case KIND_SPACE:
    case KIND_CLOSING:
        return last == KIND_LETTER || last == KIND_MARK || last == KIND_CLOSING;
    case KIND_OTHER:
        break;
    }
    return false;
}

static bool has_direction(enum text_direction direction, bool rtl)
{
    return direction == TEXT_AUTO || (direction == TEXT_RTL) == rtl;
}

struct plain_words plain_words_find(struct chars *chars, enum text_direction direction,
                                    struct arena *arena)
{
    struct plain_words words = {0};
    if (chars->n == 0 || chars->n > LONGEST)
        return words;
    hb_script_t script = script_of(chars->code[0]);
    bool rtl = script_is_rtl(script);
    if (!is_worded(script) || !has_direction(direction, rtl))
        return words;
    words.first = ARENA_ROOM(arena, uint32_t, chars->n / 2 + 1);
    enum sign_kind last = KIND_SPACE;
    size_t n = 0;
    for (size_t i = 0; i < chars->n; i++) {
        enum sign_kind kind = kind_in(script, chars->code[i]);
        if (!may_follow(kind, last))
            return words;
        if (last == KIND_SPACE)
            words.first[n++] = (uint32_t)i;
        last = kind;
    }
    if (last == KIND_SPACE)
        return words;
    chars->rtl = rtl;
    memset(chars->level, rtl, chars->n);
    for (size_t i = 0; i < chars->n; i++)
        chars->script[i] = script;
    words.n = n;
    return words;
}

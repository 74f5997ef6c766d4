// SPDX-License-Identifier: MIT
#include "text/east_asian.h"

#include "language/script.h"

#include <string.h>

#define BLANK                                                                                      \
    0.42 /* of the em: a sign with this much blank on one side has half a square to give */

bool east_asian_opens(hb_codepoint_t c)
{
    static const hb_codepoint_t signs[] = {0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0x3014, 0x3016,
                                           0x3018, 0x301a, 0x301d, 0xff08, 0xff3b, 0xff5b, 0xff5f};
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
        if (signs[i] == c)
            return true;
    return false;
}

static bool closes(hb_codepoint_t c)
{
    static const hb_codepoint_t signs[] = {0x3001, 0x3002, 0x3009, 0x300b, 0x300d, 0x300f,
                                           0x3011, 0x3015, 0x3017, 0x3019, 0x301b, 0x301f,
                                           0xff09, 0xff0c, 0xff0e, 0xff3d, 0xff5d, 0xff60};
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
        if (signs[i] == c)
            return true;
    return false;
}

static bool is_square(hb_codepoint_t c)
{
    return g_unichar_isalpha(c) && script_is_cjk(script_of(c)) && (c < 0xff00 || c > 0xffef);
}

static bool is_narrow(hb_codepoint_t c)
{
    if (c < 0x80)
        return g_ascii_isalnum((char)c);
    hb_script_t script = script_of(c);
    return g_unichar_isalpha(c) &&
           (script == HB_SCRIPT_LATIN || script == HB_SCRIPT_GREEK ||
            script == HB_SCRIPT_CYRILLIC) &&
           c < 0xff00;
}

bool east_asian_parts(const struct chars *chars, size_t at)
{
    if (at == 0 || at >= chars->n || MAX(chars->code[at], chars->code[at - 1]) < 0x2e80)
        return false;
    hb_codepoint_t c = chars->code[at], last = chars->code[at - 1];
    return (is_square(last) && is_narrow(c)) || (is_narrow(last) && is_square(c));
}

len east_asian_quarter(const struct text_item *item)
{
    return item->size / 4;
}

// The blank of a glyph's square on one side, in units.
static int blank_of(const struct text_item *item, const struct glyph *glyph, bool right)
{
    hb_glyph_extents_t extents;
    if (!hb_font_get_glyph_extents(item->face->hb_font, glyph->id, &extents))
        return 0;
    return right ? glyph->advance - extents.x_bearing - extents.width : extents.x_bearing;
}

// A sign that closes gives up its right half before another sign, one that opens its left half
// after another that opens. What is centred in its square, as in Taiwan, has no half to give.
static void squeeze(const struct chars *chars, const struct text_item *item, size_t at,
                    struct glyph *glyph)
{
    hb_codepoint_t c = chars->code[at], next = at + 1 < chars->n ? chars->code[at + 1] : 0;
    hb_codepoint_t last = at > 0 ? chars->code[at - 1] : 0;
    int half = (int)item->face->upem / 2, least = (int)(BLANK * item->face->upem);
    if (closes(c) && (closes(next) || east_asian_opens(next)) &&
        blank_of(item, glyph, true) >= least)
        glyph->advance -= half;
    if (east_asian_opens(c) && east_asian_opens(last) && blank_of(item, glyph, false) >= least) {
        glyph->advance -= half;
        glyph->dx -= half;
    }
}

// The quarter is part of the narrow letter, whose code can be as wide as need be: a reader takes a
// gap between codes for a space.
static void part(const struct chars *chars, const struct text_item *item, size_t at,
                 struct glyph *glyph)
{
    int quarter = (int)item->face->upem / 4;
    if (!is_narrow(chars->code[at]))
        return;
    if (east_asian_parts(chars, at)) {
        glyph->advance += quarter;
        glyph->dx += quarter;
    }
    if (east_asian_parts(chars, at + 1))
        glyph->advance += quarter;
}

void east_asian_space(const struct chars *chars, const struct text_item *item, size_t first,
                      size_t end, struct shaped *shaped)
{
    if ((item->level & 1) || chars->highest < 0x2e80)
        return;
    size_t at = first;
    for (size_t i = 0; i < shaped->n; i++) {
        struct glyph *glyph = &shaped->glyphs[i];
        while (at < end && chars->byte[at] < glyph->cluster)
            at++;
        if (at == end || chars->byte[at] != glyph->cluster || glyph->advance <= 0)
            continue;
        if (chars->code[at] >= 0x3000)
            squeeze(chars, item, at, glyph);
        else
            part(chars, item, at, glyph);
    }
}

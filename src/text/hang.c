// SPDX-License-Identifier: MIT
#include "text/hang.h"

#include "language/script.h"
#include "text/east_asian.h"

/* A sign and how much of its width hangs, in hundredths, at either edge. */
struct hanging {
    hb_codepoint_t sign;
    uint8_t start, end;
};

// Small signs hang most; dashes a little; a full-width sign fills half its square. The shares of
// Arabic signs are those that leave the edge straight beside Arabic letters.
static const struct hanging hangings[] = {
    {'"', 60, 60},   {'\'', 60, 60},   {'(', 20, 20},    {')', 20, 20},    {',', 0, 60},
    {'-', 0, 60},    {'.', 0, 60},     {':', 0, 50},     {';', 0, 50},     {0xab, 40, 60},
    {0xbb, 60, 60},  {0x60c, 0, 60},   {0x61b, 0, 50},   {0x61f, 0, 20},   {0x6d4, 0, 60},
    {0x2010, 0, 60}, {0x2013, 30, 30}, {0x2014, 20, 20}, {0x2018, 60, 60}, {0x2019, 60, 60},
    {0x201a, 60, 0}, {0x201c, 60, 60}, {0x201d, 60, 60}, {0x201e, 60, 0},  {0x3001, 0, 50},
    {0x3002, 0, 50}, {0x3009, 0, 50},  {0x300b, 0, 50},  {0x300f, 0, 50},  {0x3011, 0, 50},
    {0xff09, 0, 50}, {0x300d, 0, 50},  {0xff0c, 0, 50},  {0xff0e, 0, 50},
};

static const struct hanging *hanging_of(hb_codepoint_t sign)
{
    // Letters are asked about most.
    if ((sign >= 'A' && sign < 0xab) || script_is_arabic_letter(sign))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(hangings); i++)
        if (hangings[i].sign == sign)
            return &hangings[i];
    return NULL;
}

static bool hangs(const struct setting *setting)
{
    return setting->style->hanging_punctuation && setting->style->align == TEXT_JUSTIFY;
}

static len quarter_at(const struct setting *setting, size_t at)
{
    return east_asian_quarter(&setting->items->items[setting_item_at(setting, at)]);
}

static len part_of(const struct setting *setting, size_t at, unsigned hundredths)
{
    const int64_t *x = setting_measured(setting)->x;
    return (len)((x[at + 1] - x[at]) * hundredths / 100);
}

// What is blank at a line's edge does not count: half the square of an East Asian sign that opens,
// and the space between scripts.
static len blank_at_start(const struct setting *setting, size_t first)
{
    if (setting->chars->code[first] >= 0x3000 && east_asian_opens(setting->chars->code[first]))
        return part_of(setting, first, 50);
    return setting->chars->code[first] < 0x2e80 && east_asian_parts(setting->chars, first)
               ? quarter_at(setting, first)
               : 0;
}

static len blank_at_end(const struct setting *setting, size_t end)
{
    return setting->chars->code[end - 1] < 0x2e80 && east_asian_parts(setting->chars, end)
               ? quarter_at(setting, end - 1)
               : 0;
}

len hang_at_start(const struct setting *setting, size_t first)
{
    if (first >= setting->chars->n)
        return 0;
    len blank = blank_at_start(setting, first);
    if (!hangs(setting) || blank)
        return blank;
    const struct hanging *hanging = hanging_of(setting->chars->code[first]);
    return hanging ? part_of(setting, first, hanging->start) : 0;
}

len hang_at_end(const struct setting *setting, size_t end)
{
    if (end == 0)
        return 0;
    len blank = blank_at_end(setting, end);
    if (!hangs(setting) || blank)
        return blank;
    const struct hanging *hanging = hanging_of(setting->chars->code[end - 1]);
    return hanging ? part_of(setting, end - 1, hanging->end) : 0;
}

len hang_of_hyphen(const struct setting *setting, len width)
{
    return hangs(setting) ? width * hanging_of('-')->end / 100 : 0;
}

// SPDX-License-Identifier: MIT
#include "text/hang.h"

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
    {0x3002, 0, 50}, {0x300c, 50, 0},  {0x300d, 0, 50},  {0xff0c, 0, 50},  {0xff0e, 0, 50},
};

static const struct hanging *hanging_of(hb_codepoint_t sign)
{
    for (size_t i = 0; i < G_N_ELEMENTS(hangings); i++)
        if (hangings[i].sign == sign)
            return &hangings[i];
    return NULL;
}

static bool hangs(const struct setting *setting)
{
    return setting->style->hanging_punctuation && setting->style->align == TEXT_JUSTIFY;
}

static len part_of(const struct setting *setting, size_t at, unsigned hundredths)
{
    const int64_t *x = setting_measured(setting)->x;
    return (len)((x[at + 1] - x[at]) * hundredths / 100);
}

len hang_at_start(const struct setting *setting, size_t first)
{
    if (!hangs(setting) || first >= setting->chars->n)
        return 0;
    const struct hanging *hanging = hanging_of(setting->chars->code[first]);
    return hanging ? part_of(setting, first, hanging->start) : 0;
}

len hang_at_end(const struct setting *setting, size_t end)
{
    if (!hangs(setting) || end == 0)
        return 0;
    const struct hanging *hanging = hanging_of(setting->chars->code[end - 1]);
    return hanging ? part_of(setting, end - 1, hanging->end) : 0;
}

len hang_of_hyphen(const struct setting *setting, len width)
{
    return hangs(setting) ? width * hanging_of('-')->end / 100 : 0;
}

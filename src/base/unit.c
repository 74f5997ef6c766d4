// SPDX-License-Identifier: MIT
#include "base/unit.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static len len_clamp(double value)
{
    double rounded = round(value);
    if (rounded >= (double)INT32_MAX)
        return INT32_MAX;
    if (rounded <= (double)INT32_MIN)
        return INT32_MIN;
    return (len)rounded;
}

len len_from_pt(double pt)
{
    return len_clamp(pt * LEN_PER_PT);
}

len len_from_mm(double mm)
{
    return len_clamp(mm * 72.0 * LEN_PER_PT / 25.4);
}

double len_to_pt(len value)
{
    return (double)value / LEN_PER_PT;
}

int64_t wide_from_units(int64_t value, len size, unsigned upem)
{
    int64_t product = value * size;
    int64_t half = (int64_t)upem / 2;
    return (product + (product < 0 ? -half : half)) / (int64_t)upem;
}

len len_from_units(int64_t value, len size, unsigned upem)
{
    return (len)CLAMP(wide_from_units(value, size, upem), INT32_MIN, INT32_MAX);
}

bool len_parse(const char *text, len em, len *ret)
{
    // Points in one unit, as CSS Values 4 defines them ("absolute lengths").
    static const struct {
        const char *name;
        double pt;
    } units[] = {
        {"pt", 1},  {"mm", 72 / 25.4}, {"cm", 72 / 2.54},      {"in", 72},
        {"pc", 12}, {"px", 0.75},      {"q", 72 / (25.4 * 4)},
    };
    char *end;
    double number = g_ascii_strtod(text, &end);
    if (end == text || !isfinite(number))
        return false;
    if (*end == '\0' && number == 0) {
        *ret = 0;
        return true;
    }
    if (em > 0 && g_ascii_strcasecmp(end, "em") == 0) {
        *ret = len_clamp(number * em);
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (g_ascii_strcasecmp(end, units[i].name) == 0) {
            *ret = len_clamp(number * units[i].pt * LEN_PER_PT);
            return true;
        }
    }
    return false;
}

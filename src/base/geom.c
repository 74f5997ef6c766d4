// SPDX-License-Identifier: MIT
#include "base/geom.h"

#include <glib.h>
#include <string.h>

static const char *const names[] = {"A3",      "A4",          "A5",     "A6",     "B4",
                                    "B5",      "JIS-B4",      "JIS-B5", "letter", "legal",
                                    "tabloid", "half-letter", "ledger", NULL};

// Millimetres, portrait (ledger is tabloid turned), in the order of `names`.
static const struct {
    double width, height;
} sizes[] = {
    {297, 420},     {210, 297},     {148, 210},     {105, 148},     {250, 353},
    {176, 250},     {257, 364},     {182, 257},     {215.9, 279.4}, {215.9, 355.6},
    {279.4, 431.8}, {139.7, 215.9}, {431.8, 279.4},
};

const char *const *paper_names(void)
{
    return names;
}

static bool paper_parse_name(const char *name, bool landscape, len *ret_width, len *ret_height)
{
    for (size_t i = 0; names[i]; i++) {
        if (g_ascii_strcasecmp(name, names[i]) != 0)
            continue;
        len width = len_from_mm(sizes[i].width);
        len height = len_from_mm(sizes[i].height);
        *ret_width = landscape ? height : width;
        *ret_height = landscape ? width : height;
        return true;
    }
    return false;
}

// ISO 19005-2, 6.1.13: a side of a page has 3 to 14,400 units.
static bool paper_holds(len side)
{
    return side >= 3 * LEN_PER_PT && side <= PAPER_MOST_PT * LEN_PER_PT;
}

bool paper_parse(const char *text, len *ret_width, len *ret_height)
{
    char **words = g_strsplit_set(text, " \t", -1);
    const char *parts[3];
    size_t n = 0;
    for (size_t i = 0; words[i]; i++) {
        if (*words[i] && n < G_N_ELEMENTS(parts))
            parts[n++] = words[i];
    }
    bool ok = false;
    if (n == 1 || (n == 2 && g_ascii_strcasecmp(parts[1], "portrait") == 0))
        ok = paper_parse_name(parts[0], false, ret_width, ret_height);
    else if (n == 2 && g_ascii_strcasecmp(parts[1], "landscape") == 0)
        ok = paper_parse_name(parts[0], true, ret_width, ret_height);
    else if (n == 2) {
        len width, height;
        ok = len_parse(parts[0], 0, &width) && len_parse(parts[1], 0, &height) &&
             paper_holds(width) && paper_holds(height);
        if (ok) {
            *ret_width = width;
            *ret_height = height;
        }
    }
    g_strfreev(words);
    return ok;
}

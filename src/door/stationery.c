// SPDX-License-Identifier: MIT
#include "door/stationery.h"

#include <glib.h>

static const struct stock stocks[] = {
    {{"l7159", "j8159"}, 2100, 2970, 3, 8, 635, 339, 72, 129, 660, 339},
    {{"l7160", "j8160", "3x7"}, 2100, 2970, 3, 7, 635, 381, 72, 151, 660, 381},
    {{"l7161", "j8161"}, 2100, 2970, 3, 6, 635, 466, 72, 87, 660, 466},
    {{"l7162", "j8162"}, 2100, 2970, 2, 8, 991, 339, 47, 129, 1016, 339},
    {{"l7163", "j8163"}, 2100, 2970, 2, 7, 991, 381, 47, 151, 1016, 381},
    {{"l7165", "j8165"}, 2100, 2970, 2, 4, 991, 677, 47, 131, 1016, 677},
    {{"l7173", "j8173"}, 2100, 2970, 2, 5, 991, 570, 47, 60, 1016, 570},
    {{"3422"}, 2100, 2970, 3, 8, 700, 350, 0, 85, 700, 350},
    {{"3475", "3x8"}, 2100, 2970, 3, 8, 700, 360, 0, 45, 700, 360},
    {{"3425"}, 2100, 2970, 2, 5, 1050, 570, 0, 60, 1050, 570},
    {{"5160", "8160", "5260"}, 2159, 2794, 3, 10, 667, 254, 48, 127, 698, 254},
    {{"5161", "8161"}, 2159, 2794, 2, 10, 1016, 254, 40, 127, 1064, 254},
    {{"5162", "8162"}, 2159, 2794, 2, 7, 1016, 339, 40, 212, 1064, 339},
    {{"5163", "8163"}, 2159, 2794, 2, 5, 1016, 508, 40, 127, 1064, 508},
};

static const struct envelope envelopes[] = {
    {"DL", 2200, 1100}, {"C6", 1620, 1140}, {"C5", 2290, 1620},    {"C4", 3240, 2290},
    {"B5", 2500, 1760}, {"10", 2413, 1048}, {"Monarch", 1905, 984}};

const struct stock *stock_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(stocks); i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(stocks[i].names) && stocks[i].names[k]; k++) {
            if (g_ascii_strcasecmp(name, stocks[i].names[k]) == 0)
                return &stocks[i];
        }
    }
    return NULL;
}

const struct envelope *envelope_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(envelopes); i++) {
        if (g_ascii_strcasecmp(name, envelopes[i].name) == 0)
            return &envelopes[i];
    }
    return NULL;
}

// "210 × 297 mm", with `labels` on the sheet where it is one.
static const char *size_in_words(int width, int height, int labels)
{
    char *size = labels ? g_strdup_printf("%d × %.5g × %.5g mm", labels, width / 10., height / 10.)
                        : g_strdup_printf("%.5g × %.5g mm", width / 10., height / 10.);
    const char *kept = g_intern_string(size);
    g_free(size);
    return kept;
}

bool stock_choice(size_t index, struct warraq_choice *ret)
{
    for (size_t i = 0; i < G_N_ELEMENTS(stocks); i++) {
        const struct stock *stock = &stocks[i];
        for (size_t k = 0; k < G_N_ELEMENTS(stock->names) && stock->names[k]; k++) {
            if (index-- > 0)
                continue;
            *ret = (struct warraq_choice){stock->names[k],
                                          size_in_words(stock->label_width, stock->label_height,
                                                        stock->columns * stock->rows)};
            return true;
        }
    }
    return false;
}

bool envelope_choice(size_t index, struct warraq_choice *ret)
{
    if (index >= G_N_ELEMENTS(envelopes))
        return false;
    const struct envelope *envelope = &envelopes[index];
    *ret =
        (struct warraq_choice){envelope->name, size_in_words(envelope->width, envelope->height, 0)};
    return true;
}

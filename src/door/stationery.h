// SPDX-License-Identifier: MIT
// The sheets of labels and the envelopes that are sold, by the names they are sold under.
#ifndef WARRAQ_DOOR_STATIONERY_H
#define WARRAQ_DOOR_STATIONERY_H

#include "warraq.h"

#include <stdbool.h>
#include <stddef.h>

// Lengths in tenths of a millimetre.
struct stock {
    const char *names[4];
    int width, height; // of the sheet
    int columns, rows;
    int label_width, label_height;
    int left, top;      // of the first label
    int step_x, step_y; // from one to the next
};

struct envelope {
    const char *name;
    int width, height;
};

/* The sheet or envelope of a name, in small or capital letters; NULL if there is none. A value of
 * --labels or --envelopes is checked when it is set, so what is looked up later is there. */
const struct stock *stock_find(const char *name);
const struct envelope *envelope_find(const char *name);

/* The names and sizes in turn, every name of a sheet; false past the last. */
bool stock_choice(size_t index, struct warraq_choice *ret);
bool envelope_choice(size_t index, struct warraq_choice *ret);

#endif

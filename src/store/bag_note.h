// SPDX-License-Identifier: MIT
// bag.json: what a bag is besides its payload, kept with every version so that the bag can be made
// again.
#ifndef WARRAQ_STORE_BAG_NOTE_H
#define WARRAQ_STORE_BAG_NOTE_H

#include <glib.h>
#include <stdbool.h>

#include "archive/bag.h"

/* The file's bytes. */
GBytes *bag_note_write(const struct bag *bag);

/* Sets `name`, `info`, `n_info` of `ret` from the file's bytes, and `date` where it is kept: older
 * versions have the date in their `created` alone. They live as long as *ret_keep,
 * which the caller drops with json_decref(). False with FAULT_INVALID. */
struct json_t;
bool bag_note_read(GBytes *bytes, struct bag *ret, struct json_t **ret_keep, GError **error);

#endif

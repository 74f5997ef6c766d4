// SPDX-License-Identifier: MIT
// A picture that came within a letter, as a data: address that layout opens like any other.
#ifndef WARRAQ_READ_PICTURE_URL_H
#define WARRAQ_READ_PICTURE_URL_H

#include "base/arena.h"

#include <glib.h>

/* In `arena`; NULL for what is neither PNG nor JPEG, or larger than a letter's picture can be. */
const char *picture_url(struct arena *arena, GBytes *bytes);

#endif

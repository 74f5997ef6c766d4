// SPDX-License-Identifier: MIT
// A cell's text made as clean as a letter's: composed, on one line, without invisible characters.
#ifndef WARRAQ_READ_LIST_CELL_H
#define WARRAQ_READ_LIST_CELL_H

#include "base/arena.h"
#include "read/notes.h"

/* The `n` bytes of valid UTF-8 at `text`, which end with NUL: themselves where nothing is to be
 * repaired, else a copy in `arena`. Repairs are noted at `place`; `notes` may be NULL. */
const char *cell_repaired(struct arena *arena, const char *text, size_t n, struct diag_place place,
                          struct notes *notes);

/* Whether it holds more than spaces. */
bool cell_is_filled(const char *cell);

#endif

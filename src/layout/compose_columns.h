// SPDX-License-Identifier: MIT
// A segment of several columns on a page: level where it ends and, as far as may be, where it goes
// on.
#ifndef WARRAQ_LAYOUT_COMPOSE_COLUMNS_H
#define WARRAQ_LAYOUT_COMPOSE_COLUMNS_H

#include "layout/composer.h"

/* Places as much of the segment as the page has room for. *ret_full: nothing more goes on it. False
 * on a fault. */
bool compose_columns(struct composer *composer, struct segment *segment, bool *ret_full,
                     GError **error);

#endif

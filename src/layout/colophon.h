// SPDX-License-Identifier: MIT
// The colophon: what this copy is, in one of three forms by the room that is left.
#ifndef WARRAQ_LAYOUT_COLOPHON_H
#define WARRAQ_LAYOUT_COLOPHON_H

#include "layout/fit.h"

enum colophon_form { COLOPHON_FULL, COLOPHON_SMALL, COLOPHON_LINE, COLOPHON_NONE };

/* The fullest form for which `room` is enough; COLOPHON_NONE where none is, or there is no
 * colophon. *ret_height: its height. */
enum colophon_form colophon_choose(struct flow *flow, len room, len *ret_height);

/* The least room it needs; 0 where there is none. */
len colophon_least(struct flow *flow);

/* Its items, at y 0 downward, from the text's left edge; its elements begin and end with the
 * letter's last box, after the letter's. */
struct box colophon_set(struct flow *flow, enum colophon_form form);

#endif

// SPDX-License-Identifier: MIT
// Families of names whose tables are in this room: warraq_choice_at() asks them.
#ifndef WARRAQ_DOOR_CHOICES_H
#define WARRAQ_DOOR_CHOICES_H

#include "warraq.h"

/* The kinds of warraq_handout(), the keys of warraq.conf and the stages of warraq_dump(); false
 * past the last. */
bool handout_choice(size_t index, struct warraq_choice *ret);
bool config_choice(size_t index, struct warraq_choice *ret);
bool stage_choice(size_t index, struct warraq_choice *ret);

#endif

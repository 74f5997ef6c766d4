// SPDX-License-Identifier: MIT
// A letter's volumes as records.
#ifndef WARRAQ_DOOR_VOLUMES_H
#define WARRAQ_DOOR_VOLUMES_H

#include "derive/volume.h"
#include "door/record_file.h"

/* volumes_plan() of the letter, in the words of its session; `count` is the number asked for, NULL
 * for "auto". */
bool volumes_plan_letter(const struct letter *letter, const char *count, struct volumes *ret,
                         GError **error);

/* Writes volume `k` of the letter as a record into `out`, which stays the caller's. */
bool volumes_put(const struct letter *letter, struct volumes *volumes, size_t k,
                 struct file_out *out, size_t *ret_pages, GError **error);

#endif

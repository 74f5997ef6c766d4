// SPDX-License-Identifier: MIT
// What an archive, or a version in a store, holds of a letter.
#ifndef WARRAQ_DOOR_PAYLOAD_H
#define WARRAQ_DOOR_PAYLOAD_H

#include "door/letter.h"
#include "door/parts.h"

bool payload_make(const struct letter *letter, const char *folder, struct payload *ret,
                  GError **error);
/* One without files, to be filled by whoever has them. */
void payload_init(struct payload *payload);
void payload_free(struct payload *payload);

/* The bag of it, under `name` and dated `date`; all in it is borrowed. */
struct bag payload_bag(const struct payload *payload, const char *name, int64_t date);

#endif

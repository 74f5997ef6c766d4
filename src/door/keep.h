// SPDX-License-Identifier: MIT
// `verify --repair FROM` and `verify --log`, of a store.
#ifndef WARRAQ_DOOR_KEEP_H
#define WARRAQ_DOOR_KEEP_H

#include "base/findings.h"
#include "door/session.h"

struct keep {
    GPtrArray *repaired; /* paths; NULL: nothing was to be repaired */
    size_t logged;       /* objects whose logs say what was seen */
};

/* Repairs what is damaged, where --repair says from where. */
bool keep_repair(struct warraq *w, const char *path, struct keep *ret, GError **error);

/* Writes an event of PREMIS into the logs of each object, where --log says so or something was
 * repaired. */
bool keep_log(struct warraq *w, const char *path, const struct findings *findings,
              struct keep *keep, GError **error);

void keep_clear(struct keep *keep);

#endif

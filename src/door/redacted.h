// SPDX-License-Identifier: MIT
// What a store says of versions that were redacted.
#ifndef WARRAQ_DOOR_REDACTED_H
#define WARRAQ_DOOR_REDACTED_H

#include "base/findings.h"
#include "store/store.h"

/* When a version was last redacted, "2026-11-28T12:00:00Z"; NULL: never. g_free() */
char *redacted_when(struct store_object *object, size_t number);

/* A warning for each version of a store, or of an object's folder, that was redacted. */
void redacted_say(const char *path, struct findings *findings);

#endif

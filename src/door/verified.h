// SPDX-License-Identifier: MIT
// What is taken out of an archive or a store is what verify calls valid, unless the user says
// otherwise (--unverified): a comparison of altered text would pass for evidence.
#ifndef WARRAQ_DOOR_VERIFIED_H
#define WARRAQ_DOOR_VERIFIED_H

#include "base/findings.h"
#include "door/session.h"

/* Every fault and warning of a bag, its folder or its ZIP, within the session's limits. */
struct findings *verified_bag(const struct warraq *w, const char *path, bool folder,
                              GError **error);

/* False with FAULT_INVALID, the first fault named, if verify would call the bag or the PDF at
 * `path` not valid, what lies beside it included. With --unverified a warning `not-verified`
 * instead. */
bool verified_path(struct warraq *w, const char *path, GError **error);

struct store_object;
/* The same of a letter in a store, all its versions. */
bool verified_object(struct warraq *w, const struct store_object *object, GError **error);

#endif

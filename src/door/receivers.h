// SPDX-License-Identifier: MIT
// The receiver that --for names, and what of a letter breaks its rules.
#ifndef WARRAQ_DOOR_RECEIVERS_H
#define WARRAQ_DOOR_RECEIVERS_H

#include "door/letter.h"
#include "edition/receiver.h"

/* Its rules, or the plain ones where none is named; NULL with *error set. */
struct receiver *receiver_find(struct warraq *w, GError **error);

/* Notes what breaks them; `pages` is how many the letter has. Nothing where no receiver is named.
 */
bool receiver_check(const struct letter *letter, size_t pages, GError **error);

#endif

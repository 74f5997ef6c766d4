// SPDX-License-Identifier: MIT
// Which way a list runs in a document that flows.
#ifndef WARRAQ_EDITION_LIST_DIRECTION_H
#define WARRAQ_EDITION_LIST_DIRECTION_H

#include "model/node.h"

/* A list of signatories runs as most of its names do, any other as it says. False if it cannot be
 * read. */
bool list_direction(const struct node *list, enum direction *ret, GError **error);

#endif

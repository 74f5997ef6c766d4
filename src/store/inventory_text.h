// SPDX-License-Identifier: MIT
// Inventories as text: the one form in which they are written here, and how a version is added to
// such a text without reading all of it.
//
// An inventory is rewritten whole with every version, and most of it says what it said before. Read
// as JSON, checked and printed again, one of two hundred versions costs a quarter of what
// typesetting the letter does; a walk over its lines costs next to nothing, so that what is left is
// to read the bytes, to take their digest before and after, and to write them.
//
// The form: members in the order they were set, one a line, two spaces of indent a level; a list on
// one line. Every digest has a line of its own.
#ifndef WARRAQ_STORE_INVENTORY_TEXT_H
#define WARRAQ_STORE_INVENTORY_TEXT_H

#include <glib.h>
#include <stddef.h>

#include "store/inventory.h"

/* g_string_free(). */
GString *inventory_print(const json_t *json);

/* What there is to know of an inventory for adding a version to it: all of it, but of `versions`
 * only the newest, of `manifest` only the digests among the `n` of `wanted` (lower case), and
 * nothing of `fixity`.
 *
 * NULL if the text is not in the form above with the blocks our own objects have: sha512, fixity by
 * sha256, versions from v1. The caller has yet to hold the bytes against their sidecar. */
struct inventory *inventory_excerpt(GBytes *bytes, const char *const *wanted, size_t n);

/* The text of `inventory` after `addition`, which was loaded unless it is new: an object with the
 * new `head` and, in blocks named and shaped as in an inventory, what is new in `manifest`,
 * `versions` and `fixity`. To an excerpt it is added in the text, to any other inventory in the
 * JSON, which changes; the bytes are the same. g_string_free(). */
GString *inventory_grow(struct inventory *inventory, json_t *addition);

#endif

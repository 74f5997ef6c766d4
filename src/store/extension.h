// SPDX-License-Identifier: MIT
// Names registered outside the specification: OCFL extensions and the digests they add.
#ifndef WARRAQ_STORE_EXTENSION_H
#define WARRAQ_STORE_EXTENSION_H

#include <stdbool.h>

#define LAYOUT_NAME "0004-hashed-n-tuple-storage-layout"

/* A registered extension name (https://ocfl.github.io/extensions/). */
bool extension_registered(const char *name);

/* A digest algorithm of extensions 0001 and 0009, which the fixity block may use and which a
 * client that does not know it must ignore (E028). */
bool extension_digest(const char *name);

#endif
